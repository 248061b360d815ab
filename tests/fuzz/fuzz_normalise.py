"""Coverage-guided fuzzing of ``normalise``: `make fuzz` (or with arguments of libFuzzer: `-max_total_time=600 corpus/`).

It needs atheris (`pip install atheris`, Python up to 3.13, Linux), which is in no lock file: nothing else of this house asks for it.
Its bytes choose words (words.py) and fields: mutations stay postings.
"""

import sys
import time

import atheris  # type: ignore[import-not-found,unused-ignore]

with atheris.instrument_imports(include=["pipeline.normalise"]):
    from pipeline.model import Posting
    from pipeline.normalise.posting import normalise
from tests.fuzz.words import WORDS

FIELDS = ("employer", "valid_through", "date_posted", "seen_at", "published", "identifier", "department", "external_id", "base_salary")
LISTS = ("locations", "employment_type")
#: Processor seconds that a posting may take; a megabyte of hostile text takes less than one.
LONGEST = 3.0


def one_input(data: bytes) -> None:
    given = atheris.FuzzedDataProvider(data)
    texts = {"title": _text(given), "description_html": _text(given)}
    texts |= {name: _text(given) for name in FIELDS if given.ConsumeBool()}
    lists = {name: [_text(given) for _ in range(given.ConsumeIntInRange(0, 3))] for name in LISTS if given.ConsumeBool()}
    posting = Posting.model_validate({"source": "fuzz", "url": "https://x.example/1", **texts, **lists})
    begin = time.thread_time()
    made = normalise(posting)
    assert time.thread_time() - begin < LONGEST, "too slow"
    assert not [problem for problem in made.problems if problem.code == "fact_unreadable"], made.problems
    again = normalise(posting.model_copy(update={"description_html": made.text}))
    assert again.text == normalise(posting.model_copy(update={"description_html": again.text})).text, "the text does not come to rest"


def _text(given: atheris.FuzzedDataProvider) -> str:
    """Words of ads and other signs in any order, now and then repeated up to a megabyte."""
    pieces = [given.PickValueInList(WORDS) if given.ConsumeProbability() < 0.8 else given.ConsumeUnicode(8) for _ in range(given.ConsumeIntInRange(0, 40))]
    text = "".join(pieces)
    return text * (1_000_000 // max(len(text), 1)) if given.ConsumeIntInRange(0, 20) == 20 else text


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
