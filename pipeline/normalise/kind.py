"""Kind of post."""

from __future__ import annotations

import re

from pipeline.model import Kind
from pipeline.normalise.ad import Ad, lower
from pipeline.normalise.signs import Signs, by_letter

#: A student's job is named by who works: "Student (m/w/d) für", "Studierende im Support"; not "Studierendenverwaltung".
_STUDENT = r"\bstudent(?:in(?:nen)?|[*:_/(]-?in(?:nen)?\)?|en)?\b(?!-)|\bstudierende[rn]?\b(?!-)"
#: In this order: a student of a dual course is no student with a job.
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.SPECULATIVE, re.compile(r"initiativ\w*\s?-?bewerb|initiativ\b|talent\s?-?(?:pool|community)|\bspontanbewerb|blindbewerb|unaufgefordert\w* bewerb|speculative|unsolicited|kein\w* (?:passend|richtig)")),
    (Kind.DUAL_STUDY, re.compile(
        r"\bdual\S*\s(?:\w+-?\s)?(?:studi|bachelor|student)|\bd(?:ual|h|hbw)-?(?:bw-?)?\s?stud|\b\w*(?<!nach dem )(?<!werk)(?<!werks)studium(?:plus)?\b(?! generale| und lehre)|studienplatz|studienplätze|bachelor of \w+ \(?dual|anwärter|\(dual\)|dual study|studiengang"
    )),
    (Kind.STUDENT_JOB, re.compile(rf"werks?-?stud|\bstud\.\s?(?:hilfs|mitarb|aushilf|kr[aä]ft)|studentische\w* (?:hilfs|mitarb|aushilf|besch|unterst|kr[aä]ft)|\bshk\b|\bwhk\b|\bhiwi\b|wissenschaftliche hilfskraft|hilfskraft \(student|studentenjob|ferienjob|student(?:en|ische\w*) ?-?job|working student|student assistant|{_STUDENT}")),
    (Kind.APPRENTICESHIP, re.compile(r"\b(?:\w+-)?(?:berufs|verbund|teilzeit|erst)?-?ausbildung(?:splatz|splätze|sstellen?|sjahr)?\b(?! und|sleit)|\bauszubildende|\bazubis?\b|\bumschulung|\blehrstelle|\bumschüler|apprentice")),
    (Kind.VOLUNTEER, re.compile(r"\bfsj\b|\bbfd\b|\bföj\b|\bfjn\b|freiwillig(?:endienst|e[nrs]? (?:soziale[sn]|ökologische[sn]|\w+)? ?jahr)|bundesfreiwillig|\bfreiwillige[rn]?\b")),
    (Kind.TRAINEE, re.compile(r"\btrainee|\bvolont[aä]r|\bgraduate program")),
    (Kind.INTERNSHIP, re.compile(r"praktik(?:um|ums|a\b|ant)|praxissemester|hospitation|\bintern\b(?=\s[a-z(])|internship|praxisphase")),
)
#: A title with none of these is that of a job.
_HINTS = ("initiativ", "talent", "spontan", "blindbew", "unaufgef", "speculat", "unsolic", "kein", "ferien", "dual", "dh", "stud", "bachelor", "anwärter", "ausbildung", "auszubild", "azubi", "umschul", "umschül", "lehrstell", "apprent",
          "fsj", "bfd", "föj", "fjn", "freiwillig", "trainee", "volont", "graduate", "hilfskraft", "shk", "whk", "hiwi", "praktik", "praxis", "hospit", "intern")
#: Those who teach, lead or look after trainees are none.
_TRAINER = re.compile(by_letter(
    r"(?:ausbildungs|praktikums|studien)(?:leit|koordin|beauftrag|verantwort|betreu|referent|management|wesen|berat|marketing)|ausbilder|koordinat\w+.{0,30}(?:ausbildung|studium|studierend|praktik)|leit\w+ .{0,30}(?:ausbildung|studium)|\b(?:dozent|professor|lehrkraft|lehrbeauftragt)"
    r"|(?:sachbearbeit\w*|referent\w*|verantwortliche\w*|ansprechpart\w*|betreu\w*|berater\w*|personal\w*|recruit\w*|mitarbeit\w*|spezialist\w*|manager\w*) .{0,40}(?:ausbildung|praktik|studium|auszubild|azubi|trainee)|aus- und (?:fort|weiter)bildung|ausbildung und (?:personal|recruit|fort|weiter)|mit abgeschlossen"
))
#: "Fachinformatiker (m/w/d) mit Ausbildung": words behind the post ask for something, they do not name it.
_ASKS = re.compile(r"\b(?:mit|nach|ohne|abgeschlossene\w*|für)\s(?:\w+\s){0,2}$")


_TRAINING_KEYS = Signs("ausbildung", "berufsschul", "tvaöd")
_TRAINING_SIGNS = tuple(map(re.compile, (
    "ausbildungsvergütung|ausbildungsentgelt", "ausbildungsbeginn|beginn der ausbildung", "berufsschule", "ausbildungsdauer|dauer der ausbildung", r"\d\. ausbildungsjahr|ersten ausbildungsjahr", "während (?:der|deiner|ihrer) ausbildung", "tvaöd",
)))


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
    return Kind.APPRENTICESHIP if ad.about(_TRAINING_KEYS) and "leit" not in title and not _TRAINER.search(title) and _is_training(ad) else Kind.JOB


def _is_training(ad: Ad) -> bool:
    """Where the title names only the occupation: two things that only an apprenticeship has."""
    lines = ad.about(_TRAINING_KEYS)
    proofs = [next((line for line in lines if sign.search(line.low)), None) for sign in _TRAINING_SIGNS]
    stated = [line for line in proofs if line is not None]
    if len(stated) < 2:
        return False
    ad.prove("kind", stated[0].text, stated[0].origin, "conditions of an apprenticeship")
    return True


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
