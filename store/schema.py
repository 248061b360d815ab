"""The tables. Instants are UTC; JSON columns hold dumped values of ``pipeline.model``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware instant in UTC on both engines; SQLite knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs its time zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _json(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, JSON(none_as_null=True), nullable=nullable)


def _where(condition: str) -> dict[str, Any]:
    """A partial index: it holds only the rows that are asked for, however many are over."""
    return {"postgresql_where": text(condition), "sqlite_where": text(condition)}


#: One row, key "generation": changes whenever what readers see changes. Key "heartbeat": the timetable's last tick. Further keys: ``Sources.note``.
meta = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

members = Table(
    "members", metadata,
    Column("key", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("short_name", Text, nullable=False),
    Column("website", Text),
    Column("portal", Text),
    Column("platform", String(40)),
    Column("enabled", Boolean, nullable=False),
    Column("enabled_by_operator", Boolean),
    Column("muted_until", Instant),
)

sources = Table(
    "sources", metadata,
    Column("key", String(80), primary_key=True),
    Column("member", String(80), nullable=False, index=True),
    Column("baseline", Boolean, nullable=False, default=False),
    Column("failures", Integer, nullable=False, default=0),
    Column("next_visit", Instant),
    # A person wishes that it is visited now, also in quiet hours; since when.
    Column("asked_at", Instant),
    Column("last_run", Instant),
    Column("last_success", Instant),
    # The portal does not allow our visits, since when; the host that serves it.
    Column("denied_since", Instant),
    Column("host", String(255), index=True),
    Column("empty_confirmed", Boolean, nullable=False, default=False),
    _json("markers"),
    # Where the portal seems to have moved: ``pipeline.model.Proposal``; what ``members check`` saw last: ``Checked``.
    _json("proposal", nullable=True),
    _json("checked", nullable=True),
    Column("lease_owner", Text),
    Column("lease_until", Instant),
    Column("lease_token", Integer, nullable=False, default=0),
)

#: Hosts that did not serve the last visits of their members: ``pipeline.model.Host``.
hosts = Table(
    "hosts", metadata,
    Column("host", String(255), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("probe_at", Instant),
)

runs = Table(
    "runs", metadata,
    Column("id", String(160), primary_key=True),
    Column("source", String(80), nullable=False),
    Column("platform", String(40), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("verdict", String(10)),
    _json("reasons"),
    *(Column(name, Integer, nullable=False, default=0)
      for name in ("postings", "new", "changed", "missing", "reopened", "closed")),
    Column("total", Integer),
    _json("traffic"),
    _json("problems"),
    # What its postings state: ``pipeline.model.Filled``; none where it is as at the last complete visit before.
    _json("coverage", nullable=True),
    Column("accepted_by", Text),
    Column("accepted_at", Instant),
    Column("rejected_by", Text),
    Column("snapshot", Text),
    Column("harvest", LargeBinary),
    Index("ix_runs_source_started_at", "source", "started_at"),
    Index("ix_runs_started_at", "started_at"),
    Index("ix_runs_harvest", "started_at", **_where("harvest is not null")),
)

coverage = Table(
    "coverage", metadata,
    Column("day", Date, primary_key=True),
    Column("employer_key", String(80), primary_key=True),
    Column("vacancies", Integer, nullable=False),
    _json("shares"),
)

#: What vacancies counted whose facts are purged (``pipeline.figures``); nothing in it names an employer.
figures = Table(
    "figures", metadata,
    Column("month", Date, primary_key=True),
    Column("measure", String(10), primary_key=True),
    Column("topic", String(10), primary_key=True),
    Column("value", String(20), primary_key=True),
    Column("vacancies", Integer, nullable=False),
)

#: What visits counted whose rows are purged, so that counters only grow.
run_totals = Table(
    "run_totals", metadata,
    Column("source", String(80), primary_key=True),
    Column("verdict", String(10), primary_key=True),
    Column("runs", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
)

vacancies = Table(
    "vacancies", metadata,
    Column("id", String(40), primary_key=True),
    Column("round", Integer, nullable=False, default=1),
    Column("employer_key", String(80), nullable=False),
    Column("employer", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("employer_url", Text, nullable=False),
    Column("apply_url", Text),
    Column("date_posted", Date),
    _json("facts"),
    _json("places"),
    Column("first_seen", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("close_reason", String(20)),
    Column("is_stock", Boolean, nullable=False),
    Column("hidden", Boolean, nullable=False, default=False),
    # What the page filters by, derived from facts.
    Column("kind", String(20), nullable=False),
    Column("valid_through", Date),
    # The last day of what is only told by ads that people entered without a deadline; no statement of the ad.
    Column("expires", Date),
    Column("permanent", Boolean),
    Column("part_time", Boolean),
    Column("remote", String(10)),
    Column("grade_rank", Float),
    Column("terms", Text, nullable=False),
    Index("ix_vacancies_open", "closed_at", "first_seen", "id"),
    Index("ix_vacancies_employer_key", "employer_key"),
    Index("ix_vacancies_open_valid_through", "valid_through", **_where("closed_at is null")),
    Index("ix_vacancies_open_expires", "expires", **_where("closed_at is null")),
)

vacancy_places = Table(
    "vacancy_places", metadata,
    Column("vacancy", ForeignKey("vacancies.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("terms", Text, nullable=False),
    Column("state", String(5)),
    Column("latitude", Float),
    Column("longitude", Float),
)

vacancy_areas = Table(
    "vacancy_areas", metadata,
    Column("vacancy", ForeignKey("vacancies.id", ondelete="CASCADE"), primary_key=True),
    Column("area", String(20), primary_key=True),
)

#: In which generation a vacancy's row changed last, gone ones too, as far as somebody may not have seen it yet; written by triggers of the database
#: (migration 0012). A migration that makes the table of vacancies anew must make them anew.
changes = Table(
    "changes", metadata,
    Column("vacancy", String(40), primary_key=True),
    Column("generation", Integer, nullable=False),
    Index("ix_changes_generation", "generation"),
)

#: Every round a vacancy came in; a round's first_seen never changes.
rounds = Table(
    "rounds", metadata,
    Column("vacancy", ForeignKey("vacancies.id", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("first_seen", Instant, nullable=False),
    Column("is_stock", Boolean, nullable=False),
)

#: Ids of vacancies that were merged into an older one; their pages and guids lead to it.
aliases = Table(
    "aliases", metadata,
    Column("id", String(40), primary_key=True),
    Column("vacancy", String(40), nullable=False, index=True),
)

postings = Table(
    "postings", metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(80), nullable=False),
    Column("external_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("trust", Integer, nullable=False, default=0),
    Column("employer_key", String(80)),
    Column("content_hash", String(64), nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("missing_since", Instant),
    Column("gone_since", Instant),
    Column("closed_at", Instant),
    Column("close_reason", String(20)),
    Column("valid_through", Date),
    Column("expires", Date),
    _json("posting"),
    _json("normalised"),
    UniqueConstraint("source", "external_id"),
    Index("ix_postings_open_valid_through", "valid_through", **_where("closed_at is null")),
    Index("ix_postings_open_expires", "expires", **_where("closed_at is null")),
)

#: Which vacancy a posting is, by which rule, and the words that say why.
memberships = Table(
    "memberships", metadata,
    Column("posting", ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True),
    Column("vacancy", String(40), nullable=False, index=True),
    Column("round", Integer, nullable=False),
    Column("rule", String(20), nullable=False),
    Column("score", Float, nullable=False),
    _json("evidence"),
    Column("decided_at", Instant, nullable=False),
)

#: Pairs that a person said are not the same (``same`` False), or that may be (None), with the reason.
pairs = Table(
    "pairs", metadata,
    Column("one", String(40), primary_key=True),
    Column("other", String(40), primary_key=True),
    Column("same", Boolean),
    Column("score", Float),
    Column("why", Text),
    Column("decided_at", Instant, nullable=False),
)

#: What a person said of two vacancies (merge, split, apart); ``before`` is what taking it back needs.
decisions = Table(
    "decisions", metadata,
    Column("id", Integer, primary_key=True),
    Column("verb", String(10), nullable=False),
    Column("one", String(40), nullable=False),
    Column("other", String(40), nullable=False),
    _json("before"),
    Column("decided_at", Instant, nullable=False),
    Column("undone_at", Instant),
)

issues = Table(
    "issues", metadata,
    Column("day", Date, primary_key=True),
    Column("state", String(10), nullable=False),
    Column("revision", Integer, nullable=False, default=0),
    Column("cutoff", Instant),
    _json("shown"),
)

#: What was released, byte for byte, packed by gzip; a revision never changes and is kept for good.
revisions = Table(
    "revisions", metadata,
    Column("day", ForeignKey("issues.day"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("format", String(10), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("released_at", Instant, nullable=False),
)

choices = Table(
    "choices", metadata,
    Column("id", Integer, primary_key=True),
    Column("vacancy", String(60), nullable=False),
    Column("issue", Date),
    Column("action", String(10), nullable=False),
    Column("title", Text),
    Column("decided_at", Instant, nullable=False),
)
