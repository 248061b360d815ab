"""A posting in, its facts out, with the words that prove them. Rules: docs/facts.md. Never raises, linear time."""

from pipeline.normalise.posting import normalise

__all__ = ["normalise"]
