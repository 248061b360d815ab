"""Ads entered by hand, as ``/betrieb`` shows them: the form, what is wrong with it, the list, a file's preview."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from starlette.datastructures import FormData

from pipeline.manual import DAYS, Entry, Fault, Line, ManualAd
from pipeline.model import Member
from render.sending import text_of
from render.views import long_date

#: Field of an entry -> name in the form.
NAMES = {"member": "mitglied", "title": "titel", "url": "adresse", "places": "ort", "until": "frist", "employer": "arbeitgeber", "identifier": "kennziffer",
         "pay": "entgelt", "apply_url": "bewerbung", "text": "text", "known": "anzeige"}
#: Name in the form -> label.
LABELS = {"mitglied": "Mitglied", "titel": "Titel der Stelle", "adresse": "Adresse der Anzeige", "ort": "Ort", "frist": "Bewerbungsfrist", "arbeitgeber": "Arbeitgeber",
          "kennziffer": "Kennziffer", "entgelt": "Entgelt", "bewerbung": "Adresse für die Bewerbung", "text": "Text der Anzeige", "bis": "Neuer letzter Tag"}
STATES = {"new": "neu", "changed": "wird geändert", "same": "unverändert", "ended": "beendet und bleibt es", "bad": "bitte korrigieren"}
_WORDS = {
    "too_long": "Bitte kürzen Sie das auf höchstens {value} Zeichen.", "no_address": "Das ist keine Adresse, die man anklicken kann. Sie beginnt mit https:// oder http://.",
    "no_day": "Das Datum „{value}“ verstehen wir nicht. Schreiben Sie zum Beispiel 30.4.2026 oder „laufend“.",
    "past": "Dieser Tag ist schon vorbei ({value}). Bitte nennen Sie einen, der noch kommt.", "far": "Bis dahin ist es mehr als ein Jahr ({value}). Stimmt die Jahreszahl?",
    "unknown": "Ein Mitglied „{value}“ kennen wir nicht.", "twice": "Dieselbe Stelle steht schon in Zeile {value}.",
    "too_many_cells": "Diese Zeile hat mehr Felder als die Kopfzeile. Fehlt ein Anführungszeichen?",
    "not_text": "Das ist keine CSV-Datei. Bitte speichern Sie Ihre Tabelle als „CSV UTF-8“.", "empty": "In der Datei steht keine Stelle.",
    "no_title_column": "In der ersten Zeile fehlt die Spalte „Titel“. Gefunden haben wir: {value}", "column_twice": "Zwei Spalten bedeuten dasselbe: {value}. Bitte lassen Sie eine weg.",
    "unreadable": "Die Datei ist nicht zu lesen, in Zeile {value}.", "too_many": "Die Datei hat mehr als {value} Zeilen. Bitte teilen Sie sie auf.",
}
_MISSING = {"title": "Bitte geben Sie an, wie die Stelle heißt.", "member": "Bitte wählen Sie aus, wessen Stelle das ist."}


def words(fault: Fault) -> str:
    """What is wrong, and what to do, in German."""
    if fault.code == "missing":
        return _MISSING.get(fault.field, "Diese Angabe fehlt.")
    value = fault.value
    if fault.code in ("past", "far"):
        value = long_date(date.fromisoformat(value))
    return _WORDS[fault.code].format(value=value)


def entry_from(form: FormData) -> Entry:
    """What was typed, as it was typed."""
    return Entry(**{name: text_of(form, sent) for name, sent in NAMES.items()})


def typed(entry: Entry) -> dict[str, str]:
    """The values to show in the form again."""
    return {sent: getattr(entry, name) for name, sent in NAMES.items()}


def errors(faults: Sequence[Fault]) -> dict[str, str]:
    """Name in the form -> what is wrong with it; the first fault of a field."""
    found: dict[str, str] = {}
    for fault in faults:
        found.setdefault(NAMES.get(fault.field, fault.field), words(fault))
    return found


@dataclass(frozen=True)
class Shown:
    """One open ad of the list."""

    ad: ManualAd
    member: str
    proposal: date

    @property
    def until(self) -> str:
        """"Frist: 30. April 2026", "ohne Fristangabe, endet am 15. April 2026"."""
        if self.ad.deadline is not None:
            return f"Frist: {long_date(self.ad.deadline)}"
        stated = "Frist laufend" if self.ad.normalised.facts.open_ended else "ohne Fristangabe"
        return f"{stated}, endet am {long_date(self.ad.expires)}" if self.ad.expires else stated


def listed(ads: Sequence[ManualAd], members: Mapping[str, Member], today: date) -> list[Shown]:
    """The open ads, the next to end first."""
    open_ = [ad for ad in ads if ad.last_day is None or ad.last_day >= today]
    return [Shown(ad, members[ad.member].short_name if ad.member in members else ad.member, max(ad.last_day or today, today) + timedelta(days=DAYS))
            for ad in sorted(open_, key=lambda ad: (ad.last_day or date.max, ad.posting.title, ad.external_id))]


@dataclass(frozen=True)
class Preview:
    """A file before it is entered; ``content`` travels with the page, so that nothing is kept here."""

    lines: list[Line]
    content: str
    member: str = ""
    stock: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    fault: str = ""

    @property
    def bad(self) -> list[Line]:
        return [line for line in self.lines if line.state == "bad"]

    @property
    def good(self) -> list[Line]:
        """What would be entered."""
        return [line for line in self.lines if line.state in ("new", "changed")]

    def why(self, line: Line) -> list[str]:
        """Column and reason of everything that is wrong with a line."""
        return [": ".join(filter(None, (self.columns.get(fault.field) or (LABELS.get(NAMES.get(fault.field, ""), "")), words(fault)))) for fault in line.faults]


def packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


def unpacked(text: str) -> bytes:
    """The bytes of a file that came back with the page; empty where it is none of ours."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
