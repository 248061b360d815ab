"""What a fixture must not show, in the spellings in which portals write it; and what must stay."""

import gzip
import json

import pytest

from spiders.anonymise import MAIL, NAME, PHONE, Anonymiser, decoded


def cleaned(text: str, **more: object) -> str:
    cleaner = Anonymiser({"karriere.testwerk.test": "karriere.example.org", "127.0.0.5:8080": "jobs.example.org"}, {"testwerk.test": "example.org"}, **more)  # type: ignore[arg-type]
    cleaner.learn(text)
    return cleaner.text(text)


@pytest.mark.parametrize(("text", "gone"), [
    ("<p>Für Fragen steht Ihnen Frau Testina Probemann gerne zur Verfügung.</p><p>Probemann</p>", ["Testina", "Probemann"]),
    ("<p>Herrn Dr. Testo von Probestein</p>", ["Testo", "Probestein"]),
    ("<p>Frau&nbsp;Prob&auml;cker, Tel. 030 / 23 12 56 77-8</p>", ["Prob", "23 12"]),
    ("<p>Ihr Ansprechpartner: Testo Probemann</p>", ["Testo", "Probemann"]),
    ("<b>Ansprechpartnerin</b><br>Testina Probe-Mann<br>", ["Testina", "Probe-Mann"]),
    ("<h3>Kontakt</h3>\n<p>Testina Probemann</p><p>Personalreferentin</p>", ["Testina", "Probemann"]),
    ('<div class="job-contact"><img><span>Testina Müllerprobe</span></div> und später Testina M&uuml;llerprobe', ["Testina", "llerprobe"]),
    ("Bitte wenden Sie sich gern an Testo Probemann, Referat 12.", ["Testo", "Probemann"]),
    ("Auskünfte erteilt Ihnen gern Testo Probemann.", ["Testo", "Probemann"]),
    ("Testo Probemann freut sich: testo.probemann@testwerk.test", ["Testo", "robemann"]),
    ("<p>Kontakt: Frau Testina Probemann Tel. 030 23125001, Herr Probemann</p>", ["Testina", "Probemann", "23125"]),
    ("Es freuen sich Anna Probemann und Ali&nbsp;Probe.", ["Anna", "Probemann", "Ali"]),
    ("Mail: testo.probemann(at)testwerk.test oder t.probemann [at] testwerk [dot] de", ["probemann", "testwerk"]),
    ('<a href="mailto:bewerbung%40testwerk.test">bewerbung&#64;testwerk.test</a>', ["bewerbung%40", "testwerk", "bewerbung&#64;"]),
    ('{"responsibleUser": {"firstName": "Testo", "lastName": "Probemann", "email": "tp@testwerk.test", "phone": "+49 30 23125677"}, "x": "Testo Probemann"}', ["Testo", "Probemann", "tp@", "23125677"]),
    ('{"ExtAnsprechpartner":{"Name":"Probemann, Testo","Telefon":"030/23125123"}}', ["Testo", "Probemann", "23125"]),
    ('{"contact": "Testo Probemann", "managers": ["Testina Probe"]}', ["Testo", "Probemann", "Testina"]),
    ('{"creator":{"name":"Testo M\\u00fcllerprobe"},"text":"Testo M\\u00fcllerprobe"}', ["Testo", "llerprobe"]),
    ("<item><dc:creator>Testo Probemann</dc:creator><author><name>Testina Probe</name></author></item>", ["Testo", "Testina"]),
    ("<position><jobDescription><name>Kontakt</name><value><![CDATA[<p>Testina Probemann<br/>Tel.: 030-23125677</p>]]></value></jobDescription></position>", ["Testina", "23125677"]),
    ("Telefon: +49 (0)30 23125677-12, Fax 030 23 12 56 77 99, mobil 0171/3920012", ["23125677", "23 12", "3920012"]),
    ('<a href="tel:+493023125677">anrufen</a>', ["23125677"]),
    ("https://karriere.testwerk.test/x und www.testwerk.test, //127.0.0.5:8080/y, https%3A%2F%2F127.0.0.5%3A8080", ["testwerk", "127.0.0.5"]),
    ('<form action="/list;jsessionid=ABCDEF0123456789"><input name="csrf_token" value="deadbeef01234567">', ["ABCDEF", "deadbeef"]),
])
def test_it_goes(text: str, gone: list[str]) -> None:
    found = cleaned(text)
    assert [word for word in gone if word in found] == []


@pytest.mark.parametrize("text", [
    "Systemadministrator (m/w/d) EG 10 TVöD, 39 Stunden, Kennziffer 045/2026, Bewerbung bis 01.03.2026",
    "01067 Dresden, Postfach 10 20 30, Beginn 02/2026, 3.897,53 - 5.012,00 Euro",
    "Referenz 2026-0351-1234567 und 0800-2026",
    '{"id": 3514567890, "datePosted": "2026-03-01T08:00:00+01:00", "hiringOrganization": {"name": "Rechenzentrum Testland"}, "responsibilities": "Netze"}',
    "<h2>Ihr Profil</h2><p>Erfahrung mit Microsoft Azure und Red Hat</p>",
    '<script src="/js/jquery@3.6.0/dist.js"></script><style>@media print {}</style>',
    "https://schema.org/JobPosting http://www.w3.org/2005/Atom",
    "Die Frau oder der Herr mit Ideen",
])
def test_it_stays(text: str) -> None:
    assert cleaned(text) == text


def test_titles_are_no_names() -> None:
    text = "<h3>Ansprechpartner</h3><p>Technischer Leiter Netze</p>"
    assert "Technischer Leiter Netze" in cleaned(text, kept="Technischer Leiter Netze")


def test_json_stays_json_and_keeps_its_shape() -> None:
    record = {"contact": {"name": "Testo \"T\" Probemann", "mail": "a@testwerk.test", "url": "https://karriere.testwerk.test/k", "n": 5, "deep": [{"x": "Ä\\\n"}]}, "title": "Leitung {x}"}
    for text in (json.dumps(record), json.dumps(record, ensure_ascii=False, indent=1)):
        found = json.loads(cleaned(text))
        assert found["contact"] == {"name": NAME, "mail": MAIL, "url": "https://karriere.example.org/k", "n": 5, "deep": [{"x": NAME}]}
        assert found["title"] == "Leitung {x}"


def test_twice_is_once() -> None:
    text = "Frau Testina Probemann, Tel. 030 23125677, testina.probemann@testwerk.test"
    once = cleaned(text)
    assert once == f"Frau {NAME}, Tel. {PHONE}, {MAIL}"
    assert cleaned(once) == once


@pytest.mark.parametrize(("body", "kind"), [
    ("Gärtner".encode(), ""), ("Gärtner".encode("latin-1"), "text/html; charset=iso-8859-1"), ("\ufeffGärtner".encode(), ""), (b"\xff\x00\x81\x8d", ""), ("„Gärtner“ – ß".encode("cp1252"), ""),
])
def test_bytes_come_back_as_they_were(body: bytes, kind: str) -> None:
    text, charset = decoded(body, kind)
    assert text.encode(charset) == body
    assert Anonymiser({}, {}).body(body, kind) == body


def test_a_packed_sitemap_stays_packed() -> None:
    cleaner = Anonymiser({"karriere.testwerk.test": "karriere.example.org"}, {})
    found = cleaner.body(gzip.compress(b"<loc>https://karriere.testwerk.test/1</loc>"), "")
    assert gzip.decompress(found) == b"<loc>https://karriere.example.org/1</loc>"
    assert decoded(found, "")[0] == "<loc>https://karriere.example.org/1</loc>"
