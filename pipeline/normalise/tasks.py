"""What a post does, by the sentences about its tasks: asked where the title leaves it open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Area
from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.signs import by_letter

_TASKS = re.compile(by_letter(r"aufgabe|tätigkeit|\bdas (?:erwartet|machst|tust|lernst)|\bwas (?:sie|du|dich|ihr)\b.{0,25}(?:erwartet|tust|tun|machst|machen|bewegst)|dein\w* (?:rolle|job|einsatz)|ihr\w* (?:rolle|einsatz)|\btasks|responsibilit|\byour role|what you(?:'ll| will) do|dafür (?:sind|bist)|darum geht|verantwort"))
_NO_TASKS = re.compile(by_letter(r"profil|mitbring|bringen sie|bringst du|anforder|voraussetz|qualifi|wir (?:bieten|erwarten|wünschen)|angebot|bieten|benefit|leistungen|über uns|wer wir|wir sind|kontakt|bewerb|ansprech|rahmen|vorteile|überzeug|dürfen sie (?:sich|erwarten)|requirements|offer|about us"))
#: Sentences of other things where no heading parts the ad.
_ELSEWHERE = re.compile(by_letter(r"kenntnis|erfahrung|ausbildung|abschluss|studium|profil|\bwir\b|\bunser|biet|bewerb|fragen|voraussetz|abgeschlossen|freuen|erwart|tvöd|entgelt|sitz\b|gehört"))
_WORDS: tuple[tuple[Area, re.Pattern[str]], ...] = (
    (Area.APPLICATIONS, re.compile(r"support|störung|anwender|\bnutzer(?!verw)|nutzenden|\btickets?\b|hotline|service-?desk|help-?desk|erstberatung|fehlermeld|fachverfahren|\bhelfen\b|\bhilfst\b|endgeräte|lehrkräft")),
    (Area.OPERATIONS, re.compile(r"server|virtuali|vmware|hyper-v|active directory|gruppenrichtlin|back-?up|datensicherung|betriebssystem|softwareverteil|rechenzentr|\bpatch|systemadmin|storage|microsoft 365|\bm365|\bazure|linux")),
    (Area.NETWORKS, re.compile(r"netzwerk|firewall|\bswitch|\bw-?lan|\brouter|telefonanlage|\bvoip")),
    (Area.DEVELOPMENT, re.compile(r"programmier|softwareentwickl|quellcode|\bjava\b|\bpython\b|\bphp\b|\bc#|webentwickl")),
)
#: A title that names a procedure: its software is cared for where the tasks say so, else the procedure itself is carried out.
A_PROCEDURE = re.compile(r"\b(?!vergabe|auswahl|widerspruchs|klage|bewerbungs|gerichts|ordnungs)[a-zäöü-]{3,25}verfahren\b")
#: Tasks that only a title without any field asks for.
_FURTHER: tuple[tuple[Area, re.Pattern[str]], ...] = (
    (Area.SECURITY, re.compile(r"informationssicherheit|it-sicherheit|\bisms\b|sicherheitskonzept|sicherheitsvorf|grundschutz|\bdsgvo\b|datenschutz-?folgen")),
    (Area.DATA, re.compile(r"geoinformation|geodaten|\bgis\b|datenanalys|dashboard|datenauswert|datenpipeline|open data")),
    (Area.PROJECTS, re.compile(r"projektleitung|leitung von \w*projekt|projektplan|organisationsuntersuch|prozessanaly|geschäftsprozess")),
)
_PROCEDURE = re.compile(r"fachverfahren|\bverfahrens?\b(?! zur| findet| wird| ist)|\b(?!auswahl|bewerbungs|vergabe|besetzungs)[a-zäöü-]{3,25}verfahrens?\b")
#: So many fields of tasks are no single one.
MIXED = 3
#: A heading is short; a label stands before its tasks.
_LONGEST_HEADING = 60


def tasks_of(ad: Ad, *, further: bool = False) -> dict[Area, str]:
    """The fields of the tasks, each with the first word that names it; ``further``: also those that titles name else."""
    found: dict[Area, str] = {}
    for line in _lines(ad):
        for area, pattern in (*_WORDS, *_FURTHER) if further else _WORDS:
            if area not in found and (match := pattern.search(line.low)):
                found[area] = match[0]
    return found


def _lines(ad: Ad) -> Iterator[Line]:
    """The lines below a heading of tasks; in an ad without one those that speak of nothing else."""
    body = [line for line in ad.lines if line.origin != "title"]
    under, headed = [], False
    for line in body:
        start = line.low[:_LONGEST_HEADING]
        if len(line.low) < _LONGEST_HEADING or ":" in start:
            label = start.split(":")[0]
            if _NO_TASKS.search(label):
                headed = False
            elif _TASKS.search(label):
                headed = True
        if headed:
            under.append(line)
    yield from under or (line for line in body if not _ELSEWHERE.search(line.low))


def cares_for_procedures(ad: Ad) -> bool:
    """A "Systembetreuer" of an administrative procedure supports its users; one of servers runs them."""
    return any(_PROCEDURE.search(line.low) and re.search(r"betreu|support|anwend|administr|störung", line.low) for line in ad.holding("verfahren") if line.origin != "title")
