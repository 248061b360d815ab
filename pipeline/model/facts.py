"""What normalising makes of a posting."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pipeline.model.value import Problem, Value


class Remote(StrEnum):
    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class Kind(StrEnum):
    JOB = "job"
    APPRENTICESHIP = "apprenticeship"
    DUAL_STUDY = "dual_study"
    TRAINEE = "trainee"
    INTERNSHIP = "internship"
    STUDENT_JOB = "student_job"
    VOLUNTEER = "volunteer"
    SPECULATIVE = "speculative"


class Area(StrEnum):
    """Fields of work that people filter by; KldB is for statistics."""

    OPERATIONS = "operations"
    NETWORKS = "networks"
    DEVELOPMENT = "development"
    APPLICATIONS = "applications"
    SECURITY = "security"
    DATA = "data"
    PROJECTS = "projects"
    ADMINISTRATION = "administration"


Scheme = Literal["TVöD", "TV-L", "TV-V", "TV-H", "TVAöD", "BesO", "AT"]


EmploymentType = Literal["FULL_TIME", "PART_TIME"]


class PayGrade(Value):
    """Grades as "EG 9b", "S 12", "A 12"; one grade has min = max; a tariff without a grade has neither."""

    scheme: Scheme | None = None
    min: str | None = None
    max: str | None = None


class Hours(Value):
    """Hours a week."""

    min: float | None = None
    max: float | None = None


class Salary(Value):
    """A sum of money that the ad itself states; currency after ISO 4217."""

    min: float | None = None
    max: float | None = None
    unit: Literal["HOUR", "MONTH", "YEAR"]
    currency: str = "EUR"


class Facts(Value):
    """The facts of a posting; each rule is in docs/facts.md."""

    title: str
    locations: list[str] = []
    remote: Remote | None = None
    employment_type: list[EmploymentType] = []
    weekly_hours: Hours | None = None
    permanent: bool | None = None
    fixed_term_end: date | None = None
    fixed_term_months: int | None = None
    pay_grades: list[PayGrade] = []
    base_salary: Salary | None = None
    valid_through: date | None = None
    open_ended: bool | None = None
    start: date | Literal["asap"] | None = None
    identifier: str | None = None
    kind: Kind = Kind.JOB
    openings: int | None = None
    occupational_category: str | None = None
    areas: list[Area] = []
    career_level: Literal["lead"] | None = None


class Place(Value):
    """A municipality in its official spelling; ``state`` is ISO 3166-2 ("DE-NW"), coordinates are WGS 84 degrees."""

    name: str
    postal_code: str | None = None
    state: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Evidence(Value):
    """The words that prove one fact. ``origin`` is the posting's field they stand in ("description_html", "title" ...)."""

    field: str
    words: str
    origin: str
    rule: str


class Normalised(Value):
    """What ``normalise`` makes of a posting. ``text`` is the ad as plain text, free of persons' names and contacts."""

    facts: Facts
    places: list[Place] = []
    evidence: list[Evidence] = []
    problems: list[Problem] = []
    text: str = ""
