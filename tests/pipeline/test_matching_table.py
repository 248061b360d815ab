"""The decision table of docs/matching.md as pairs of postings, from outside: postings in, vacancies out."""

import random

import pytest

from pipeline.match.index import MemoryIndex
from pipeline.match.matcher import Matcher
from pipeline.model import Posting
from pipeline.normalise.posting import normalise

BODY = ("<p>Die Einrichtung sucht Verstärkung für den Betrieb der zentralen Systeme. Sie betreuen Server und Speicher, dokumentieren Änderungen, beraten die Fachämter und "
        "übernehmen Rufbereitschaft. Sie bringen eine abgeschlossene Ausbildung und Freude an der Arbeit im Team mit. {more}</p>")


def ad(number: int, title: str = "Systemadministrator (m/w/d)", *, more: str = "", **values: object) -> Posting:
    data = {"id": str(number), "source": "amt", "external_id": str(number), "url": f"https://amt.example.org/{number}", "title": title, "employer": "Amt für IT Lahn",
            "locations": ["Marburg"], "published": "2026-03-01", "description_html": BODY.format(more=more)}
    return Posting.model_validate({**data, **values})


def place(*postings: Posting) -> list[tuple[str, int]]:
    matcher = Matcher(MemoryIndex())
    return [(p.vacancy, p.round) for p in (matcher.place(posting, normalise(posting)) for posting in postings)]


SAME = {
    "1 same id, new title": (ad(1), ad(1, "Systemadministratorin (w/m/d) Linux")),
    "1 same address, other source": (ad(1), ad(2, source="x", url="https://amt.example.org/1?utm_source=mail")),
    "2 Kennziffer written differently": (ad(1, identifier="2026/0123"), ad(2, "Systemadministration (m/w/d)", identifier="Kz. 123/26", source="b")),
    "3 same title, other gender form": (ad(1), ad(2, "System-Administrator*in (w/m/d)", source="b")),
    "3 umlauts spelt out": (ad(1, "Sachbearbeiter Gebäude (m/w/d)"), ad(2, "Sachbearbeiter Gebaeude (m/w/d)", source="b")),
    "3 body missing on one side": (ad(1), ad(2, source="b", description_html=None)),
    "5 one Kennziffer, two places": (ad(1, identifier="17/2026"), ad(2, identifier="17/2026", locations=["Gießen"])),
    "14 deadline extended": (ad(1, valid_through="2026-03-20"), ad(1, valid_through="2026-04-20")),
    "15 ranges that overlap": (ad(1, more="EG 9b - EG 11 TVöD"), ad(2, more="EG 11 TVöD / A 12", source="b")),
}
APART = {
    "6 one wording, a Kennziffer for each place": (ad(1, identifier="A-1/2026"), ad(2, identifier="A-2/2026", locations=["Gießen"])),
    "8 another Kennziffer while the old is open": (ad(1, identifier="A-1/2026"), ad(2, identifier="A-2/2026")),
    "9 pay grade": (ad(1, more="EG 9b TVöD"), ad(2, more="EG 12 TVöD")),
    "9 term": (ad(1, more="Die Stelle ist unbefristet."), ad(2, more="Die Stelle ist befristet auf zwei Jahre.")),
    "9 hours": (ad(1, more="Teilzeit mit 15 Wochenstunden."), ad(2, more="Teilzeit mit 20 Wochenstunden.")),
    "9 level": (ad(1, "Netzbetrieb (m/w/d)"), ad(2, "Teamleitung Netzbetrieb (m/w/d)")),
    "9 department": (ad(1, department="Rechenzentrum"), ad(2, department="Schul-IT")),
    "10 Linux and Windows": (ad(1, "Administrator Linux (m/w/d)"), ad(2, "Administrator Windows (m/w/d)")),
    "10 lettered series": (ad(1, "Bauingenieur (21a)"), ad(2, "Bauingenieur (21g)")),
    "11 other employer, same template": (ad(1, employer="Stadt Marburg"), ad(2, employer="Kreis Marburg", source="b"), ad(3, employer="Stadtwerke Marburg", source="c")),
    "12 long after the deadline": (ad(1, valid_through="2026-03-20"), ad(2, published="2026-10-01")),
    "13 another year of training": (ad(1, "Ausbildung Fachinformatiker (m/w/d)", more="Beginn: 01.08.2026"), ad(2, "Ausbildung Fachinformatiker (m/w/d)", more="Beginn: 01.08.2027")),
    "4 no employer, only the title is equal": (ad(1), ad(2, employer=None, source="b", locations=["Kassel"], description_html="<p>Ganz anderes Haus mit ganz anderem Text.</p>")),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_one_vacancy(pair: tuple[Posting, ...]) -> None:
    assert len({vacancy for vacancy, _ in place(*pair)}) == 1


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_different_vacancies(pair: tuple[Posting, ...]) -> None:
    assert len({vacancy for vacancy, _ in place(*pair)}) == len(pair)


def test_a_new_round_is_the_same_vacancy_told_again() -> None:
    first = ad(1, identifier="5/2026", valid_through="2026-03-20")
    second = ad(2, identifier="44/2026", published="2026-05-02", valid_through="2026-06-01")
    (one, n1), (two, n2) = place(first, second)
    assert (one == two, n1, n2) == (True, 1, 2)


def test_the_same_input_gives_the_same_vacancies() -> None:
    postings = [ad(n, f"Stelle {n % 7} (m/w/d)", source=f"s{n % 3}") for n in range(30)]
    assert place(*postings) == place(*postings)


def test_order_of_arrival_on_one_day_hardly_matters() -> None:
    postings = [pair[n] for pair in [*SAME.values(), *APART.values()] for n in range(2)]
    postings = [p.model_copy(update={"employer": f"Amt {n // 2}", "source": f"{p.source}{n // 2}", "url": p.url.replace("org/", f"org/{n // 2}/")}) for n, p in enumerate(postings)]
    groups = []
    for seed in range(3):
        order = list(range(len(postings)))
        random.Random(seed).shuffle(order)
        placed = place(*(postings[n] for n in order))
        by_vacancy: dict[str, set[int]] = {}
        for n, (vacancy, _) in zip(order, placed, strict=True):
            by_vacancy.setdefault(vacancy, set()).add(n)
        groups.append(sorted(map(sorted, by_vacancy.values())))
    assert groups[0] == groups[1] == groups[2]
