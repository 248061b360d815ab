"""A posting of a few words, normalised; shared by the tables of spellings."""

from pipeline.model import Facts, Posting
from pipeline.normalise.posting import normalise


def facts(text: str = "", title: str = "Stelle (m/w/d)", **values: object) -> Facts:
    data = {"source": "x", "url": "https://x.example/1", "title": title, "description_html": f"<p>{text}</p>", "published": "2026-03-01", "employer": "Beispielamt"}
    return normalise(Posting.model_validate({**data, **values})).facts
