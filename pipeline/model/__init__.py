"""The values that travel between the rooms: what a portal states, what we make of it, what changes.

Field names follow https://schema.org/JobPosting in snake_case. Unknown is ``None`` or an empty list, never a default.
Dates are Berlin dates, instants are UTC. Everything here is frozen and rejects unknown keys.
"""

from pipeline.model.facts import (
    Area,
    EmploymentType,
    Evidence,
    Facts,
    Hours,
    Kind,
    Normalised,
    PayGrade,
    Place,
    Remote,
    Salary,
    Scheme,
)
from pipeline.model.harvest import (
    Change,
    Harvest,
    History,
    Judgement,
    KnownPosting,
    Listed,
    Plan,
    PostingChange,
    Traffic,
    Verdict,
)
from pipeline.model.ledger import (
    Acknowledged,
    Changes,
    Checked,
    Coverage,
    Filled,
    Host,
    LogLine,
    MemberView,
    Proposal,
    QueueState,
    Records,
    Run,
    RunEvidence,
    Snapshot,
)
from pipeline.model.member import MANUAL, Member, Source
from pipeline.model.posting import Posting
from pipeline.model.vacancy import EditorChoice, Issue, PostingRef, Query, ResultPage, Told, Vacancy, guid_of
from pipeline.model.value import Problem, Text, TextList, Value, storable

__all__ = ["MANUAL", "Acknowledged", "Area", "Change", "Changes", "Checked", "Coverage", "EditorChoice", "EmploymentType", "Evidence", "Facts", "Filled", "Harvest", "History", "Host", "Hours", "Issue", "Judgement", "Kind", "KnownPosting", "Listed", "LogLine", "Member", "MemberView", "Normalised", "PayGrade", "Place", "Plan", "Posting", "PostingChange", "PostingRef", "Problem", "Proposal", "Query", "QueueState", "Records", "Remote", "ResultPage", "Run", "RunEvidence", "Salary", "Scheme", "Snapshot", "Source", "Text", "TextList", "Told", "Traffic", "Vacancy", "Value", "Verdict", "guid_of", "storable"]
