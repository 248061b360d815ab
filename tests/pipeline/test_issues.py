"""The newsletter's calendar: every second Wednesday, movable."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.issues import APART, FORTNIGHT, next_issue, past, upcoming
from pipeline.model import Issue

MARCH = date(2026, 3, 18)


@pytest.mark.parametrize(("today", "day"), [(date(2026, 3, 16), MARCH), (MARCH, MARCH), (date(2026, 3, 19), date(2026, 4, 1)),
                                            (date(2026, 11, 24), date(2026, 11, 25)), (date(2025, 12, 30), date(2026, 1, 7))])
def test_issues_come_every_second_wednesday(today: date, day: date) -> None:
    assert next_issue(today) == day


def test_a_moved_issue_takes_the_place_of_the_regular_one_before_and_after_it() -> None:
    tuesday = Issue(day=MARCH - timedelta(days=1))
    assert upcoming(date(2026, 3, 10), [tuesday], 2) == [date(2026, 3, 17), date(2026, 4, 1)]
    sent = tuesday.model_copy(update={"state": "sent"})
    assert upcoming(date(2026, 3, 17), [sent], 2) == [date(2026, 4, 1), date(2026, 4, 15)]


def test_a_sent_issue_is_not_the_next_one_on_its_own_day() -> None:
    assert next_issue(MARCH, [Issue(day=MARCH, state="sent")]) == MARCH + FORTNIGHT
    assert next_issue(MARCH, [Issue(day=MARCH, state="released")]) == MARCH


def test_a_dropped_issue_is_left_out_and_a_far_plan_hides_nothing() -> None:
    known = [Issue(day=MARCH, state="dropped"), Issue(day=MARCH + 4 * FORTNIGHT + timedelta(days=2))]
    assert upcoming(MARCH, known, 4) == [MARCH + FORTNIGHT, MARCH + 2 * FORTNIGHT, MARCH + 3 * FORTNIGHT, MARCH + 4 * FORTNIGHT + timedelta(days=2)]


def test_the_archive_is_what_went_out() -> None:
    known = [Issue(day=MARCH - FORTNIGHT, state="sent"), Issue(day=MARCH, state="released"), Issue(day=MARCH - 2 * FORTNIGHT, state="dropped"), Issue(day=MARCH + FORTNIGHT)]
    assert [issue.day for issue in past(MARCH, known)] == [MARCH - FORTNIGHT]
    assert [issue.day for issue in past(MARCH + timedelta(days=1), known)] == [MARCH, MARCH - FORTNIGHT]


@given(today=st.dates(date(2000, 1, 1), date(2099, 12, 31)), touched=st.lists(st.tuples(st.integers(-40, 80), st.sampled_from(["draft", "released", "sent", "dropped"])), max_size=6,
                                                                             unique_by=lambda pair: pair[0]))
def test_days_come_in_order_and_none_twice(today: date, touched: list[tuple[int, str]]) -> None:
    known = [Issue.model_validate({"day": today + timedelta(days=offset), "state": state}) for offset, state in touched]
    days = upcoming(today, known)
    assert len(days) == 6
    assert days == sorted(set(days))
    assert all(day >= today for day in days)
    states = {issue.day: issue.state for issue in known}
    assert all(states.get(day) not in ("sent", "dropped") for day in days)
    regular = [day for day in days if day not in states]
    assert all(abs(day - issue.day) >= APART for day in regular for issue in known if issue.state != "dropped")
