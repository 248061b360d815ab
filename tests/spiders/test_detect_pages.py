"""Ways to a portal and pages without jobs that the sample websites do not play: small sites, written page by page."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from spiders.detection import Detection, Target
from tests.spiders.detecting import detect
from tests.spiders.portal import HTML, Answer, Portals, job

JSON = {"Content-Type": "application/json"}
Pages = dict[str, str | bytes | Answer]


def page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def script(pages: Pages) -> Callable[..., Answer]:
    def answer(request) -> Answer:
        request.rfile.read(int(request.headers.get("Content-Length") or 0))
        found = pages.get(request.path, pages.get(urlsplit(request.path).path))
        if found is None:
            return 404, HTML, b"<h1>Seite nicht gefunden</h1>"
        if isinstance(found, (str, bytes)):
            return 200, JSON if request.path.endswith(".json") else HTML, found.encode() if isinstance(found, str) else found
        return found

    return answer


@dataclass
class Case:
    """A website (``{other}`` in it is the second host), and what must come out: None or the platform."""

    name: str
    pages: Pages
    platform: str | None
    portal: str = ""
    other: Pages = field(default_factory=dict)
    proven: bool = True


HOME = page("Beispiel-IT AöR", '<nav><a href="/ueber-uns">Über uns</a><a href="/karriere">Karriere</a><a href="/impressum">Impressum</a></nav>')


def ad(title: str, employer: str = "Beispiel-IT AöR") -> bytes:
    return job(title, hiringOrganization={"@type": "Organization", "name": employer}, validThrough="2026-12-31")


FEED = json.dumps({"@type": "DataFeed", "numberOfItems": 1, "dataFeedElement": [{"@type": "DataFeedItem", "item": {
    "@type": "JobPosting", "title": "Systemadministrator (m/w/d)", "url": "/jobs/4711/systemadministrator/", "datePosted": "2026-03-01", "identifier": {"value": 4711},
    "description": "<p>Text</p>", "hiringOrganization": {"name": "Beispiel-IT AöR"}, "jobLocation": {"address": {"addressLocality": "Kassel"}}, "employmentType": "FULL_TIME"}}]})
OFFERS = json.dumps({"offers": [{"id": 1, "title": "Entwickler (m/w/d)", "careers_url": "https://beispiel.recruitee.com/o/entwickler", "description": "<p>Text</p>", "status": "published"}]})
NEWS_FEED = ('<?xml version="1.0"?><rss version="2.0"><channel><title>Aktuelles</title>' + "".join(
    f"<item><title>{title}</title><link>http://beispiel.example/{n}</link></item>" for n, title in enumerate(
        ["Neues Rechenzentrum", "Azubis (m/w/d) des Jahres geehrt", "Frohe Feiertage", "Wartung am Sonntag"])) + "</channel></rss>")

FOUND = [
    Case("a feed on a host that tells nothing else", {"/": HOME, "/karriere": page("Karriere", '<a href="{other}/">Zu unseren Stellenangeboten</a>')}, "softgarden", "{other}/",
         {"/": page("Jobs", "<div id=root></div><script src=/app.js></script>"), "/jobs.feed.json": FEED}),
    Case("an interface on a host that tells nothing else", {"/": HOME, "/karriere": page("Karriere", '<a href="{other}/">Offene Stellen</a>')}, "recruitee", "{other}/",
         {"/": page("Jobs", "<div id=app></div><script src=/app.js></script>"), "/api/offers": (200, JSON, OFFERS.encode())}),
    Case("ads on another host", {"/": HOME, "/karriere": page("Karriere bei uns", '<ul><li><a href="{other}/a/entwickler">Entwickler (m/w/d)</a></li><li><a href="{other}/a/admin">Administrator (w/m/d)</a></li></ul>')},
         "jsonld", "{home}/karriere", {"/a/entwickler": ad("Entwickler (m/w/d)"), "/a/admin": ad("Administrator (w/m/d)")}),
    Case("titles without markers, pages below the list", {"/": HOME, "/karriere": page("Stellenangebote", '<main><ul><li><a href="/karriere/netze">Leitung Netze und Betrieb</a></li><li><a href="/karriere/kasse">Sachbearbeitung Kasse</a></li></ul></main>'),
                                                          "/karriere/netze": ad("Leitung Netze und Betrieb"), "/karriere/kasse": ad("Sachbearbeitung Kasse")}, "jsonld", "{home}/karriere"),
    Case("the same without markup for machines", {"/": HOME, "/karriere": page("Stellenangebote", '<main><ul class="liste"><li class="eintrag"><a href="/karriere/netze">Leitung Netze und Betrieb</a></li>'
                                                                              '<li class="eintrag"><a href="/karriere/kasse">Sachbearbeitung Kasse</a></li></ul></main>'),
                                                  **{f"/karriere/{name}": page(name, f"<main><h1>{name}</h1><p>Entgeltgruppe 9b TVöD, Bewerbungsfrist 30.04.2026. {'Text ' * 60}</p></main>") for name in ("netze", "kasse")}},
         "html", "{home}/karriere"),
    Case("links to Interamt without the authority's number", {"/": HOME, "/karriere": page("Stellen", "<table>" + "".join(
        f'<tr class="stelle"><td><a href="https://interamt.de/koop/app/stelle?id={n}">Sachbearbeitung (m/w/d) {n}</a></td><td class="frist">30.04.2026</td></tr>' for n in (1, 2, 3)) + "</table>")},
         "html", "{home}/karriere"),
    Case("the number of the authority in a script", {"/": HOME, "/karriere": page("Stellen", '<div id="liste"></div><script>fetch("{home}/koop/app/webservice_v2?partner=4711")</script>'),
                                                     "/koop/app/webservice_v2?partner=4711": json.dumps({"Anzahltreffer": 1, "Stellenangebote": [{"Id": 5, "StellenBezeichnung": "Leitung IT", "Daten": {}}]}),
                                                     "/koop/app/webservice_v2?id=5": json.dumps({"Id": 5, "Stellenbezeichnung": "Leitung IT", "Beschreibung": "<p>Text</p>"})}, "interamt"),
    Case("a company's code in a widget", {"/": HOME, "/karriere": page("Karriere", '<div id="w"></div><script src="https://static.smartrecruiters.com/job-widget/1/script/smart_widget.js"></script>'
                                                                       '<script>widget({"company_code": "BeispielIT"})</script>'),
                                          "/v1/companies/BeispielIT/postings": json.dumps({"offset": 0, "limit": 100, "totalFound": 1, "content": [{"id": "1", "name": "Entwickler (m/w/d)"}]}),
                                          "/v1/companies/BeispielIT/postings/1": json.dumps({"id": "1", "name": "Entwickler (m/w/d)", "jobAd": {"sections": {"jobDescription": {"text": "Text"}}}})},
         "smartrecruiters", "{home}/karriere"),
    Case("a menu that a script draws", {"/": page("Beispiel-IT", '<div id="menu"></div><script>var menu = [{"title": "Karriere", "url": "\\/wir\\/karriere\\/"}];</script>'),
                                        "/wir/karriere/": page("Karriere", '<a href="/wir/karriere/entwickler-4711">Entwickler (m/w/d)</a>'), "/wir/karriere/entwickler-4711": ad("Entwickler (m/w/d)")},
         "jsonld", "{home}/wir/karriere/"),
    Case("a button", {"/": HOME, "/karriere": page("Arbeiten bei uns", '<form action="{other}/de/jobs"><button>Alle offenen Stellen</button></form>')}, "dvinci", "{other}/de/jobs",
         {"/de/jobs": page("Jobs", '<div ng-app="dvinci.apps.Dvinci"></div>'), "/jobPublication/list.json": json.dumps(
             [{"id": 1, "position": "Entwickler (m/w/d)", "jobPublicationURL": "/de/jobs/1/x", "jobOpening": {"type": "DEFAULT"}}])}),
    Case("a list of several pages", {"/": HOME, "/karriere": page("Stellenangebote", "".join(f'<div class="job row"><h3><a href="/stelle?tx_jobs[job]={n}&amp;cHash=a{n}">Technik {n} (m/w/d)</a></h3>'
                                                                                             f'<span class="standort">Kassel</span></div>' for n in range(10)) + '<ul class="pagination"><li class="active"><a href="/karriere">1</a></li>'
                                                             '<li><a href="/karriere?tx_solr[page]=2">2</a></li></ul>', '<meta name="generator" content="TYPO3 CMS">'),
                                      "/stelle": page("Technik", "<main><h1>Technik</h1><p>" + "Text " * 60 + "</p></main>")}, "html", "{home}/karriere"),
    Case("a feed behind a link", {"/": HOME, "/karriere": page("Karriere", '<p>Unsere Stellen <a href="/karriere/?type=9818">als RSS</a></p>'), "/karriere/?type=9818": (
        200, {"Content-Type": "application/rss+xml"}, b'<?xml version="1.0"?><rss version="2.0"><channel><title>Stellen</title><item><title>Technik (m/w/d)</title><link>http://127.0.0.1/1</link></item></channel></rss>')},
         "feed", "{home}/karriere/?type=9818"),
    Case("an export of HR4YOU", {"/": HOME, "/karriere": page("Karriere", '<a href="{other}/export/jobs.xml">Stellen als XML</a>')}, "hr4you", "{other}/export/jobs.xml",
         {"/export/jobs.xml": (200, {"Content-Type": "text/xml"}, (b'<?xml version="1.0"?><jobs><entry><jobid>5</jobid><titel>Technik (m/w/d)</titel><url_application_form>http://127.0.0.1/a</url_application_form>'
                                                                  b"<einleitung>Text</einleitung><arbeitsort>Kassel</arbeitsort></entry></jobs>"))}),
    Case("two widgets, one of a chatbot", {"/": HOME, "/karriere": page("Karriere", '<div data-bite-jobs-api-listing="muster:chat"></div><div data-bite-jobs-api-listing="muster:stellen"></div>'),
                                           "/muster/jobs-api/chat.min.js": 'createClient({key:""})', "/muster/jobs-api/stellen.min.js": f"createClient({{key:'{'ab' * 20}'}})",
                                           "/api/v1/postings/search": json.dumps({"jobPostings": [{"title": "Technik (m/w/d)", "hash": "c" * 40, "url": "{home}/jobposting/" + "c" * 40}], "page": {"total": 1}}),
                                           f"/jobposting/{'c' * 40}/json": json.dumps({"title": "Technik (m/w/d)", "content": {"html": {"rendered": "<p>Text</p>"}}})}, "bite", "{home}/karriere"),
    Case("a portal that is empty now", {"/": HOME, "/karriere": page("Karriere", '<a href="{other}/">Offene Stellen</a>')}, "recruitee", "{other}/",
         {"/": page("Jobs", '<script src="https://recruiteecdn.com/app.js"></script>'), "/api/offers": (200, JSON, b'{"offers": []}')}, proven=False),
]

NOTHING = [
    Case("a vendor's page", {"/": page("HR-Software Muster GmbH", '<h1>Bewerbermanagement</h1><p>Wir verbinden softgarden, rexx systems und BITE. Ihre Anzeigen tragen "JobPosting".</p><a href="https://www.softgarden.de/">softgarden</a>'
                                 '<a href="https://www.rexx-systems.com/">rexx</a><a href="/produkt/karriereseite">Karriereseite als Produkt</a><pre>&lt;script type="application/ld+json"&gt;{"@type":"JobPosting"}&lt;/script&gt;</pre>'),
                             "/produkt/karriereseite": page("Die Karriereseite", "<p>Mehr Bewerbungen mit jobs.feed.json und Google for Jobs.</p>")}, None),
    Case("a feed of news", {"/": HOME, "/karriere": page("Karriere", "<p>Wir sind ein guter Arbeitgeber.</p>", '<link rel="alternate" type="application/rss+xml" title="Jobs und mehr" href="/feed.xml">'),
                            "/feed.xml": (200, {"Content-Type": "application/rss+xml"}, NEWS_FEED.encode())}, None),
    Case("news of people", {"/": page("Gemeinde Muster", '<a href="/aktuelles">Aktuelles</a>'), "/aktuelles": page("Aktuelles", "".join(
        f'<li><a href="/aktuelles/{n}">Azubis (m/w/d) des Jahrgangs {n} begrüßt</a></li>' for n in (2024, 2025))), "/aktuelles/2024": page("Azubis", "<p>Text</p>"), "/aktuelles/2025": page("Azubis", "<p>Text</p>")}, None),
    Case("only an application without a vacancy", {"/": HOME, "/karriere": page("Karriere", '<ul><li><a href="/karriere/initiativ-1">Initiativbewerbung (m/w/d)</a></li></ul>'), "/karriere/initiativ-1": ad("Initiativbewerbung (m/w/d)")}, None),
    Case("ads that are over", {"/": HOME, "/karriere": page("Karriere", '<li><a href="/karriere/alt-1">Entwickler (m/w/d)</a></li>'), "/karriere/alt-1": job("Entwickler (m/w/d)", validThrough="2026-01-31")}, None),
    Case("a board of others", {"/": HOME, "/karriere": page("Jobbörse", "".join(f'<li><a href="/karriere/ad-{n}">Fachkraft {n} (m/w/d)</a></li>' for n in range(5))),
                               **{f"/karriere/ad-{n}": ad(f"Fachkraft {n} (m/w/d)", name) for n, name in enumerate(["Muster Bau GmbH", "Ziegel Werke KG", "Holz und Hof OHG", "Pflege Plus", "Blumen Meier"])}}, None),
    Case("tenders", {"/": page("Gemeinde Muster", '<a href="/ausschreibungen">Ausschreibungen</a>'), "/ausschreibungen": page(
        "Ausschreibungen", "".join(f'<li><a href="/ausschreibungen/{n}-los">Lieferung von Servern, Los {n}, Angebotsfrist 30.04.2026</a></li>' for n in range(4))),
        **{f"/ausschreibungen/{n}-los": page("Vergabe", "<p>Öffentliche Ausschreibung nach UVgO.</p>") for n in range(4)}}, None),
    Case("events", {"/": page("Gemeinde Muster", '<a href="/termine">Termine</a><a href="/service">Service</a>'), "/termine": page(
        "Termine", "".join(f'<li><a href="/termine/abend-{n}">Führen in Teilzeit: Vortrag am {n}.04.2026</a></li>' for n in range(1, 5)))}, None),
    Case("a shop", {"/": page("Laden", '<a href="/shop/lampen">Lampen</a>' + "".join(f'<li><a href="/shop/lampe-{n}">Lampe E 14, {n} Watt</a></li>' for n in range(5)))}, None),
    Case("an endless redirect", {"/": (302, {"Location": "/"}, b"")}, None),
    Case("a redirect to a login", {"/": HOME, "/karriere": (302, {"Location": "/login?next=karriere"}, b"")}, None),
    Case("a redirect to a file", {"/": (302, {"Location": "file:///etc/passwd"}, b"")}, None),
    Case("garbage", {"/": b"\x00\xff<<a href=\x00>" * 500}, None),
    Case("a sitemap without jobs", {"/": page("Beispiel", "<p>Willkommen</p>"), "/sitemap.xml": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{home}/kontakt</loc></url></urlset>',
                                    "/kontakt": page("Kontakt", "<p>0000 0000</p>")}, None),
]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Detection, int, str, str]]]:
    portals, cases = Portals(), [*FOUND, *NOTHING]
    running: dict[str, tuple[str, str]] = {}
    for case in cases:
        pages: list[Pages] = [{}, {}]
        home = portals.add(case.name, script(pages[0]))
        other = portals.add(case.name + " (other)", script(pages[1]))
        for filled, told in zip(pages, (case.pages, case.other), strict=True):
            filled |= {path: body.replace("{home}", home).replace("{other}", other) if isinstance(body, str) else body for path, body in told.items()}
        running[case.name] = home, other
    found = detect(tmp_path_factory.mktemp("pages"), *(home + "/" for home, _ in running.values()))
    yield {case.name: (one, len(portals.asked[case.name]) + len(portals.asked[case.name + " (other)"]), *running[case.name]) for case, one in zip(cases, found, strict=True)}
    portals.close()


@pytest.mark.parametrize("case", [*FOUND, *NOTHING], ids=lambda case: case.name)
def test_a_page(seen: dict[str, tuple[Detection, int, str, str]], case: Case) -> None:
    found, asked, home, other = seen[case.name]
    assert (found.platform, found.proven) == (case.platform, case.platform is not None and case.proven), found
    assert found.requests == asked <= 15
    if case.portal:
        assert found.portal == case.portal.replace("{home}", home).replace("{other}", other)
    if case.platform is None:
        assert found.confidence is None
        assert found.notes


def test_a_member_is_known_by_its_names(tmp_path: Path) -> None:
    portals = Portals()
    pages: Pages = {"/": page("Willkommen", '<a href="/karriere">Karriere</a>'), "/karriere": page("Karriere", "".join(f'<li><a href="/karriere/ad-{n}">Fachkraft {n} (m/w/d)</a></li>' for n in range(3)))}
    pages |= {f"/karriere/ad-{n}": ad(f"Fachkraft {n} (m/w/d)", name) for n, name in enumerate(["Kommunales Netz Musterland", "Kommunales Netz Service", "Kommunales Netz Energie"])}
    home = portals.add("home", script(pages))
    own, strange = detect(tmp_path, Target(url=home, key="a", names=["Netz Musterland AöR"]), Target(url=home, key="b", names=["Wasserwerk Beispielstadt"]))
    portals.close()
    assert (own.confidence, strange.confidence) == ("sure", "likely")
    assert "check that this is the member" in " ".join(strange.notes)
