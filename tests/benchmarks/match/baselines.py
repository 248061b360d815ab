"""What simpler ways reach on the same postings: raw key, normalised key, and optional libraries where installed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from pipeline.match.employer import employer_name
from pipeline.match.fold import fold, words
from pipeline.match.title import title_tokens
from pipeline.model import Posting
from tests.benchmarks.match import scores


def run(postings: Sequence[Posting], truth: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and outcome of each baseline; an absent library says so."""
    yield "raw key", _outcome([f"{p.title}|{p.employer}|{p.locations}" for p in postings], truth)
    begin = time.process_time()
    keys = [f"{employer_name(p.employer).key}|{' '.join(title_tokens(p.title))}" for p in postings]
    yield "normalised key", _outcome(keys, truth) + f" in {time.process_time() - begin:.1f} s"
    yield "datasketch", _datasketch(postings, truth)
    yield "Splink 5", _splink()


def _outcome(found: Sequence[str], truth: Sequence[str]) -> str:
    result = scores.agreement(found, truth)
    return " ".join(f"{name} {value:.3f}" for name, value in result.items())


def _datasketch(postings: Sequence[Posting], truth: Sequence[str]) -> str:
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return "datasketch is not installed: no figures"
    begin = time.process_time()
    index = MinHashLSH(threshold=0.6, num_perm=64)
    found: list[str] = []
    for number, posting in enumerate(postings):
        sketch = MinHash(num_perm=64)
        text = words(fold(f"{posting.title} {posting.description_html or ''}"))
        for n in range(len(text) - 2):
            sketch.update(" ".join(text[n : n + 3]).encode())
        same = [int(key) for key in index.query(sketch)]
        same = [key for key in same if postings[key].employer == posting.employer]
        found.append(found[min(same)] if same else str(number))
        index.insert(str(number), sketch)
    return _outcome(found, truth) + f" in {time.process_time() - begin:.1f} s"


def _splink() -> str:
    try:
        import splink  # noqa: F401
    except ImportError:
        return "Splink is not installed: no figures"
    return "Splink is installed, but this bench has no model for it yet: no figures"
