"""What is shared by all facts: text out of markup, names that go, portals' own values, and that nothing raises or takes long."""

import os
import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.model import Posting
from pipeline.normalise.dates import parse_date
from pipeline.normalise.persons import without_persons
from pipeline.normalise.places import find
from pipeline.normalise.posting import normalise
from pipeline.normalise.text import html_to_text, unglue
from pipeline.normalise.words import terms
from tests.pipeline.facts import facts


@pytest.mark.parametrize(("markup", "text"), [
    ("<p>eins</p><p>zwei</p>", "eins\nzwei"), ("eins<br>zwei", "eins zwei"), ("Eins.<br>Zwei", "Eins.\nZwei"), ("<ul><li>a</li><li>b</li></ul>", "a\nb"), ("&lt;p&gt;eins&lt;/p&gt;", "eins"), ("&amp;lt;p&amp;gt;eins", "eins"),
    ("<table><tr><td>Ort</td><td>Köln</td></tr><tr><td>Frist:</td><td>1.5.</td></tr></table>", "Ort: Köln\nFrist: 1.5."), ("<dl><dt>Ort</dt><dd>Köln</dd></dl>", "Ort: Köln"), ("<script>x</script>a<style>y</style>", "a"),
    ("Ent&shy;gelt&nbsp;gruppe", "Entgelt gruppe"), ("KÃ¶ln", "Köln"), ("TV\u2011L", "TV-L"), ("Zwi-<br>ckau", "Zwickau"), ("Voll-<br>und Teilzeit", "Voll-\nund Teilzeit"), ("<nav>Start</nav><p>a</p><footer>Impressum</footer>", "a"), ("a\x00b", "a b"), ("", ""), ("<", "<"),
    ("<table><tr><td><p>Entgelt</p></td><td><p>EG 10</p></td></tr></table>", "Entgelt: EG 10"), ("<table><tr><td></td><td>EG 10</td></tr></table>", "EG 10"), ("<p>bis zum\n30.04.2026</p>", "bis zum 30.04.2026"), ("<b>eins</b>\nzwei", "eins\nzwei"), ("<pre>eins\nzwei</pre><p>a</p>", "eins\nzwei\na"),
    ("<p>Oﬃce\ufb01nder \uf0b7 Eﬀekt</p>", "Officefinder Effekt"), ("MÃƒÂ¼nchen", "München"), ("TeilzeitÂ möglich", "Teilzeit möglich"), ("<p class=MsoNormal>Text<o:p></o:p></p><!--[if mso]>x<![endif]-->", "Text"), ("Bewer&amp;shy;bung", "Bewerbung"), ("Ein<wbr>gruppierung", "Eingruppierung"),
    ("<aside><h4>Das könnte Sie auch interessieren</h4><p>Erzieher, Bewerbungsfrist 04.10.2026</p></aside><p>a</p>", "a")])
def test_text_of_markup(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


def test_lost_blanks_come_back() -> None:
    assert unglue("Die Stelle istauf Dauerzu besetzen, Vollzeit mit39 Stunden.") == "Die Stelle ist auf Dauer zu besetzen, Vollzeit mit 39 Stunden."
    assert unglue("JavaScript, GitHub und BundID ab 2026.") == "JavaScript, GitHub und BundID ab 2026."


@pytest.mark.parametrize("text", [
    "Fragen an Ingrid Richtig, 0000 2468-20", "Kontakt: David 0000 123456", "Ask Ms Muster.", "Bewerbung an Bürgermeister Muster", "Es grüßt Landrätin Erika Muster.",
    "Ansprechpartner: Jens Beispielsen, 0000 2468-20", "Kontakt: Kim Musterfrau, kim.musterfrau@example.org", "Melde dich bei Sepp Mustermeier, 0000 94-100", "Frau Dr. Vera Vorlage (0000 600-1). Frau Vorlage hilft.", "Tel. 0000 / 12 34-56", "+49 000 123456-7",
    "Fragen beantwortet Aynur Probe unter 0000 12-34", "unsere Personalchefin Ruth Richtig (0000 2241-5)", "an erika.mustermann(at)example.org", "Herr Prof. Dr.-Ing. Max Beispiel", "Ihre Ansprechpartnerin ist Gerda Musterfrau.",
    "Herr Dr. h. c. Beispiel", "Kontakt: A. Mustermann, Tel. 0000-123456", "Fragen: Mustermann, Erika, 0000 123456", "Prof. Dr. Muster leitet das Haus.", "Kontakt: ERIKA MUSTERMANN, 0000 321", "Ansprechpartnerin: Frau Muster (Durchwahl -321)", "Tel. 0000.123456"])
def test_names_phones_and_mails_go(text: str) -> None:
    cleaned = without_persons(text)
    for gone in ("Beispiel", "Muster", "muster", "Vorlage", "Probe", "Richtig", "@", "(at)", "2468", "321", "94-100", "600-1", "34-56", "123456", "12-34", "2241"):
        assert gone not in cleaned


@pytest.mark.parametrize("text", [
    "Stabsstelle Bürgermeister Digitalisierung", "Der Bürgermeister Musterstadt", "Stellen-ID 0221 1234567",
    "Beginn am 01.08.2026, Frist 01.05.2026", "Kennziffer 017/26", "14050 Berlin", "Microsoft Office und Active Directory", "Windows Server, Linux Administration", "Entgeltgruppe 10 TVöD", "0,5 Prozent", "§ 14 Abs. 2 TzBfG", "Senior Software Engineer", "39 Stunden in Voll- oder Teilzeit",
    "Max Muster Institut", "Erika Muster Straße 3", "Erika Muster Universität", "Dr.-Muster-Straße", "Version 2.0 vom 01.01.2026"])
def test_facts_are_no_names(text: str) -> None:
    assert without_persons(text) == text


def test_evidence_and_text_hold_no_names() -> None:
    markup = "<p>Bewerbung bis zum 30.04.2026 an Frau Erika Mustermann, erika.mustermann@example.org, 0000 123-45. Jens Beispielsen (0000 123-46) ist ab 01.06.2026 Ihr Vorgesetzter.</p>"
    made = normalise(Posting(source="x", url="https://x.example", title="Stelle", published="2026-03-01", description_html=markup))
    shown = made.text + " ".join(proof.words for proof in made.evidence)
    assert made.facts.valid_through == date(2026, 4, 30)
    for gone in ("Mustermann", "Beispielsen", "example.org", "123-4"):
        assert gone not in shown


@pytest.mark.parametrize(("name", "found"), [
    ("Koeln", "Köln"), ("34117 Kassel", "Kassel"), ("Halle/Saale", "Halle (Saale)"), ("Frankfurt/Oder", "Frankfurt (Oder)"), ("Freiburg i. Br.", "Freiburg im Breisgau"), ("Mülheim a. d. Ruhr", "Mülheim an der Ruhr"), ("MÜNCHEN", "München"),
    ("Köln-Deutz", "Köln"), ("Hamburg-Altona", "Hamburg"), ("Berlin Mitte", "Berlin"), ("Potsdam-Babelsberg", "Potsdam"), ("Baden-Baden", "Baden-Baden"), ("Esslingen a. N.", "Esslingen am Neckar"), ("Bad Homburg v. d. H.", "Bad Homburg v. d. Höhe"), ("Weiden i.d.OPf.", "Weiden i. d. OPf."),
    ("Landeshauptstadt Kiel", "Kiel"), ("Ludwigshafen", "Ludwigshafen am Rhein"), ("59065 Hamm", "Hamm"), ("Sankt Ingbert", "St. Ingbert"), ("Landkreis Gotha", None), ("Neustadt", None), ("Nirgendwo am Nichts", None), ("", None)])
def test_municipalities(name: str, found: str | None) -> None:
    place = find(name)
    assert (place.name if place else None) == found


@pytest.mark.parametrize(("text", "day"), [
    ("2026-04-30T21:59:59Z", date(2026, 4, 30)), ("2026-04-30T22:00:00Z", date(2026, 5, 1)), ("30.04.2026", date(2026, 4, 30)), ("1970-01-01", None), ("0000-00-00", None),
    ("1777500000000", date(2026, 4, 30)), ("Wed Sep 09 02:00:00 UTC 2026", date(2026, 9, 9)), ("Thu, 30 Apr 2026 10:00:00 +0200", date(2026, 4, 30)), (".", None), ("bald", None)])
def test_machine_dates(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_the_portals_own_value_wins_unless_it_is_implausible() -> None:
    text = "Bewerbungsfrist: 30.04.2026"
    assert facts(text, valid_through="2026-05-05").valid_through == date(2026, 5, 5)
    assert facts(text, valid_through="1970-01-01").valid_through == date(2026, 4, 30)
    assert facts(text, valid_through="2025-01-01").valid_through == date(2026, 4, 30)
    assert facts(text, valid_through="2099-12-31").valid_through == date(2026, 4, 30)
    assert facts("Dienstort ist Herford.", locations=["Minden"]).locations == ["Herford"]


def test_contradictions_are_reported() -> None:
    posting = Posting(source="x", url="https://x.example", title="Stelle", published="2026-03-01", valid_through="2026-05-05", locations=["Minden"], description_html="Bewerbungsfrist: 30.04.2026<br>Dienstort ist Herford.")
    assert {problem.code for problem in normalise(posting).problems} == {"deadline_contradicts", "place_contradicts"}


def test_every_stated_fact_has_its_words() -> None:
    markup = "<p>Dienstort ist Kassel. Unbefristet, Vollzeit (39 Stunden), EG 10 TVöD, Homeoffice möglich. Wir besetzen zum 01.06.2026 zwei Stellen. Bewerbung bis 30.04.2026, Kennziffer 12/26.</p>"
    made = normalise(Posting(source="x", url="https://x.example", title="Netzwerkadministrator (m/w/d)", published="2026-03-01", description_html=markup))
    stated = {field for field, value in made.facts.model_dump().items() if value not in (None, [])}
    assert stated - {"kind"} <= {proof.field for proof in made.evidence}


def test_umlauts_meet() -> None:
    assert terms("Köln") == terms("Koeln") == terms("KOELN")
    assert terms("Straße") == terms("Strasse")


PIECES = st.sampled_from([
    "bis zum ", "30.04.2026", " EG 9b", "-11 ", "TVöD ", "befristet ", "unbefristet ", "(m/w/d)", " – ", " | ", "Köln", " in ", "39 Stunden ", "€ 3.500 ", "Homeoffice ", "nicht ", "Kennziffer: ", "A 12", "/", ". ", "<p>", "</p>", "<td>", "&amp;", "&lt;", "Ã¤", "\u00ad", "Frau ",
    "Muster ", "0000 123-4 ", "@example.org", "Wir suchen ", "zwei ", "Stellen ", "100 % ", ":", "\n", "ab sofort ", "ẞ", "İ", "\u202e", "Mai ", "29.02.", "bis Ende ", "#x", "🚀", "Bewerbung ", "SYSTEMADMINISTRATOR ", "Entgeltgruppe", "\ud800", "1e9", "§ 14"])
TEXT = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=120))


@settings(max_examples=150, deadline=None)
@given(title=TEXT, text=TEXT, published=st.sampled_from(["2026-03-01", None, "x", "2028-02-29"]), until=TEXT, place=TEXT)
@example(title="&amp;amp;lt;b&amp;amp;gt;", text="", published=None, until="", place="")
def test_any_posting_is_read_and_its_title_stays(title: str, text: str, published: str | None, until: str, place: str) -> None:
    posting = {"source": "x", "url": "https://x.example", "title": title, "description_html": text, "published": published, "valid_through": until, "locations": [place], "employer": place}
    made = normalise(Posting.model_validate(posting))
    assert made == normalise(Posting.model_validate(posting))
    assert not [problem for problem in made.problems if problem.code == "fact_unreadable"]
    assert normalise(Posting.model_validate({**posting, "title": made.facts.title})).facts.title == made.facts.title


def test_neither_time_zone_nor_order_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    ads = [("Bewerbung bis 30.4.", "Admin (m/w/d)"), ("EG 10 TVöD in Köln, unbefristet", "Berater (m/w/d)")]
    before = [facts(text, title=title) for text, title in ads]
    monkeypatch.setitem(os.environ, "TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert [facts(text, title=title) for text, title in reversed(ads)] == before[::-1]
    finally:
        monkeypatch.undo()
        time.tzset()


HOSTILE = ["<div>", "EG ", "1.", "bis zum 1.1. ", "a", "Köln, ", "<p>befristet ", "&amp;", "@", "a@", "Frau ", "0 ", "0000-", "A 12, ", "39 Stunden ", "€ 1.000 ", "Bewerbung bis ", "remote ", "(", "Kennziffer: ", "im Mai ", "\n", " ", "Ã¤", "\u00ad", "<td>", "<aside>", "Einsatzort ", "in Köln ",
           "Herr Max Muster ", "Aa Bb-", "ab dem 1. Mai ", ".,;:!?", "Zwi-\n", "<", "zwei Stellen ", "bis 1", "99 % ", "<table><tr><td>a</td>", "suchen zwei ", "befristet für zwei Jahre ", "Das könnte Sie auch interessieren ",
           "!", "zwei Stellen und ", "2 x ", "Dr. Muster ", "A. Muster, ", "EG 9a - ", "🚀 ", "Stelle als ", "Job-ID ", "/ einen ", "Muster, Erika "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_of_hostile_text_is_read_in_a_second(piece: str) -> None:
    posting = Posting(source="x", url="https://x.example", title=piece * (1_000_000 // len(piece)), description_html=piece * (1_000_000 // len(piece)), published="2026-03-01", employer="Amt")
    begin = time.thread_time()
    made = normalise(posting)
    # Three times the target of one second: a guard against quadratic growth on a busy machine, not a measurement.
    assert time.thread_time() - begin < 3
    assert len(made.facts.title) <= 1000
