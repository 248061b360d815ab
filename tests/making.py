"""Short ways to make values for tests."""

from datetime import datetime, timedelta

from pipeline.model import Harvest, Listed, Member, Posting, Traffic
from tests.conftest import NOW

MEMBER = Member(key="elbtal", name="IT-Verbund Elbtal AöR", short_name="ITV Elbtal", portal="https://jobs.example.org/", platform="jsonld", enabled=True)
OTHER = Member(key="lahn", name="Datenhaus Lahn GmbH", short_name="Datenhaus Lahn", portal="https://lahn.example.org/", platform="softgarden", enabled=True)
DAY = timedelta(days=1)

TEXT = ("<p>Die Stelle ist unbefristet. Die Vergütung erfolgt nach Entgeltgruppe 10 TVöD. Arbeitsort: Dresden. Sie betreiben {about} und beraten die Fachämter "
        "bei allen Fragen dazu.</p>")


def posting(key: str, title: str = "", *, source: str = "elbtal", **values: object) -> Posting:
    title = title or f"Systemadministrator (m/w/d) {key}"
    data = {"source": source, "external_id": key, "url": f"https://{source}.example.org/stelle/{key}", "title": title,
            "description_html": TEXT.format(about=title)}
    return Posting.model_validate({**data, **values})


def harvest(postings: list[Posting], *, run: str = "r1", token: int = 0, at: datetime = NOW, source: str = "elbtal", **values: object) -> Harvest:
    data: dict[str, object] = {
        "source": source, "run": run, "token": token, "platform": "jsonld", "started_at": at, "finished_at": at, "postings": postings,
        "listed": [Listed(external_id=p.external_id or p.url, url=p.url) for p in postings], "paging_ended": True,
        "traffic": Traffic(requests=1, responses=1)}
    return Harvest.model_validate({**data, **values})
