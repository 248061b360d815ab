"""What need not be asked again, and what must be: marks, ages, near deadlines, filters, windows."""

from datetime import UTC, datetime, timedelta

from spiders.memory import OLDEST, PROBE_AGAIN, SPREAD, Memory
from spiders.platform import Follow

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
KEYS = [str(n) for n in range(200)]


def row(key: str, title: str = "Systemadministration", marker: str = "") -> Follow:
    return Follow(f"https://jobs.example.org/{key}", "detail", key, {"title": title}, marker)


def after(first: Memory, hours: float, **more: object) -> Memory:
    return Memory(first.version, first.now + timedelta(hours=hours), first.new, dict.fromkeys(KEYS, ""), **more)  # type: ignore[arg-type]


def read_all() -> Memory:
    memory = Memory("1", NOW)
    assert {memory.listed(row(key)) for key in KEYS} == {"read"}
    return memory


def test_what_the_list_says_the_same_of_is_kept_until_it_is_old() -> None:
    first = read_all()
    for hours in (0, 6, OLDEST - 1):
        assert {after(first, hours).listed(row(key)) for key in KEYS} == {"kept"}
    assert {after(first, OLDEST + SPREAD).listed(row(key)) for key in KEYS} == {"read"}
    half = after(first, OLDEST + SPREAD / 2)
    assert 70 < sum(half.listed(row(key)) == "read" for key in KEYS) < 130


def test_the_age_counts_from_the_last_reading_not_from_the_last_visit() -> None:
    memory = read_all()
    read = 0
    for _ in range(0, OLDEST + SPREAD, 6):
        memory = after(memory, 6)
        read += sum(memory.listed(row(key)) == "read" for key in KEYS)
    assert len(KEYS) <= read < 1.2 * len(KEYS)


def test_another_word_of_the_list_is_read() -> None:
    first = read_all()
    again = after(first, 1)
    assert again.listed(row("1", title="Systemadministration (m/w/d)")) == "read"
    assert again.listed(row("2", marker="2026-03-02")) == "read"
    assert again.listed(Follow("https://jobs.example.org/neu/3", "detail", "3", {"title": "Systemadministration"})) == "read"
    assert again.listed(row("4711")) == "read"


def test_near_deadlines_are_read_and_unknown_postings_too() -> None:
    first = read_all()
    assert after(first, 1, due=["7"]).listed(row("7")) == "read"
    lost = Memory("1", NOW, first.new, known={}, closed=["8"])
    assert (lost.listed(row("7")), lost.listed(row("8"))) == ("read", "kept")


def test_what_the_filter_left_out_is_not_read_again_and_not_listed() -> None:
    first = read_all()
    first.left_out("5")
    again = Memory("1", NOW, first.new, {key: "" for key in KEYS if key != "5"})
    assert again.listed(row("5")) == "left"
    assert after(again, 1).listed(row("5")) == "left"
    assert again.listed(row("5", title="Anderes")) == "read"


def test_pages_that_failed_and_other_readers_are_read_again() -> None:
    first = read_all()
    first.forget("6")
    assert after(first, 1).listed(row("6")) == "read"
    other = Memory("2", NOW, first.new, dict.fromkeys(KEYS, ""))
    assert {other.listed(row(key)) for key in KEYS} == {"read"}


def test_conditions_are_asked_only_where_all_that_an_answer_led_to_is_known() -> None:
    first = read_all()
    first.answered("https://jobs.example.org/", '"liste"')
    first.answered("https://jobs.example.org/1", "Mon, 02 Mar 2026 08:00:00 GMT")
    page = Follow("https://jobs.example.org/")
    assert after(first, 1).condition(page, page.url) == {}
    first.new["lists"] = "1"
    assert after(first, 1).condition(page, page.url) == {"If-None-Match": '"liste"'}
    assert after(first, 1).condition(row("1"), row("1").url) == {"If-Modified-Since": "Mon, 02 Mar 2026 08:00:00 GMT"}
    assert Memory("1", NOW, first.new, known={}).condition(row("1"), row("1").url) == {}


def test_postings_that_left_a_window_take_turns() -> None:
    memory, asked = Memory("1", NOW), []
    for _ in range(4):
        chosen = memory.to_probe(KEYS[:30], 10)
        asked += chosen
        memory = after(memory, 6)
    assert sorted(asked) == sorted(KEYS[:30])
    memory = after(memory, PROBE_AGAIN)
    assert len(memory.to_probe(KEYS[:30], 10)) == 10


def test_an_unchanged_list_does_not_keep_old_pages_from_being_read() -> None:
    first = read_all()
    page = Follow("https://jobs.example.org/")
    first.answered(page.url, '"liste"')
    first.new["lists"] = "1"
    assert after(first, OLDEST - 1).condition(page, page.url)
    assert not after(first, OLDEST + SPREAD).condition(page, page.url)
    assert not after(first, 1, due=["7"]).condition(page, page.url)
    assert after(first, 1, due=["4711"]).condition(page, page.url), "a deadline of a posting that the list no longer leads to"
