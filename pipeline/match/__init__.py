"""Which postings are one vacancy: features, keys, vetoes, score, explanation (``matcher``). Specification: docs/matching.md."""
