"""Kind of post."""

from __future__ import annotations

import re

from pipeline.model import Kind
from pipeline.normalise.ad import Ad, lower

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.SPECULATIVE, re.compile(r"initiativ\w*\s?-?bewerb|initiativ\b|talent\s?-?(?:pool|community)|\bspontanbewerb|blindbewerb|unaufgefordert\w* bewerb|speculative|unsolicited")),
    (Kind.DUAL_STUDY, re.compile(r"\bdual\w*\s(?:\w+-?\s)?(?:studi|bachelor|student)|\bdual\w* student|\bdh-?(?:bw-?)?studi|(?<!nach dem )(?<!werk)\bstudium\b(?! generale)|studienplatz|studienplätze|dualer bachelor|bachelor of \w+ \(?dual|\banwärter|\bba-studium|\(dual\)|dual study|studiengang")),
    (Kind.APPRENTICESHIP, re.compile(r"\bausbildung(?:splatz|splätze|sstellen?|sjahr)?\b(?! und|sleit)|\bauszubildende[rnsm]?\b(?! und)|\bauszubildende|\bazubis?\b|\bazubi\b|\bumschulung|\blehrstelle|\bumschüler|apprentice")),
    (Kind.VOLUNTEER, re.compile(r"\bfsj\b|\bbfd\b|\bföj\b|freiwillig(?:endienst|e[nrs]? (?:soziale[sn]|ökologische[sn]) jahr)|bundesfreiwillig|\bfreiwillige[rn]?\b")),
    (Kind.TRAINEE, re.compile(r"\btrainee|\bvolont[aä]r")),
    (Kind.STUDENT_JOB, re.compile(r"werk-?stud|studentische\w* (?:hilfs|mitarb|aushilf|besch|unterst|kr[aä]ft|aushilfe)|\bshk\b|\bwhk\b|wissenschaftliche hilfskraft|hilfskraft \(student|student(?:en|ische\w*) ?-?job|working student|student assistant")),
    (Kind.INTERNSHIP, re.compile(r"praktik(?:um|ums|a\b|ant)|praxissemester|hospitation|\bintern\b(?!\w)|internship|praxisphase")),
)
#: A title with none of these is that of a job.
_HINTS = ("initiativ", "talent", "spontan", "blindbew", "unaufgef", "speculat", "unsolic", "dual", "dh", "ba-", "studi", "stud", "bachelor", "anwärter", "ausbildung", "auszubild", "azubi", "umschul", "umschül", "lehrstell", "apprent",
          "fsj", "bfd", "föj", "freiwillig", "trainee", "volont", "hilfskraft", "shk", "whk", "praktik", "praxis", "hospit", "intern")
#: Those who teach, lead or look after trainees are none.
_TRAINER = re.compile(
    r"ausbildungs(?:leit|koordin|beauftrag|verantwort|betreu|referent|management|wesen|berat|marketing)|ausbilder|koordinat\w+.{0,30}(?:ausbildung|studium|studierend|praktik)|leit\w+ .{0,30}(?:ausbildung|studium)|(?:sachbearbeit\w*|referent\w*|verantwortliche\w*|ansprechpart\w*|betreu\w*|berater\w*|personal\w*|recruit\w*|mitarbeit\w*|spezialist\w*|manager\w*) .{0,40}(?:ausbildung|praktik|studium|auszubild|azubi|trainee)|aus- und (?:fort|weiter)bildung|ausbildung und (?:personal|recruit|fort|weiter)|mit abgeschlossen"
)
#: "Fachinformatiker (m/w/d) mit Ausbildung": words behind the post ask for something, they do not name it.
_ASKS = re.compile(r"\b(?:mit|nach|ohne|abgeschlossene\w*|für)\s(?:\w+\s){0,2}$")


def read_kind(ad: Ad) -> Kind:
    """What kind of post it is, by its title, else by the portal's own field; a job unless one of them says otherwise."""
    title = lower(ad.title)
    if any(hint in title for hint in _HINTS) and not _TRAINER.search(title):
        for kind, pattern in _KINDS:
            for match in pattern.finditer(title):
                if not _ASKS.search(title[: match.start()]) and not (kind is Kind.INTERNSHIP and match[0] == "intern" and "m/w" in title and "(intern)" in title):
                    ad.prove("kind", match[0], "title", "the title says so")
                    return kind
    for stated in ad.posting.employment_type:
        found = _stated(stated.upper())
        if found is not None:
            ad.prove("kind", stated, "employment_type", "the portal's own field")
            return found
    return Kind.JOB


def _stated(code: str) -> Kind | None:
    """schema.org employmentType and the words of portals for it."""
    if code in ("INTERN", "INTERNSHIP") or "PRAKTIK" in code:
        return Kind.INTERNSHIP
    if code == "VOLUNTEER" or "FREIWILLIG" in code:
        return Kind.VOLUNTEER
    if "AUSBILDUNG" in code or "APPRENTIC" in code:
        return Kind.APPRENTICESHIP
    if "WERKSTUD" in code or "STUDENT_JOB" in code:
        return Kind.STUDENT_JOB
    return Kind.TRAINEE if code in ("TRAINEE", "VOLONTARIAT") else None
