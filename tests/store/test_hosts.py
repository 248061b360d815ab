"""Who visits whom when: circuit breaker of hosts, leases, clocks that were set, one of several timetables that tells."""

from datetime import datetime, timedelta

from pipeline.model import Host, Member, Problem, Traffic, Verdict
from pipeline.rhythm import BREAKS_AFTER
from store import Store
from tests.conftest import NOW
from tests.making import DAY, MEMBER, harvest, posting

HOUR, TTL = timedelta(hours=1), timedelta(minutes=50)
HOST = "jobs.example.org"


def visited(store: Store, source: str, at=NOW, *, failed: bool = False) -> None:
    lease = store.claim(source, MEMBER.key, "host:1", at, TTL, host=HOST)
    assert lease is not None
    found = harvest([] if failed else [posting("1", source=source)], source=source, run=f"{source}-{lease.token}", token=lease.token, at=at,
                    **({"paging_ended": False, "traffic": Traffic(requests=1, responses=1, list_failures=1)} if failed else {}))
    assert store.decide(found, MEMBER, at).verdict == (Verdict.FAILED if failed else Verdict.COMPLETE)
    store.release(source, lease.token, at + 6 * HOUR)


def test_a_host_that_does_not_serve_is_probed_by_one(store: Store) -> None:
    for n in range(1, BREAKS_AFTER):
        store.host_served(HOST, False, NOW)
        assert [(host.failures, host.probe_at) for host in store.hosts()] == [(n, None)]
        assert store.take_probe(HOST, NOW, TTL)
    store.host_served(HOST, False, NOW + HOUR)
    (host,) = store.hosts()
    assert host.since == NOW
    assert host.probe_at is not None
    assert not store.take_probe(HOST, host.probe_at - timedelta(seconds=1), TTL)
    assert store.take_probe(HOST, host.probe_at, TTL)
    assert not store.take_probe(HOST, host.probe_at, TTL), "two timetables, one probe"
    assert store.take_probe(HOST, host.probe_at + 2 * TTL, TTL), "a probe that never came back"


def test_a_probe_that_succeeds_brings_back_who_waited(store: Store) -> None:
    store.sync_members([MEMBER])
    visited(store, "elbtal")
    visited(store, "elbtal.2", failed=True)
    for _ in range(BREAKS_AFTER):
        store.host_served(HOST, False, NOW)
    (view,) = store.members(NOW)
    assert view.host == Host(host=HOST, failures=BREAKS_AFTER, since=NOW, probe_at=store.hosts()[0].probe_at)
    assert view.next_visit == max(NOW + 6 * HOUR, store.hosts()[0].probe_at or NOW)
    assert store.due(["elbtal", "elbtal.2"], NOW + HOUR) == []
    store.host_served(HOST, True, NOW + HOUR)
    assert store.hosts() == []
    assert store.due(["elbtal", "elbtal.2"], NOW + HOUR) == ["elbtal.2"]
    assert store.members(NOW)[0].host is None


MEMBERS = [Member(key=key, name=f"Haus {key}", short_name=key, portal=f"https://{key}.example.org/", platform="jsonld", enabled=True) for key in "abcd"]


def round_of(store: Store, at: datetime, serve: str = "", visit: str = "abcd") -> None:
    """A batch that began ``at``: of ``visit`` those in ``serve`` answer, the others do not. As the timetable takes it: the failed ones come last."""
    for number, key in enumerate(sorted(visit, key=lambda key: key not in serve)):
        member, now = MEMBERS["abcd".index(key)], at + timedelta(seconds=10 + number)
        lease = store.claim(key, key, "host:1", at, TTL, host=f"{key}.example.org")
        assert lease is not None
        failed = {"paging_ended": False, "traffic": Traffic(requests=1, responses=1, list_failures=1)}
        found = harvest([posting("1", source=key)] if key in serve else [], source=key, run=f"{key}-{lease.token}", token=lease.token, at=at, **({} if key in serve else failed))
        store.decide(found, member, now)
        store.host_served(f"{key}.example.org", key in serve, now, at)
        store.release(key, lease.token, now + 20 * HOUR)


def test_when_all_hosts_fail_no_circuit_breaks_and_one_answer_brings_back_all(store: Store) -> None:
    store.sync_members(MEMBERS)
    round_of(store, NOW, serve="abcd")
    for n in range(1, 6):
        assert store.is_cut_off() == (n > 1)
        round_of(store, NOW + n * HOUR)
        assert [(host.failures, host.probe_at) for host in store.hosts()] == [(n, None)] * 4
    assert store.due("abcd", NOW + 6 * HOUR) == []
    round_of(store, NOW + 6 * HOUR, serve="c", visit="c")
    assert not store.is_cut_off()
    assert store.due("abcd", NOW + 6 * HOUR + timedelta(minutes=1)) == ["a", "b", "d"]
    round_of(store, NOW + 7 * HOUR, serve="ab", visit="abd")
    (still,) = store.hosts()
    assert (still.host, still.failures, still.since) == ("d.example.org", 6, NOW + HOUR + timedelta(seconds=13))
    assert still.probe_at is not None, "now it is that one's own fault"


def test_hosts_that_fail_beside_one_that_serves_fail_by_themselves(store: Store) -> None:
    store.sync_members(MEMBERS)
    for n in range(BREAKS_AFTER):
        round_of(store, NOW + n * HOUR, serve="d")
        assert not store.is_cut_off()
    assert [host.probe_at is not None for host in store.hosts()] == [True] * 3
    round_of(store, NOW + 10 * HOUR, serve="d", visit="d")
    assert store.due("abc", NOW + 11 * HOUR) == []
    round_of(store, NOW + 11 * HOUR, visit="ab")
    assert not store.is_cut_off(), "two are no proof"


def test_a_clock_that_was_set_back_stops_nobody(store: Store) -> None:
    visited(store, "elbtal")
    lease = store.claim("elbtal", "elbtal", "host:1", NOW + HOUR, TTL)
    assert lease is not None
    past = NOW - DAY
    assert store.due(["elbtal"], past) == ["elbtal"]
    assert store.visit_memory("elbtal", past)["markers"] == {}
    taken = store.claim("elbtal", "elbtal", "host:2", past, TTL, since=past)
    assert taken is not None
    assert taken.token > lease.token
    for _ in range(BREAKS_AFTER):
        store.host_served(HOST, False, NOW + 3 * DAY)
    assert store.take_probe(HOST, past, TTL)


def test_who_is_asked_for_is_visited_also_where_the_circuit_is_broken(store: Store) -> None:
    visited(store, "elbtal")
    for _ in range(BREAKS_AFTER):
        store.host_served(HOST, False, NOW)
    store.visit_soon("elbtal", ["elbtal", "elbtal.2"], NOW + timedelta(minutes=1))
    assert store.asked() == {"elbtal", "elbtal.2"}, "also one that nobody visited yet"
    assert store.due(["elbtal", "elbtal.2"], NOW + timedelta(minutes=1)) == ["elbtal", "elbtal.2"]
    assert store.take_probe(HOST, NOW + timedelta(minutes=1), TTL)
    lease = store.claim("elbtal", MEMBER.key, "host:1", NOW + timedelta(minutes=1), TTL, host=HOST)
    assert lease is not None
    store.release("elbtal", lease.token)
    assert "elbtal" in store.asked(), "the lease was given back, nobody was visited"
    store.release("elbtal", lease.token, NOW + HOUR)
    assert store.asked() == {"elbtal.2"}


def test_who_was_visited_meanwhile_is_not_visited_again(store: Store) -> None:
    visited(store, "elbtal", NOW)
    assert store.claim("elbtal", "elbtal", "host:2", NOW + HOUR, TTL, since=NOW - HOUR) is None
    lease = store.claim("elbtal", "elbtal", "host:2", NOW + HOUR, TTL, since=NOW + HOUR)
    assert lease is not None
    store.release("elbtal", lease.token)
    assert store.due(["elbtal"], NOW + 5 * HOUR) == [], "given back, it is due when it was"


def test_a_denial_is_no_failure_and_has_its_day(store: Store) -> None:
    store.sync_members([MEMBER])
    denied = [harvest([], run=f"r{n}", at=NOW + n * DAY, denied=True, paging_ended=False, problems=[Problem(code="robots_denied", message="no")]) for n in range(3)]
    assert {store.decide(one, MEMBER, one.started_at).verdict for one in denied} == {Verdict.DENIED}
    assert store.failures("elbtal") == 0
    assert store.members(NOW)[0].denied_since == NOW
    failed = harvest([], run="r4", at=NOW + 4 * DAY, paging_ended=False, traffic=Traffic(requests=1, responses=1, list_failures=1))
    store.decide(failed, MEMBER, NOW + 4 * DAY)
    assert store.members(NOW)[0].denied_since == NOW, "what failed says nothing of what is allowed"
    store.decide(harvest([posting("1")], run="r5", at=NOW + 5 * DAY), MEMBER, NOW + 5 * DAY)
    assert store.members(NOW)[0].denied_since is None


def test_an_empty_list_is_confirmed_once_and_believed_until_something_is_shown(store: Store) -> None:
    store.sync_members([MEMBER])
    store.decide(harvest([posting("1"), posting("2")], run="r1"), MEMBER, NOW)
    empty = store.decide(harvest([], run="r2", at=NOW + HOUR), MEMBER, NOW + HOUR)
    assert empty.verdict is Verdict.SUSPECT
    store.accept_run("r2", MEMBER, "betrieb", NOW + 2 * HOUR)
    again = store.decide(harvest([], run="r3", at=NOW + 7 * HOUR), MEMBER, NOW + 7 * HOUR)
    assert (again.verdict, again.closed) == (Verdict.COMPLETE, 0)
    last = store.decide(harvest([], run="r4", at=NOW + 27 * HOUR), MEMBER, NOW + 27 * HOUR)
    assert (last.verdict, last.closed) == (Verdict.COMPLETE, 2)
    store.decide(harvest([posting("3")], run="r5", at=NOW + 2 * DAY), MEMBER, NOW + 2 * DAY)
    assert store.decide(harvest([], run="r6", at=NOW + 3 * DAY), MEMBER, NOW + 3 * DAY).verdict is Verdict.SUSPECT


def test_one_of_two_timetables_tells(store: Store) -> None:
    assert store.hold("telling", "a:1:1", NOW, HOUR)
    assert store.hold("telling", "a:1:1", NOW, HOUR)
    assert not store.hold("telling", "b:1:1", NOW, HOUR)
    assert store.hold("telling", "b:1:1", NOW, HOUR, is_dead=lambda owner: owner == "a:1:1")
    assert not store.hold("telling", "a:1:1", NOW, HOUR)
    assert store.hold("telling", "a:1:1", NOW + HOUR, HOUR)
    assert store.hold("telling", "b:1:1", NOW - DAY, HOUR), "the clock was set back"


def test_who_died_with_its_process_is_known(store: Store) -> None:
    for source, code in (("elbtal", "crawl_died"), ("lahn", "timeout")):
        store.decide(harvest([], source=source, run=source, paging_ended=False, traffic=Traffic(), problems=[Problem(code=code, message="x")]), MEMBER, NOW)
    assert store.died(["elbtal", "lahn", "nahe"]) == {"elbtal"}
    store.decide(harvest([posting("1")], run="r2", at=NOW + HOUR), MEMBER, NOW + HOUR)
    assert store.died(["elbtal", "lahn"]) == set()
