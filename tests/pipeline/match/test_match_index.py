"""One index, three memories: the same postings become the same vacancies in memory, on SQLite and on PostgreSQL."""

import json
import struct
import zlib

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import delete, select, update

from pipeline.match.features import Features, features
from pipeline.match.index import MemoryIndex
from pipeline.match.matcher import Matcher, explain, stand
from pipeline.model import Facts, Normalised, Posting
from pipeline.normalise.posting import normalise
from store import connect
from store.candidates import match_entries, match_keys
from store.database import MIGRATIONS
from tests.benchmarks.match.bench import rows_of
from tests.benchmarks.match.scores import agreement, changed_share


@pytest.fixture(scope="module")
def generated():
    rows = rows_of(260, 5, "second", hard=True, only=None)
    postings = [Posting.model_validate(row["posting"]) for row in rows]
    return rows, [(posting, normalise(posting)) for posting in postings]


def placed(pairs, index):
    matcher = Matcher(index)
    return [matcher.place(posting, normalised) for posting, normalised in pairs]


def test_a_database_decides_as_memory_does(generated, database_url):
    _, pairs = generated
    with connect(database_url).matching() as index:
        stored = placed(pairs, index)
    assert [p.model_dump() for p in stored] == [p.model_dump() for p in placed(pairs, MemoryIndex())]


def test_the_same_postings_again_change_nothing(generated):
    _, pairs = generated
    index = MemoryIndex()
    before = stand(placed(pairs, index))
    again = placed(pairs, index)
    assert {p.rule for p in again} == {"1"}
    assert changed_share(before, stand(again)) == 0


def test_what_is_stored_comes_back_as_it_was(generated):
    _, pairs = generated
    for pair in pairs:
        new = features(*pair)
        assert Features.load(new.dump()) == new


def in_first_form(f: Features) -> bytes:
    rest = json.dumps([*f[:25], f.text], separators=(",", ":"), ensure_ascii=False)
    return struct.pack(f">B{len(f.sketch)}I", len(f.sketch), *(number << 8 for number in f.sketch)) + zlib.compress(rest.encode(), 6)


def test_entries_of_before_the_smaller_form_are_read_and_rewritten(generated, database_url):
    _, pairs = generated
    pairs = pairs[:60]
    store = connect(database_url)
    with store.matching() as index:
        placed(pairs, index)
    with store.write() as connection:
        for row in connection.execute(select(match_entries)).all():
            connection.execute(update(match_entries).where(match_entries.c.id == row.id).values(features=in_first_form(Features.load(row.features))))
        connection.execute(delete(match_keys))
        migration = ScriptDirectory(str(MIGRATIONS)).get_revision("0008")
        with Operations.context(MigrationContext.configure(connection)):
            migration.module.upgrade()
    with store.matching() as index:
        again = placed(pairs, index)
    assert {p.rule for p in again} == {"1"}
    with store.read() as connection:
        sizes = [(len(row.features), len(in_first_form(Features.load(row.features)))) for row in connection.execute(select(match_entries))]
    assert all(now < before for now, before in sizes)


def test_generated_postings_become_their_vacancies(generated):
    rows, pairs = generated
    result = agreement(stand(placed(pairs, MemoryIndex())), [row["truth"] for row in rows])
    assert result["precision"] > 0.95
    assert result["f1"] > 0.8


def posting(key: str, title: str = "Sachbearbeiter (m/w/d) Vergabe", *, source: str = "eigene", **values):
    data = {"source": source, "external_id": key, "url": f"https://{source}.example.org/{key}", "title": title, "employer": "Stadt Musterhain",
            "locations": ["Lemgo"], "published": "2026-03-02", **values}
    return Posting.model_validate(data)


def made(title: str = "Sachbearbeiter (m/w/d) Vergabe", **facts):
    return Normalised(facts=Facts.model_validate({"title": title, "locations": ["Lemgo"], **facts}))


def test_a_posting_that_says_too_little_stands_alone_between_twins():
    matcher = Matcher(MemoryIndex())
    one = matcher.place(posting("1"), made(permanent=True))
    two = matcher.place(posting("2"), made(permanent=False))
    unclear = matcher.place(posting("3", source="ba"), made())
    assert len({one.vacancy, two.vacancy, unclear.vacancy}) == 3
    assert {vacancy for vacancy, _, _ in unclear.possible} == {one.vacancy, two.vacancy}


def test_a_twin_that_comes_late_puts_a_vague_posting_in_doubt():
    matcher = Matcher(MemoryIndex())
    one = matcher.place(posting("1"), made(permanent=True))
    vague = matcher.place(posting("3", source="ba"), made())
    assert vague.vacancy == one.vacancy
    twin = matcher.place(posting("2"), made(permanent=False))
    assert [key for key, *_ in twin.moved] == [vague.key]
    assert len(set(stand([one, vague, twin]))) == 3


def test_what_shows_two_vacancies_to_be_one_keeps_the_older_id():
    matcher = Matcher(MemoryIndex())
    one = matcher.place(posting("1", employer=None, identifier="17/26"), made(identifier="17/26"))
    two = matcher.place(posting("2", source="ba", published="2026-03-04"), made())
    assert one.vacancy != two.vacancy
    both = matcher.place(posting("3", source="interamt", published="2026-03-05", identifier="17/26"), made(identifier="17/26"))
    assert both.vacancy in (one.vacancy, two.vacancy)
    found = stand([one, two, both])
    assert found[0] == found[2]


def test_an_explanation_reads_like_a_persons():
    said = explain((posting("1"), made(permanent=True)), (posting("2"), made(permanent=False)))
    assert (said.same, said.rule, said.evidence) == (False, "9", ["permanent against temporary"])
    grades = explain((posting("1"), made(pay_grades=[{"min": "EG 9b", "max": "EG 11"}])), (posting("2"), made(pay_grades=[{"min": "EG 13", "max": "EG 13"}])))
    assert grades.evidence == ["another pay grade (EG 9b-11 / EG 13)"]
    same = explain((posting("1", identifier="17/26"), made(identifier="17/26")), (posting("2", source="ba"), made(identifier="Kz. 017/2026")))
    assert (same.same, same.rule) == (True, "2")
    assert "the same employer and the same Kennziffer" in same.evidence


TEXT = (
    "<h3>Aufgaben</h3><ul><li>Betrieb der {0}-Server des Hauses und der Schulen</li><li>Planung neuer Systeme mit {0} und Partnern</li><li>Dokumentation und Beratung der Fachämter</li></ul>"
    "<h3>Profil</h3><ul><li>Ausbildung in einem technischen Beruf oder gleichwertige Kenntnisse</li><li>Freude an der Arbeit im Team und an Verantwortung</li><li>Führerschein der Klasse B und Bereitschaft zu Reisen</li></ul>")


def vacancies_of(*pairs: tuple[Posting, Normalised]) -> int:
    matcher = Matcher(MemoryIndex())
    return len(set(stand([matcher.place(*pair) for pair in pairs])))


def read(key: str, title: str, body: str, **values):
    one = posting(key, title, description_html=body, **values)
    return one, normalise(one)


def test_words_that_each_text_says_are_two_topics_words_that_none_says_one_occupation():
    linux, windows = (read(name, f"Administrator (m/w/d) {name}", TEXT.format(name), source=name) for name in ("Linux", "Ubuntu"))
    assert vacancies_of(linux, windows) == 2
    one, other = (read(title, f"{title} (m/w/d) Serverbetrieb", TEXT.format("Server"), source=title[:3].lower()) for title in ("Systembetreuer", "Rechenmeister"))
    assert vacancies_of(one, other) == 1


def test_a_topic_before_a_colon_is_part_of_the_title():
    one, other = read("1", "Mailsysteme: Systemingenieur (m/w/d)", "", source="a"), read("2", "Systemingenieur (m/w/d) für Mailsysteme", "", source="b")
    third = read("3", "Speichersysteme: Systemingenieur (m/w/d)", "", source="c")
    assert vacancies_of(one, other, third) == 2


def test_an_employer_at_the_end_of_the_title_counts_where_none_is_named():
    one = read("1", "Systemingenieur (m/w/d) Mailsysteme", "")
    other = read("2", "Systemingenieur (m/w/d) Mailsysteme - Stadt Musterhain", "", source="b", employer=None, locations=[])
    assert vacancies_of(one, other) == 1


def test_the_named_employer_at_the_end_of_a_title_is_no_topic():
    name = "Regionale IT-Dienste Musterhain eG"
    one = read("1", "Fachinformatiker (m/w/d) Anwendungsbetreuung", "", employer=name)
    for title, employer in ((f"Fachinformatiker/in Anwendungsbetreuung | {name}", "StepStone"), (f"Fachinformatiker (gn) Anwendungsbetreuung ({name}", name),
                            ("Fachinformatiker/in Anwendungsbetreuung - Kommunale Datendienste Musterhain (KDM)", "Kommunale Datendienste Musterhain (KDM)")):
        other = read("2", title, "", source="b", employer=employer)
        assert features(*other).title == features(*one).title
        assert vacancies_of(one, other) == (1 if "KDM" not in title else 2)
    assert "lemgo" not in features(*read("3", "Fachinformatiker (gn) - Lemgo (NRW)", "", employer=None)).employer


def test_a_kennziffer_cut_short_contradicts_nothing():
    one = posting("1", identifier="40.2-526"), made(identifier="40.2-526")
    assert vacancies_of(one, (posting("2", source="ba"), made(identifier="40.2"))) == 1
    assert vacancies_of(one, (posting("3", source="ba"), made(identifier="40.2-527"))) == 2


def test_a_training_of_another_year_does_not_hide_behind_a_round():
    matcher = Matcher(MemoryIndex())
    first = posting("1", "Ausbildung Fachinformatiker (m/w/d) 2026", source="a"), made(kind="apprenticeship", valid_through="2026-03-20")
    vague = posting("2", "Ausbildung Fachinformatiker (m/w/d)", source="b", published="2026-04-20", description_html=None), made(kind="apprenticeship")
    later = posting("3", "Ausbildung Fachinformatiker (m/w/d) 2027", source="c", published="2026-04-21"), made(kind="apprenticeship")
    placements = [matcher.place(*pair) for pair in (first, vague, later)]
    found = stand(placements)
    assert found[0] != found[2]


def test_two_deadlines_on_one_portal_are_two_openings():
    first, second = made(valid_through="2026-03-20"), made(valid_through="2026-04-03")
    assert vacancies_of((posting("1"), first), (posting("2", published="2026-03-09"), second)) == 2
    assert vacancies_of((posting("1"), first), (posting("2", published="2026-03-09", source="ba"), second)) == 1


def test_vague_postings_beside_siblings_do_not_join_each_other():
    matcher = Matcher(MemoryIndex())
    placements = [matcher.place(posting("1"), made(permanent=True)), matcher.place(posting("2"), made(permanent=False)),
                  matcher.place(posting("3", source="ba"), made()), matcher.place(posting("4", source="interamt"), made())]
    assert len(set(stand(placements))) == 4
