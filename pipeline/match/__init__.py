"""Which postings are one vacancy: features, keys, vetoes, score, explanation. Specification: docs/matching.md."""

from pipeline.match.index import Entry, Index, MemoryIndex
from pipeline.match.matcher import Matcher, Placement

__all__ = ["Entry", "Index", "Matcher", "MemoryIndex", "Placement"]
