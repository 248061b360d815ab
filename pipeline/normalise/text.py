"""Scraped HTML and text made readable: blocks become lines, table rows "label: value", broken characters are repaired."""

from __future__ import annotations

import html
import re
import threading
import unicodedata
from typing import NamedTuple

from lxml import etree

#: Longer texts are cut, loudly (problem ``text_cut``): no ad needs more, and hostile ones must not cost time.
LONGEST = 40_000
#: So much markup is looked at to get that text.
LONGEST_MARKUP = 4 * LONGEST

_BLOCKS = frozenset((
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header"
    " hr legend li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul"
).split())
#: In these a line of the source is a line.
_KEEPING = frozenset(["pre", "textarea"])
#: Markup that parts lines itself: a line of its source is none. Of text with a bold word or two it is.
_PARTS_LINES = re.compile(r"<(?:p|br|li|div|td|dd|h[1-6])\b", re.IGNORECASE)
_SILENT = frozenset(["script", "style", "template", "noscript", "svg", "head", "nav", "footer", "select", "button"])
_CELLS = frozenset(["td", "th", "dt", "dd"])
#: Other elements change nothing.
_KNOWN = _BLOCKS | _SILENT | _CELLS | _KEEPING
#: Other ads beside this one: no facts of it.
OTHER_ADS = re.compile(r"(?:ähnliche|weitere|passende|andere|unsere anderen)\s\w{0,12}\s?(?:stellen|jobs|angebote)|auch interessieren|related jobs|similar jobs", re.IGNORECASE)
#: First and further cell of a row; a row with one line in its first cell is read as "label: value".
_FIRST, _NEXT = "\x01", "\x02"
#: A line that only a break parts from the one before; a sentence may go on in it.
_BREAK = "\x03"
_MARKS = _FIRST + _NEXT + _BREAK + " "

_INVISIBLE: dict[int, str] = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"), "")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " ")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012"), "-")
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), "ff fi fl ffi ffl st st".split(), strict=True))
_REPAIRS = {**_INVISIBLE, **_SPACES, **_HYPHENS, **_LIGATURES}
#: Signs to repair or to drop; those for private use are bullets of a word processor's fonts.
_ODD = re.compile("[\u00a0\u00ad\u2000-\u2012\u202a-\u202f\u2060\u3000\ue000-\uf8ff\ufb00-\ufb06\ufeff]")
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,2}"
)
#: A protected blank that was read wrongly and then lost its second half.
_HALF = re.compile(r"\u00c2(?=\s|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MARKUP = re.compile(r"<(?:p|div|br|ul|ol|li|h\d|strong|b|table|span)\b", re.IGNORECASE)

#: So many headings name the values below them; two may head labels and values.
_COLUMNS = 3
_UNMARKED = dict.fromkeys(map(ord, _MARKS), " ")


class _Row(NamedTuple):
    """A row of a table: where its cells begin, with their tags, and where it ends."""

    cells: list[tuple[int, str]]
    end: int


class _Lines:
    """lxml parser target: collects text; a block element begins and ends a line, a cell is marked."""

    def begin(self, *, blocks: bool) -> None:
        """Ready for another text."""
        self.unfinished = True
        self.parts: list[str] = []
        self.silent = 0
        self.cells = 0
        self.asides: list[int] = []
        self.blocks = blocks
        self.kept = 0
        self.row_cells: list[tuple[int, str]] = []
        self.table: list[_Row] = []

    def start(self, tag: str, _attributes: object) -> None:
        if tag not in _KNOWN:
            return
        if tag in _SILENT:
            self.silent += 1
        elif tag in _CELLS:
            self.row_cells.append((len(self.parts), tag))
            first = tag == "dt" or (tag != "dd" and not self.cells)
            self.parts.append("\n" + (_FIRST if first else _NEXT))
            self.cells += 1
        elif tag == "br":
            self.parts.append("\n" + _BREAK)
        elif tag in _BLOCKS:
            self.parts.append("\n")
            if tag == "aside":
                self.asides.append(len(self.parts))
            if tag in ("tr", "dl", "table"):
                self.cells, self.row_cells = 0, []
                if tag == "table":
                    self.table = []
        self.kept += tag in _KEEPING

    def end(self, tag: str) -> None:
        if tag not in _KNOWN:
            return
        self.kept -= tag in _KEEPING
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS and tag != "br":
            if tag == "aside" and self.asides and self._holds_other_ads(begin := self.asides.pop()):
                del self.parts[begin:]
                self.table, self.row_cells = [], []
            if tag == "tr" and self.row_cells:
                self.table.append(_Row(self.row_cells, len(self.parts)))
                self.row_cells = []
            elif tag == "table":
                self._name_columns()
                self.table = []
            self.parts.append("\n")

    def _name_columns(self) -> None:
        """A row of headings above one row of values: each value gets its heading, as in a list of facts."""
        if len(self.table) != 2 or {tag for _, tag in self.table[0].cells} != {"th"} or not _COLUMNS <= len(self.table[1].cells) <= len(self.table[0].cells):
            return
        head, values = self.table
        begins = [begin for begin, _ in head.cells]
        names = [" ".join("".join(self.parts[begin:end]).translate(_UNMARKED).split()) for begin, end in zip(begins, [*begins[1:], head.end], strict=True)]
        for (begin, _), name in zip(values.cells, names, strict=False):
            self.parts[begin] = f"\n{_FIRST}{name}\n{_NEXT}"
        self.parts[begins[0] : head.end] = [""] * (head.end - begins[0])

    def _holds_other_ads(self, begin: int) -> bool:
        return OTHER_ADS.search("".join(self.parts[begin : begin + 12])[:200]) is not None

    def data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data.replace("\r", " ").replace("\n", " ") if self.blocks and not self.kept and "\n" in data else data)

    def close(self) -> str:
        self.unfinished = False
        return "".join(self.parts)


class _Parsers(threading.local):
    """A parser for each thread: making one takes as long as parsing an ad."""

    _lines: _Lines | None = None

    def ready(self, *, blocks: bool) -> etree.HTMLParser:
        """A new one where the last text failed: it may hold the rest of it."""
        if self._lines is None or self._lines.unfinished:
            self._lines = _Lines()
            self._parser = etree.HTMLParser(target=self._lines, huge_tree=True)
        self._lines.begin(blocks=blocks)
        return self._parser


_parsers = _Parsers()


def html_to_text(markup: str | None) -> str:
    """Plain text, one line a block, of HTML or of text that was escaped once or twice; never raises."""
    if not markup:
        return ""
    markup = _CONTROL.sub(" ", markup[:LONGEST_MARKUP])
    for _ in range(3):
        if ("&lt;" in markup or "&amp;lt;" in markup) and not _MARKUP.search(markup):
            markup = html.unescape(markup)
    if "<" not in markup:
        return clean(markup[:LONGEST])
    parser = _parsers.ready(blocks=_PARTS_LINES.search(markup) is not None)
    try:
        parser.feed(f"<div>{markup}</div>")
        text = parser.close()
    except (etree.LxmlError, ValueError):
        text = re.sub(r"<[^<>]{0,2000}>", " ", markup)
    return clean(text[:LONGEST])


#: A word parted at the end of a line: "Zwi-" "ckau"; not "Voll-" "und Teilzeit".
_BROKEN = re.compile(r"[a-zäöüßA-ZÄÖÜ]-$")
#: A day that is a line of its own: what it is about stands above or below.
LONE_DAY = re.compile(r"\W{0,3}(?:(?:bis|ab|am|zum|\w{2}\.?,|\w+tag,)\s(?:zum\s|den\s)?){0,2}\d{1,2}\.\s?(?:\d{1,2}\.(?:\s?\d{2,4})?|[A-Za-zä]{3,9}\.?(?:\s\d{4})?)\W{0,2}", re.IGNORECASE)
#: No end of a sentence, no label.
GOES_ON = re.compile(r"[a-zäöüß,0-9)]$")
_SHARED = re.compile(r"(?:und|oder|bzw|sowie|als|bis|wie)\b")


def clean(text: str) -> str:
    """Repair characters and white space; lines stay; the cells of a row come together."""
    lines: list[str] = []
    label, cell = False, ""
    for raw in filter(None, repair(text, keep_marks=True).replace("\r", "\n").split("\n")):
        line = " ".join(raw.split())
        broken = line[:1] == _BREAK
        line = line.lstrip(_BREAK + " ")
        if not line.strip(_MARKS):
            # The text of the cell comes in blocks of its own.
            cell = line[:1] if line[:1] in (_FIRST, _NEXT) else cell
            continue
        if cell:
            line, cell = line if line[0] in (_FIRST, _NEXT) else cell + line, ""
        if line[0] == _NEXT and label and lines:
            lines[-1] = f"{lines[-1].rstrip(': ')}: {line.strip(_MARKS)}"
            label = False
            continue
        if lines and line[0].islower() and _BROKEN.search(lines[-1][-2:]) and not _SHARED.match(line):
            lines[-1] = lines[-1][:-1] + line
            label = False
            continue
        if broken and lines and line[0].islower() and GOES_ON.search(lines[-1][-1:]) and not LONE_DAY.fullmatch(line):
            lines[-1] = f"{lines[-1]} {line}"
            continue
        label = line[0] == _FIRST and len(line) < 90
        lines.append(line if line.isprintable() else line.replace(_FIRST, "").replace(_NEXT, "").replace(_BREAK, "").strip())
    return "\n".join(lines)


def repair(text: str, *, keep_marks: bool = False) -> str:
    """Undo entities, mojibake, invisible characters and typographic hyphens; white space stays."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii():
        for _ in range(2):
            if not ("Ã" in text or "Â" in text or "â" in text) or not _MOJIBAKE.search(text):
                break
            text = _MOJIBAKE.sub(_reread, text)
        if "\u00c2" in text:
            text = _HALF.sub("", text)
        if _ODD.search(text):
            text = _ODD.sub(lambda found: _REPAIRS.get(ord(found[0]), ""), text)
        text = unicodedata.normalize("NFC", text)
    if keep_marks:
        return _CONTROL_BUT_MARKS.sub(" ", text)
    return _CONTROL.sub(" ", text)


_CONTROL_BUT_MARKS = re.compile(r"[\x00\x04-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def _reread(found: re.Match[str]) -> str:
    broken = found.group()
    for length in range(len(broken), 1, -1):
        for codec in ("cp1252", "latin-1"):
            try:
                return broken[:length].encode(codec).decode("utf-8") + broken[length:]
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
    return broken


_LABELS = (
    "Arbeitszeit|Beginn|Befristung|Bewerbung|Bewerbungsfrist|Bewerbungsschluss|Dauer|Dienstort|Einsatzort|Arbeitsort|Eingruppierung|Entgelt"
    "|Entgeltgruppe|Fortbildung|Homeoffice|Kennziffer|Mobiles|Mobile|Referenznummer|Standort|Stellenumfang|Teilzeit|Telearbeit|Vergütung|Vollzeit"
)
#: (a sign that blanks are lost, where to put them). The sign is cheap and rare.
_GLUED = (
    re.compile(r"(?<=[a-zäöüß]{2})(?=\d{1,3}\s?(?:Wochenst|Stunden|Std|Euro|€|%))"),
    re.compile(r"(?<=\d)(?=[A-ZÄÖÜ][a-zäöüß]{3,}|(?:bei|nach|und|mit|oder|bis|für|der|die|in|im)\s)"),
    re.compile(r"(?<=[a-zäöüß]{2}[.:!?])(?=[A-ZÄÖÜ][a-zäöüß]|\d{1,2}\.\s?\d{1,2}\.)"),
    re.compile(rf"(?<=[a-zäöüß])(?=(?:{_LABELS})(?![a-zäöüß]))"),
    re.compile(rf"\b(?<=[a-zäöüß])(?=auf Dauer)|(?<=auf Dauer)(?=[a-zäöüß])|(?<=\b(?:mit|auf|ist|bis|zum|und))(?=(?:{_LABELS})\b)"),
    re.compile(r"(?<=\b(?:bis|zum|vom))(?=\d{1,2}\.\s?\d)|(?<=\b(?:ab|am))(?=\d{1,2}\.\s?\d)"),
    re.compile(r"(?:(?<=\bStandort)|(?<=\bDienstort)|(?<=\bArbeitsort)|(?<=\bEinsatzort))(?=[A-ZÄÖÜ][a-zäöüß]{2})"),
    re.compile(r"(?<=[A-ZÄÖÜ]{5})(?=[A-ZÄÖÜ][a-zäöüß]{3})"),
    re.compile(r"(?<=Mobiles Arbeiten)(?=[a-zäöüß])|(?<=[a-zäöüß])(?<!\W[a-zäöüß])(?=auf Dauer)"),
)


def unglue(text: str) -> str:
    """Put blanks where a layout lost them: "istauf Dauerzu", "Vollzeit mit39", "29.03.26Kennziffer"."""
    if not _is_glued(text):
        return text
    for pattern in _GLUED:
        text = pattern.sub(" ", text)
    return text


#: Forms that know no umlauts: "fuer", "moeglich"; only stems in which the letters cannot be meant as they stand.
_PLAIN_SIGNS = ("fuer ", "Fuer ", "ueber", "Ueber", "oeglich", "aechst", "effentlich", "oenn", "erguet", "aetig")
_PLAIN_SIGN = re.compile(r"\b[Ff]uer\b|\b[Uu]eber|m?oeglich|[Nn]aechst|[Oo]effentlich|[Kk]oenn|[Vv]erguet|[Tt]aetig")
_PLAIN = re.compile(r"(?<=[Ff])ue(?=r\b)|\bUe(?=b)|\bue(?=b)|\bOe(?=ff)|\boe(?=ff)|(?<=m)oe(?=gl)|(?<=[Nn])ae(?=chst)|(?<=[Kk])oe(?=nn)|(?<=erg)ue(?=t)|(?<=[Tt])ae(?=t)|(?<=[Ss]p)ae(?=t)|(?<=[Ss]chr)ae(?=nk)|(?<=[Mm])ae(?=rz)|(?<=[Ff])ue(?=nf)|(?<=[Zz]w)oe(?=lf)|(?<=[Ww])ae(?=hr)|(?<=[Hh])ae(?=lft)|(?<=[Bb])ue(?=ro|rger)|(?<=[Ff])rue(?=h)|(?<=[Gg])ueltig|(?<=[Ww])ue(?=nsch|rd)|(?<=[Ff])ue(?=hr|ll)|(?<=[Pp]r)ae(?=senz)|(?<=[Ss]t)ae(?=dt|nd)|(?<=[Gg]espr)ae(?=ch)|(?<=[Zz]us)ae(?=tz)|(?<=[Aa])enderung")
_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü", "Ue": "Ü", "Oe": "Ö"}


def with_umlauts(text: str) -> str:
    """ "Taetigkeit fuer naechstes Jahr" -> "Tätigkeit für nächstes Jahr", where a form had no umlauts."""
    if not any(sign in text for sign in _PLAIN_SIGNS) or not _PLAIN_SIGN.search(text):
        return text
    return _PLAIN.sub(lambda found: _UMLAUTS.get(found[0], found[0].replace("ue", "ü").replace("ae", "ä")), text)


#: What looks glued: a sentence on a full stop, letters on a figure, a capital or a figure on a small letter.
_GLUED_SIGN = re.compile(r"[.:!?0-9A-ZÄÖÜ](?:(?<=[a-z][.:!?])(?:[A-ZÄÖÜ]|\d{1,2}\.)|(?<=[0-9])[A-Za-zäöü]{3}|(?<=[a-zäöüß][A-ZÄÖÜ0-9]))")
_LASTING = re.compile(r"[a-zäöüß]auf Dauer|auf Dauer[a-zäöüß]")
_LABEL_WORDS = tuple(_LABELS.split("|"))


def _is_glued(text: str) -> bool:
    """A cheap look for any of the signs; most texts have none."""
    for found in _GLUED_SIGN.finditer(text):
        if len(found[0]) > 1 or found[0].isdigit() or text.startswith(_LABEL_WORDS, found.start()):
            return True
    return "auf Dauer" in text and _LASTING.search(text) is not None
