"""A posting in (``posting.normalise``), its facts out, with the words that prove them. Rules: docs/facts.md. Never raises, linear time."""
