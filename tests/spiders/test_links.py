"""Which links lead to jobs, and what identifies a job in its address."""

import pytest

from spiders.links import external_id, external_ids, job_links, page_links
from spiders.page import Page
from spiders.paging import next_page

HOST = "https://amt.example"


@pytest.mark.parametrize(("path", "key"), [
    ("/stelle/it-betreuung-4711", "4711"), ("/stelle/neuer-titel-4711.html", "4711"), ("/vacancy/4711/it-betreuung", "4711"), ("/stellen/4711-it-betreuung.html", "4711"),
    ("/stellen/4711-betreuung-amt-321", "4711"), ("/jobs/12345/de", "12345"), ("/stelle/ausbildung-2026-fachinformatik", "stelle/ausbildung-2026-fachinformatik"),
    ("/offer/neuer-titel/00df0928-b013-448c-b3dd-6c6fb80eadc2", "00df0928-b013-448c-b3dd-6c6fb80eadc2"), ("/2026/03/netze", "2026/03/netze"), ("/stelle/netze?utm_source=x&fbclid=y", "stelle/netze"), ("/detail?tx_jobs[job]=77&cHash=ab", "tx_jobs[job]=77"),
    ("/anderswo?tx_jobs[job]=77&cHash=cd", "tx_jobs[job]=77"), ("/index.php?nr=9&option=zeigen", "index.php?nr=9&option=zeigen"), ("/jobs#3", "jobs#3"),
    ("/stelle/netze-77;jsessionid=0A1B", "stelle/netze-77")])
def test_a_job_is_known_by_its_number_not_by_its_title(path: str, key: str) -> None:
    assert external_id(HOST + path) == key


def test_a_number_that_several_share_is_none() -> None:
    urls = [f"{HOST}/stelle/technik-amt-321", f"{HOST}/stelle/archiv-amt-321", f"{HOST}/stelle/netze-400"]
    assert list(external_ids(urls).values()) == ["stelle/technik-amt-321", "stelle/archiv-amt-321", "400"]


@pytest.mark.parametrize(("body", "paths"), [
    ('<a href="/stellen/netze-4711">Netze</a><a href="/stellen/netze-4711#oben">mehr</a>', ["/stellen/netze-4711"]),
    ('<nav><a href="/karriere/ihre-vorteile">Vorteile</a></nav><main><a href="/haus/a-b">Prüfung (m/w/d)</a><a href="/haus/c-d">Archiv</a></main><footer><a href="/haus/x-y">x</a></footer>',
     ["/haus/a-b", "/haus/c-d"]),
    ('<ul><li><a href="/pruefung">Prüfung (m/w/d)</a></li><li><a href="/archiv">Archiv</a></li></ul><p><a href="/aktuelles">Aktuelles</a></p>', ["/pruefung", "/archiv"]),
    ('<table><tr onclick="location.href=\'/angebot/netze\'"><td>Netze (w/m/d)</td></tr></table>', ["/angebot/netze"]),
    ('<div data-href="/angebot/netze"><b>Netze (w/m/d)</b></div>', ["/angebot/netze"]),
    ('<article><h3>Netze (d/m/w)</h3><a href="/angebot/netze?utm_source=x">Mehr erfahren</a></article>', ["/angebot/netze"]),
    ('<a href="https://anderswo.example/stellen/netze-1">x</a><a href="/stellen/feed/">RSS</a><a href="/stellen/ausschreibung-7.pdf">PDF</a><a href="mailto:a@example.org">x</a>', []),
    ('<a href="/stellen/?seite=2">2</a><a href="/stellen/page/3/">3</a><a href="/stellen/?sort=datum">nach Datum</a>', [])])
def test_links_to_jobs(body: str, paths: list[str]) -> None:
    page = Page(f"{HOST}/stellen/", f"<html><body>{body}</body></html>".encode())
    assert job_links(page) == [HOST + path for path in paths]


@pytest.mark.parametrize(("body", "after"), [
    ('<a href="/stellen/netze-2">2</a>', None), ('<p><b>1</b> <a href="?tx_solr%5Bpage%5D=2&amp;cHash=a">2</a></p>', "/stellen/?tx_solr%5Bpage%5D=2&cHash=a"),
    ('<a href="/stellen/page/2/">Nächste Seite</a>', "/stellen/page/2/"), ('<a href="/aktuelles/">weiter</a>', None), ('<a href="/stellen/?sort=datum">nach Datum</a>', None),
    ('<link rel="next" href="?page=2">', "/stellen/?page=2")])
def test_the_list_goes_on_by_its_own_pages_only(body: str, after: str | None) -> None:
    page = Page(f"{HOST}/stellen/", f"<html><body>{body}</body></html>".encode())
    assert next_page(page, page_links(page)) == (HOST + after if after else None)
