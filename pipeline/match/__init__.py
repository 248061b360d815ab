"""Which postings are one vacancy: features, keys, vetoes, score, explanation. Specification: docs/matching.md."""

from pipeline.match.index import Entry, Index, MemoryIndex
from pipeline.match.matcher import Explanation, Matcher, Placement, explain, stand, stand_with_rounds

__all__ = ["Entry", "Explanation", "Index", "Matcher", "MemoryIndex", "Placement", "explain", "stand", "stand_with_rounds"]
