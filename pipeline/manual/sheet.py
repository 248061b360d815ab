"""A CSV file of ads as people save it from a spreadsheet: any of three separators and three encodings, German or English."""

from __future__ import annotations

import csv
import io
import re

from pipeline.manual.entry import LONGEST, Entry, Fault
from pipeline.model import Value

#: More lines than this are no list that somebody keeps by hand.
MOST_LINES = 2000
#: What a column may be called, folded to small letters and digits; the first name is the one that is shown.
COLUMNS = {
    "title": "titel title stellentitel stellenbezeichnung bezeichnung stelle job jobtitel jobtitle position",
    "url": "url adresse link webadresse anzeige stellenanzeige ausschreibung webseite internetadresse joburl",
    "places": "ort orte place places arbeitsort arbeitsorte dienstort einsatzort standort location locations city stadt",
    "until": "frist validthrough bewerbungsfrist bewerbungsschluss bewerbungsende bewerbenbis endetam ende deadline until bis gueltigbis",
    "employer": "arbeitgeber employer dienststelle haus firma unternehmen company hiringorganization",
    "identifier": "kennziffer identifier referenz referenznummer referenznr referencenumber reference stellenid stellennummer stellennr kennung kennwort",
    "pay": "entgelt pay verguetung entgeltgruppe eingruppierung besoldung bezahlung gehalt salary basesalary paygrade",
    "text": "text beschreibung stellenbeschreibung anzeigentext ausschreibungstext description descriptionhtml",
    "member": "mitglied member mitgliedskuerzel kuerzel key",
    "apply_url": "bewerbungslink bewerbungsadresse applyurl bewerbungsurl onlinebewerbung",
    "date_posted": "veroeffentlicht dateposted veroeffentlichtam ausgeschriebenseit datum",
    "employment_type": "arbeitszeit employmenttype umfang beschaeftigungsart",
}
_FIELD_OF = {name: field for field, names in COLUMNS.items() for name in names.split()}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Row(Value):
    """One line of the file, ``line`` counted from 1 as an editor shows it, with the names of its columns there."""

    line: int
    entry: Entry
    faults: list[Fault] = []


class Sheet(Value):
    """A file as read. ``faults`` stand against the whole of it; ``unknown`` are columns that mean nothing to us."""

    rows: list[Row] = []
    columns: dict[str, str] = {}
    unknown: list[str] = []
    faults: list[Fault] = []


def read_sheet(data: bytes) -> Sheet:
    """Read the bytes of a CSV file; never raises."""
    text = _decoded(data)
    if text is None:
        return _bad("not_text")
    lines = text.split("\n")
    skipped = 0
    named = re.fullmatch(r"\ufeff?sep=(.)", lines[0].strip("\r")) if lines else None
    if named:
        lines, skipped = lines[1:], 1
    while lines and not lines[0].strip(" \r;,\t"):
        lines, skipped = lines[1:], skipped + 1
    if not lines:
        return _bad("empty")
    header = max(([*_split(lines[0], sign), sign] for sign in ([named[1]] if named else [";", "\t", ","])), key=lambda cells: (_known(cells[:-1]), len(cells)))
    sign = header.pop()
    fields = [_FIELD_OF.get(_folded(name)) for name in header]
    known = [field for field in fields if field]
    if "title" not in known:
        return _bad("no_title_column", "; ".join(name.strip() for name in header)[:120])
    twice = sorted({field for field in known if known.count(field) > 1})
    if twice:
        return _bad("column_twice", ", ".join(name.strip() for name, field in zip(header, fields, strict=True) if field == twice[0]))
    columns = {field: name.strip() for name, field in zip(header, fields, strict=True) if field}
    rows, faults = _rows("\n".join(lines), sign, fields, skipped)
    unknown = [name.strip() for name, field in zip(header, fields, strict=True) if not field and name.strip()]
    return Sheet(rows=rows, columns=columns, unknown=unknown, faults=faults)


def _bad(code: str, value: str = "") -> Sheet:
    return Sheet(faults=[Fault(field="file", code=code, value=value)])


def _decoded(data: bytes) -> str | None:
    """UTF-8 (with or without its mark), UTF-16 with its mark, else Windows-1252; None for what is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    elif b"\x00" in data[:4096] or data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"):
        return None
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold().translate(_UMLAUTS))


def _split(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return []


def _known(header: list[str]) -> int:
    return sum(_folded(name) in _FIELD_OF for name in header)


def _rows(text: str, sign: str, fields: list[str | None], skipped: int) -> tuple[list[Row], list[Fault]]:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    line = 0
    while True:
        before = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return rows, ([] if rows else [Fault(field="file", code="empty")])
        except csv.Error as error:
            return rows, [Fault(field="file", code="unreadable", value=f"{before + 1 + skipped}: {error}")]
        line = before + 1 + skipped
        if before == 0 or not any(cell.strip() for cell in cells):
            continue
        if len(rows) >= MOST_LINES:
            return rows, [Fault(field="file", code="too_many", value=str(MOST_LINES))]
        rows.append(_row(line, cells, fields))


def _row(line: int, cells: list[str], fields: list[str | None]) -> Row:
    faults = []
    if any(cell.strip() for cell in cells[len(fields):]):
        faults.append(Fault(field="line", code="too_many_cells", value=f"{len(cells)}/{len(fields)}"))
    values = {field: _cell(cell) for field, cell in zip(fields, cells, strict=False) if field}
    return Row(line=line, entry=Entry(**values), faults=faults)


def _cell(text: str) -> str:
    """A cell without the apostrophe that spreadsheets set before what would be a formula; cut far beyond what any field takes."""
    text = text[: LONGEST["text"] + 1].strip()
    return text[1:] if re.match(r"'[=+\-@]", text) else text
