"""The status page over real HTTP: at a glance, member by member, visit by visit; and who may see what a portal said word by word."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from parsel import Selector
from sqlalchemy import select, update

from pipeline.model import Acknowledged, Changes, MemberView, Problem, Run, RunEvidence, Traffic, Verdict
from render import followups, visits
from render.auth import hash_password
from render.lights import light, status
from render.site import Site
from render.spark import spark, words
from spiders.records import Kept
from store import Store, connect
from store.schema import memberships, postings, vacancies
from tests.bulk import fill, houses
from tests.conftest import NOW
from tests.making import DAY
from tests.render.serving import Browser, serving
from tests.render.standing import ANSWER, LINES, fill_runs, keep_evidence

HOUR = timedelta(hours=1)
VIEW = MemberView(key="elbtal", name="IT-Verbund Elbtal AöR", short_name="ITV Elbtal", platform="jsonld", enabled=True, last_run=NOW - HOUR, last_success=NOW - HOUR, last_verdict=Verdict.COMPLETE, last_postings=4)
DENIED = Problem(code="robots_denied", message="robots.txt does not allow it")


def changed(**values: object) -> MemberView:
    return VIEW.model_copy(update=values)


@pytest.mark.parametrize(("view", "level", "word", "codes"), [
    (changed(), "green", "in Ordnung", []),
    (changed(last_verdict=Verdict.DENIED, reasons=[DENIED]), "amber", "nicht erlaubt", []),
    (changed(last_verdict=Verdict.DENIED, reasons=[DENIED], last_success=NOW - 5 * DAY), "red", "nicht erlaubt", []),
    (changed(last_postings=0, empty_confirmed=True), "green", "in Ordnung", ["empty_confirmed"]),
    (changed(last_postings=0), "green", "in Ordnung", ["empty"]),
    (changed(last_success=NOW - 4 * DAY, last_verdict=Verdict.FAILED, acknowledged=Acknowledged(at=NOW, by="betrieb")), "red", "gestört", ["acknowledged"]),
    (changed(acknowledged=Acknowledged(at=NOW, by="betrieb")), "green", "in Ordnung", []),
    (changed(muted_until=NOW.date()), "green", "in Ordnung", ["muted"]),
    (changed(last_run=None, last_success=None, last_verdict=None), "amber", "ansehen", []),
])
def test_a_members_light_and_its_marks(view: MemberView, level: str, word: str, codes: list[str]) -> None:
    found = light(view, NOW)
    assert (found.level, found.word, [mark.code for mark in found.marks]) == (level, word, codes)


@pytest.mark.parametrize(("age", "level"), [(timedelta(minutes=1), "green"), (timedelta(minutes=11), "red"), (None, "red")])
def test_a_timetable_that_stands_still_is_red_whatever_the_members_are(age: timedelta | None, level: str) -> None:
    found = status([VIEW], NOW - age if age else None, NOW)
    assert found.level == level
    assert ("Der Zeitplan läuft nicht" in found.message) == (level == "red")


def test_what_is_known_is_counted_and_stays_red() -> None:
    broken = changed(last_success=NOW - 4 * DAY, last_verdict=Verdict.FAILED, acknowledged=Acknowledged(at=NOW, by="betrieb"))
    found = status([VIEW, broken, changed(key="b", last_success=NOW - 5 * DAY, last_verdict=Verdict.FAILED)], NOW, NOW)
    assert (found.level, found.message) == ("red", "2 Mitglieder gestört (davon 1 bekannt), 0 zum Ansehen, 1 in Ordnung.")


def test_where_every_visit_fails_the_network_is_named() -> None:
    failed = [changed(key=key, last_verdict=Verdict.FAILED) for key in "abc"]
    assert status(failed, NOW, NOW).message == "Bei keinem Portal gelang der letzte Besuch: Vermutlich ist unsere eigene Verbindung gestört. 3 Mitglieder zum Ansehen, 0 in Ordnung."
    assert "Verbindung" not in status([*failed, VIEW], NOW, NOW).message
    assert "Verbindung" not in status(failed[:2], NOW, NOW).message


@pytest.mark.parametrize(("counts", "said", "gaps"), [
    ([None] * 60, "noch keine Zahlen", 0),
    ([None] * 57 + [12, None, 14], "In 60 Tagen zwischen 12 und 14, zuletzt 14; an 1 Tag nicht vollständig gelesen", 1),
    ([5] * 59 + [None], "In 60 Tagen immer 5", 0),
    ([0] * 60, "In 60 Tagen immer 0", 0),
    ([7, None, None, None, None], "In 5 Tagen immer 7; an 3 Tagen nicht vollständig gelesen", 3),
])
def test_the_chart_says_the_same_in_words(counts: list[int | None], said: str, gaps: int) -> None:
    assert words(counts) == said
    drawn = str(spark(counts))
    assert said in drawn
    assert drawn.partition('class="gap"')[2].count("M") == gaps
    assert "<script" not in drawn


RUN = Run(id="r9", source="elbtal", platform="jsonld", started_at=NOW, verdict=Verdict.SUSPECT, postings=12, total=43, traffic=Traffic(requests=47, responses=44, dropped=3, list_failures=1, detail_failures=2, not_modified=5))


def test_the_proofs_of_a_visit() -> None:
    found = {proof.what: proof for proof in visits.proofs(RUN, RunEvidence(good_counts=[44, 43, 45], open_before=43))}
    balance, usable, total, usual = found.values()
    assert (balance.came, balance.fits) == ("44 Ergebnisse, 5 davon unverändert (304), 3 ohne", False)
    assert (usable.came, usable.fits) == ("3 gescheitert (1 an der Liste, 2 an einzelnen Anzeigen)", False)
    assert (total.expected, total.came, total.fits) == ("43 laut Portal", "12 Anzeigen", False)
    assert (usual.expected, usual.fits) == ("44 in der Mitte der letzten 3 guten Besuche (44, 43, 45); davor waren 43 offen", False)
    first = visits.proofs(RUN.model_copy(update={"total": None, "traffic": Traffic()}), RunEvidence())
    assert [proof.fits for proof in first] == [None, None, None, None]
    fine = visits.proofs(RUN.model_copy(update={"total": 12, "traffic": Traffic(requests=13, responses=13)}), RunEvidence(good_counts=[12], open_before=12))
    assert [proof.fits for proof in fine] == [True, True, True, True]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Store]]:
    """Address, a failed visit, store: 60 members in mixed states."""
    folder: Path = tmp_path_factory.mktemp("status")
    store = connect(f"sqlite:///{folder / 's.sqlite'}")
    fill(store, 300)
    failed = fill_runs(store, days=20)
    with store.write() as connection:
        connection.execute(update(vacancies).where(vacancies.c.id.in_([f"v{n:09}" for n in range(1, 160)])).values(title="Referent <b>Vergabe</b> {{ 7*7 }}"))
        ids = [f"v{n:09}" for n in range(1, 160)]
        connection.execute(update(postings).where(postings.c.id.in_(select(memberships.c.posting).where(memberships.c.vacancy.in_(ids)))).values(title="Referent Vergabe"))
    keep_evidence(folder / "archive", failed, ANSWER, LINES)
    site = Site("https://stellen.example.org", users={"betrieb": hash_password("geheim"), "redaktion": hash_password("text")}, records=Kept(folder / "archive"))
    with serving(store, site, {member.key: member for member in houses(60)}) as url:
        yield url, failed, store
    store.close()


def test_the_page_at_a_glance(place: tuple[str, str, Store]) -> None:
    page = Selector(Browser(place[0]).get("/status"))
    assert "".join(page.css(".state ::text").getall()).split()[:2] == ["■", "Gestört"]
    assert "3 Mitglieder gestört (davon 1 bekannt), 3 zum Ansehen, 54 in Ordnung." in page.css(".state").get("")
    cases = {case.css("h3::text").get(): "".join(case.css("::text").getall()) for case in page.css(".cases > li")}
    assert list(cases) == ["KIT Leipzig 3", "KIT Potsdam 11", "KIT Leipzig 23", "KIT Gießen 7", "KIT Mainz 17", "KIT Potsdam 31"]
    assert "nicht erlaubt" in cases["KIT Potsdam 11"]
    assert "stumm bis 20. März 2026" in cases["KIT Leipzig 3"]
    assert "bekannt seit 14.3.2026" in cases["KIT Leipzig 23"]
    assert "Umzug ins neue Rechenzentrum" not in Browser(place[0]).get("/status"), "a note is for operators"
    assert "Letzter Besuch fraglich: nur 3 Anzeigen, erwartet waren etwa 41" in cases["KIT Gießen 7"]
    assert "keine Stellen, bestätigt" in page.css("table.houses").get("")
    assert len(page.css("svg.spark[role=img][aria-label]")) == 60
    assert not page.css("script")


def test_the_same_for_programs(place: tuple[str, str, Store]) -> None:
    value = json.loads(Browser(place[0]).get("/status.json"))
    members = {member["key"]: member for member in value["members"]}
    assert (value["level"], value["heartbeat"][:10]) == ("red", "2026-03-16")
    assert (members["haus11"]["word"], members["haus11"]["level"]) == ("nicht erlaubt", "red")
    assert [mark["code"] for mark in members["haus40"]["marks"]] == ["empty_confirmed"]
    assert "note" not in members["haus23"]["acknowledged"]
    assert len(members["haus0"]["counts"]) == 60
    assert set(members["haus0"]["since_good"]) == set(Changes.model_fields)
    assert value["lists"]["doppelte"] == 10
    assert value["lists"]["ohne-neutrale-form"] > 100


def test_lists_to_follow_up_are_paged_and_lead_to_the_vacancies(place: tuple[str, str, Store]) -> None:
    browser = Browser(place[0])
    for kind in followups.KINDS.values():
        assert kind.heading in browser.get(f"/status/{kind.name}")
    first, second = (Selector(browser.get(f"/status/ohne-neutrale-form?seite={number}")) for number in (1, 2))
    assert len(first.css(".plain li")) == followups.ON_PAGE
    assert first.css("a[rel=next]::attr(href)").get() == "/status/ohne-neutrale-form?seite=2"
    assert second.css("a[rel=prev]::attr(href)").get() == "/status/ohne-neutrale-form"
    shown = first.css(".plain a::attr(href)").getall() + second.css(".plain a::attr(href)").getall()
    assert len(shown) == len(set(shown)) == json.loads(browser.get("/status.json"))["lists"]["ohne-neutrale-form"]
    assert "<b>Vergabe</b>" not in browser.get("/status/ohne-neutrale-form")
    assert browser.ask(shown[0])[0] == 200
    employers = first.css("h2::text").getall()
    assert employers == sorted(employers, key=str.casefold)
    for path in ("/status/ohne-neutrale-form?seite=9", "/status/ohne-neutrale-form?seite=0", "/status/ohne-neutrale-form?seite=x", "/status/quatsch"):
        assert browser.ask(path)[0] == 404


def test_a_visits_page_says_that_an_answer_is_kept_and_only_operators_see_it(place: tuple[str, str, Store]) -> None:
    url, failed, _ = place
    page = Browser(url).get(f"/status/besuch/{failed}")
    assert "http_status: answers 503 after 3 tries" in page, "the log"
    assert "HTTP/1.1 503 Service Unavailable" in page
    assert "Muster" not in page
    assert f"/betrieb/besuch/{failed}#antwort" in page
    for path in (f"/betrieb/besuch/{failed}", f"/betrieb/besuch/{failed}/antwort.txt"):
        assert Browser(url).ask(path)[0] == 401
        assert Browser(url, "redaktion:text").ask(path)[0] == 401


def test_the_answer_is_shown_as_inert_text_and_loaded_as_a_file(place: tuple[str, str, Store]) -> None:
    url, failed, _ = place
    operator = Browser(url, "betrieb:geheim")
    page = operator.get(f"/betrieb/besuch/{failed}")
    assert "&lt;script&gt;alert(" in page
    assert "<script>alert(" not in page
    assert "Gekürzt." in page
    assert "Retry-After: 120" in page
    status_, headers, body = operator.ask(f"/betrieb/besuch/{failed}/antwort.txt")
    assert (status_, headers["content-type"], headers["x-content-type-options"]) == (200, "text/plain; charset=utf-8", "nosniff")
    assert headers["content-disposition"] == f'attachment; filename="{failed}.txt"'
    assert "default-src 'none'" in headers["content-security-policy"]
    assert body.splitlines()[:2] == ["# https://haus3.example.org/stellen", "HTTP/1.1 503 Service Unavailable"]
    assert len(body) > len(ANSWER.body)
    assert operator.ask("/betrieb/besuch/nirgends")[0] == 404
    good = next(run.id for run in place[2].runs(source="haus0"))
    assert operator.ask(f"/betrieb/besuch/{good}/antwort.txt")[0] == 404


def test_a_visit_is_the_same_in_the_terminal(place: tuple[str, str, Store]) -> None:
    _, failed, store = place
    run = store.run(failed)
    assert run is not None
    site = Site("https://stellen.example.org")
    said = visits.in_words(visits.view(run, store, site, {member.key: member for member in houses(60)}))
    assert said.startswith("Besuch bei KIT Leipzig 3, 16.3.2026, 8.03: gescheitert")
    assert "PASST NICHT Es sind so viele wie sonst" in said
    assert "das Portal antwortet mit einem Fehler" in said


def test_what_a_portal_says_moves_no_terminal(place: tuple[str, str, Store], tmp_path: Path) -> None:
    _, failed, store = place
    run = store.run(failed)
    assert run is not None
    keep_evidence(tmp_path / "archive", failed, ANSWER.model_copy(update={"body": "\x1b[2J\x1b]0;title\x07 \x9b31m rot \u202e\rweg"}), LINES)
    said = visits.in_words(visits.view(run, store, replace(Site("https://stellen.example.org"), records=Kept(tmp_path / "archive")), {}))
    assert "rot" in said
    assert not set("\x1b\x07\x9b\u202e\r") & set(said)


def test_a_long_log_is_cut_in_the_middle(place: tuple[str, str, Store], tmp_path: Path) -> None:
    _, failed, store = place
    run = store.run(failed)
    assert run is not None
    keep_evidence(tmp_path / "archive", failed, ANSWER, [numbered(n) for n in range(visits.MOST_LINES + 100)])
    found = visits.view(run, store, replace(Site("https://stellen.example.org"), records=Kept(tmp_path / "archive")), {})
    assert (len(found.log), found.left_out, found.log[0].words, found.log[-1].words) == (visits.MOST_LINES, 100, "line 0", f"line {visits.MOST_LINES + 99}")


def numbered(number: int):
    return LINES[0].model_copy(update={"words": f"line {number}"})
