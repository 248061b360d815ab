from datetime import UTC, datetime, timedelta

import pytest

from pipeline.rhythm import BACK_OFF, JITTER, next_visit, parse_every

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
