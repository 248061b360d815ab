from datetime import UTC, datetime, timedelta

import pytest

from pipeline.rhythm import (
    AFTER_QUIET,
    BACK_OFF,
    BREAKS_AFTER,
    DENIED_AGAIN,
    JITTER,
    next_probe,
    next_visit,
    parse_every,
    parse_quiet,
)

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("text", "hours"), [("6h", 6), ("1d", 24), ("90m", 1.5), (" 12 h ", 12)])
def test_a_rhythm_is_a_number_and_a_unit(text: str, hours: float) -> None:
    assert parse_every(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "6", "six hours", "-1h", "1m", "6h 30m"])
def test_what_is_no_rhythm_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="every = "):
        parse_every(text)


@pytest.mark.parametrize(("failures", "wait"), [(0, timedelta(hours=6)), (1, BACK_OFF[0]), (2, BACK_OFF[1]),
                                                (3, BACK_OFF[2]), (9, BACK_OFF[2])])
def test_failures_in_a_row_wait_longer(failures: int, wait: timedelta) -> None:
    due = next_visit("dataport", NOW, timedelta(hours=6), failures) - NOW
    assert wait * (1 - JITTER) <= due <= wait * (1 + JITTER)


def test_the_portals_own_wish_is_respected_and_sources_are_spread() -> None:
    wish = NOW + timedelta(hours=30)
    assert next_visit("dataport", NOW, timedelta(hours=6), 1, wish) == wish
    visits = {next_visit(f"member-{n}", NOW, timedelta(hours=6)) for n in range(60)}
    assert len(visits) == 60


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("hours", "at", "until"), [
    ("0-5", "2026-03-16 02:00", "2026-03-16 04:00"),  # 3 o'clock in winter
    ("0-5", "2026-03-16 04:00", None),
    ("0-5", "2026-03-15 22:59", None),
    ("0-5", "2026-03-15 23:00", "2026-03-16 04:00"),
    ("22:30-5:30", "2026-07-01 20:30", "2026-07-02 03:30"),
    ("22:30-5:30", "2026-07-02 01:00", "2026-07-02 03:30"),
    ("22:30-5:30", "2026-07-02 03:30", None),
    ("22-24", "2026-07-01 20:30", "2026-07-01 22:00"),
    ("0-5", "2026-03-29 00:30", "2026-03-29 03:00"),  # the night that loses an hour
    ("1-2:30", "2026-03-29 00:30", "2026-03-29 01:30"),  # its end does not exist: half past three then
    ("0-5", "2026-10-24 22:30", "2026-10-25 04:00"),  # the night that has one more
    ("2-3", "2026-10-25 00:30", "2026-10-25 02:00"),  # the hour that comes twice is quiet twice
    ("2-3", "2026-10-25 01:30", "2026-10-25 02:00"),
])
def test_quiet_hours_are_those_of_berlin(hours: str, at: str, until: str | None) -> None:
    quiet = parse_quiet(hours)
    assert quiet is not None
    assert quiet.until(utc(at)) == (utc(until) if until else None)


@pytest.mark.parametrize("text", ["5", "0-25", "5-5", "abends", "0:60-5", "0-5 Uhr"])
def test_what_are_no_hours_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="quiet hours"):
        parse_quiet(text)


def test_no_quiet_hours() -> None:
    assert parse_quiet("") is parse_quiet("aus") is None


def test_what_is_due_in_quiet_hours_comes_spread_after_them() -> None:
    quiet, evening, morning = parse_quiet("0-5"), utc("2026-03-15 20:00"), utc("2026-03-16 04:00")
    visits = [next_visit(f"member-{n}", evening, timedelta(hours=6), quiet=quiet) for n in range(60)]
    assert all(morning <= at <= morning + AFTER_QUIET for at in visits)
    assert len(set(visits)) == 60


def test_who_does_not_allow_visits_is_asked_once_a_day_and_not_backed_off_from() -> None:
    for every, least in ((timedelta(hours=1), DENIED_AGAIN), (timedelta(days=7), timedelta(days=7))):
        due = next_visit("dataport", NOW, every, denied=True) - NOW
        assert least * (1 - JITTER) <= due <= least * (1 + JITTER)


def test_a_host_is_probed_after_growing_waits() -> None:
    assert [next_probe("jobs.example.org", NOW, n) for n in range(BREAKS_AFTER)] == [None] * BREAKS_AFTER
    for n, wait in enumerate([*BACK_OFF, BACK_OFF[-1]]):
        at = next_probe("jobs.example.org", NOW, BREAKS_AFTER + n)
        assert at is not None
        assert wait * (1 - JITTER) <= at - NOW <= wait * (1 + JITTER)
