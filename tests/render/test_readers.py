"""The life of jobs as feed readers live it, over real HTTP: feedparser, ``reader`` and newsboat tell each job exactly once."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import feedparser
import feedparser_sgmllib
import pytest
from reader import make_reader

from pipeline.model import Harvest, Member, Posting, Traffic, Verdict
from render.site import Site
from store import Store
from tests.conftest import NOW, tool
from tests.making import DAY, MEMBER, OTHER, harvest, posting
from tests.render.serving import serving

#: ``reader`` carries a copy of feedparser that still asks for the module by its old name.
sys.modules.setdefault("sgmllib", feedparser_sgmllib)
SITE = Site("https://stellen.example.org")
FORMS = ("rss", "atom", "json")
TITLES = {"a": "Systemadministration Linux (m/w/d)", "b": "Netzwerkadministration (m/w/d)", "c": "Softwareentwicklung Java (m/w/d)", "d": "Informationssicherheit (m/w/d)", "e": "Projektleitung OZG (m/w/d)"}
TWELVE = [Member(key=f"haus{n}", name=f"Kommunalservice {town} AöR", short_name=f"KS {town}", portal=f"https://haus{n}.example.org/", platform="jsonld", enabled=True)
          for n, town in enumerate(("Aachen", "Kiel", "Rostock", "Ulm", "Trier", "Mainz", "Kassel", "Erfurt", "Potsdam", "Leipzig", "Bonn", "Lemgo"))]


@dataclass
class World:
    """Portals, the clock and what readers should have been told: titles of jobs, each as often as it is news to a reader."""

    store: Store
    now: datetime = NOW
    ads: dict[str, dict[str, Posting]] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    visits: int = 0

    def clock(self) -> datetime:
        return self.now

    def put(self, key: str, title: str = "", member: Member = MEMBER, **values: object) -> None:
        """An ad appears on the member's portal, or changes there."""
        self.ads.setdefault(member.key, {})[key] = posting(key, title or TITLES[key], source=member.key, **values)

    def visit(self, *members: Member, wait: timedelta = DAY) -> list[Verdict | None]:
        self.now += wait
        verdicts = []
        for member in members or (MEMBER,):
            self.visits += 1
            ads = list(self.ads.get(member.key, {}).values())
            verdicts.append(self.store.decide(harvest(ads, run=f"r{self.visits}", at=self.now, source=member.key), member, self.now).verdict)
        self.store.expire(self.now)
        return verdicts

    def fail(self, *members: Member) -> list[Verdict | None]:
        self.now += DAY
        verdicts = []
        for member in members:
            self.visits += 1
            down = Harvest(source=member.key, run=f"r{self.visits}", platform="jsonld", started_at=self.now, finished_at=self.now, finish_reason="finished",
                           traffic=Traffic(requests=1, responses=0, list_failures=1, dropped=1))
            verdicts.append(self.store.decide(down, member, self.now).verdict)
        return verdicts


class Feedparser:
    """A reader that remembers ids, with conditional requests."""

    def __init__(self, url: str) -> None:
        self.url, self.etag, self.seen, self.statuses = url, None, Counter[str](), list[int]()
        self.ids: set[str] = set()

    def poll(self) -> None:
        found = feedparser.parse(self.url, etag=self.etag)
        self.statuses.append(found.status)
        self.etag = found.get("etag", self.etag)
        assert not found.bozo, found.get("bozo_exception")
        for entry in found.entries:
            if entry.id not in self.ids:
                self.ids.add(entry.id)
                self.seen[job_of(entry.title)] += 1


class Library:
    """The package ``reader``: it keeps entries in a database of its own; JSON Feed too."""

    def __init__(self, url: str, folder: Path) -> None:
        self.reader, self.url = make_reader(str(folder / f"{url.rpartition('.')[2]}.sqlite"), feed_root=""), url
        self.reader.add_feed(url)
        self.new = 0

    def poll(self) -> None:
        # At once, whatever our Cache-Control says: the test's clock is not this machine's.
        changed = self.reader.update_feed(self.url)
        self.new += changed.new if changed else 0

    @property
    def seen(self) -> Counter[str]:
        told = Counter(job_of(entry.title or "") for entry in self.reader.get_entries())
        assert told.total() == self.new, "an item came back under an id that was known"
        return told


class Newsboat:
    """Debian's newsboat, run as a user runs it."""

    def __init__(self, url: str, folder: Path) -> None:
        home = folder / f"newsboat-{url.rpartition('.')[2]}"
        home.mkdir()
        (home / "urls").write_text(url + "\n")
        # Shows all there is; what left the feed stays, as readers keep it.
        (home / "config").write_text("max-items 0\nkeep-articles-days 0\nshow-read-articles yes\n")
        self.words = [tool("newsboat"), "-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", str(home / "config")]

    def poll(self) -> None:
        subprocess.run([*self.words, "-x", "reload"], check=True, capture_output=True, timeout=60)

    @property
    def count(self) -> int:
        unread = subprocess.run([*self.words, "-x", "print-unread"], check=True, capture_output=True, text=True, timeout=60).stdout
        return int(unread.split()[0])


def job_of(title: str) -> str:
    """The job of an item's title, whatever was changed in it: its first two words and the house."""
    parts = title.replace("\u2060", "").split(", ")
    return " ".join(parts[0].split()[:2]) + ", " + parts[1]


@pytest.fixture
def world(store: Store) -> World:
    store.sync_members([MEMBER, OTHER, *TWELVE])
    return World(store)


def news(title: str, member: Member = MEMBER) -> str:
    return job_of(f"{title}, {member.short_name}")


def first_look(world: World) -> None:
    for key in "abc":
        world.put(key, valid_through="2026-03-25" if key == "c" else None)
        world.told[news(TITLES[key])] += 1
    world.visit()


def nothing_happens(world: World) -> None:
    world.visit(wait=timedelta(hours=1))


def a_new_job(world: World) -> None:
    world.put("d")
    world.told[news(TITLES["d"])] += 1
    world.visit()


def another_title_and_deadline(world: World) -> None:
    world.put("a", TITLES["a"].replace("(m/w/d)", "(w/m/d) in Voll- oder Teilzeit"), valid_through="2026-05-31")
    world.visit()


def told_by_another_portal_too(world: World) -> None:
    world.put("z", TITLES["b"], OTHER, employer=MEMBER.name)
    world.visit(MEMBER, OTHER)


def closed(world: World) -> None:
    del world.ads["elbtal"]["d"]
    world.visit()
    world.visit()


def midnight(world: World) -> None:
    world.now += 10 * DAY


def a_new_round(world: World) -> None:
    """Its deadline passed on the 25th; weeks later the same job is advertised again."""
    del world.ads["elbtal"]["c"]
    world.visit()
    world.put("c2", TITLES["c"], valid_through="2026-06-30")
    world.told[news(TITLES["c"])] += 1
    world.visit(wait=20 * DAY)


def relaunched(world: World) -> None:
    """All ids and addresses are new; a person accepts."""
    before = world.ads["elbtal"]
    world.ads["elbtal"] = {f"neu-{key}": ad.model_copy(update={"external_id": f"neu-{key}", "url": f"https://neu.example.org/{key}", "id": f"https://neu.example.org/{key}"}) for key, ad in before.items()}
    (verdict,) = world.visit()
    assert verdict is Verdict.SUSPECT
    world.store.accept_run(f"r{world.visits}", MEMBER, "test", world.now)
    world.visit()


def twelve_more_members(world: World) -> None:
    """What they hold was there before: items are new to a reader, each once, none is dated today."""
    for member in TWELVE:
        for n in range(2):
            title = f"{('Fachverfahrensbetreuung', 'Servicetechnik')[n]} {member.short_name} (m/w/d)"
            world.put(f"{member.key}-{n}", title, member)
            world.told[news(title, member)] += 1
    world.visit(*TWELVE)
    world.visit(*TWELVE)


def all_portals_down(world: World) -> None:
    for _ in range(4):
        assert set(world.fail(MEMBER, OTHER, *TWELVE)) == {Verdict.FAILED}


def all_portals_back(world: World) -> None:
    world.visit(MEMBER, OTHER, *TWELVE)


LIFE: tuple[Callable[[World], None], ...] = (
    first_look, nothing_happens, a_new_job, another_title_and_deadline, told_by_another_portal_too, closed, midnight, a_new_round, relaunched, twelve_more_members, all_portals_down, all_portals_back)


@pytest.fixture
def feeds(world: World) -> Iterator[str]:
    with serving(world.store, SITE, clock=world.clock) as url:
        yield f"{url}/feed"


def test_no_job_is_told_twice(world: World, feeds: str, tmp_path: Path) -> None:
    readers: list[Feedparser | Library] = [Feedparser(f"{feeds}.rss"), Feedparser(f"{feeds}.atom"), *(Library(f"{feeds}.{form}", tmp_path) for form in FORMS)]
    try:
        for step in LIFE:
            step(world)
            for reader in readers:
                reader.poll()
                assert reader.seen == world.told, f"{step.__name__}: {type(reader).__name__} {reader.url}"
                reader.poll()
                assert reader.seen == world.told, f"{step.__name__}, polled again: {type(reader).__name__} {reader.url}"
    finally:
        for reader in readers:
            if isinstance(reader, Library):
                reader.reader.close()
    for reader in readers:
        if isinstance(reader, Feedparser):
            # Every second poll is unchanged, and so is the first one after a visit that changed nothing.
            assert reader.statuses[1::2] == [304] * len(LIFE)
            assert reader.statuses[2 * LIFE.index(nothing_happens)] == 304


@pytest.mark.newsboat
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_newsboat_tells_no_job_twice(world: World, feeds: str, tmp_path: Path, form: str) -> None:
    reader = Newsboat(f"{feeds}.{form}", tmp_path)
    for step in LIFE:
        step(world)
        reader.poll()
        assert reader.count == world.told.total(), step.__name__


def test_an_item_keeps_id_and_date_while_its_words_change(world: World, feeds: str) -> None:
    def items() -> dict[str, tuple[str, str]]:
        return {job_of(entry.title): (entry.id, entry.get("published", "")) for entry in feedparser.parse(f"{feeds}.rss").entries}

    first_look(world)
    a_new_job(world)
    before = items()
    for step in (another_title_and_deadline, told_by_another_portal_too, relaunched):
        step(world)
        assert {job: items()[job] for job in before if job in items()} == {job: told for job, told in before.items() if job in items()}
    twelve_more_members(world)
    later = items()
    assert len(later) > 2 * len(TWELVE)
    assert {published for job, (_, published) in later.items() if "KS " in job} == {""}


def test_an_unchanged_feed_costs_no_body(world: World, feeds: str) -> None:
    import urllib.error
    import urllib.request

    first_look(world)
    for form in FORMS:
        with closing(urllib.request.urlopen(f"{feeds}.{form}")) as answer:
            tag = answer.headers["ETag"]
        with pytest.raises(urllib.error.HTTPError) as known:
            urllib.request.urlopen(urllib.request.Request(f"{feeds}.{form}", headers={"If-None-Match": tag}))
        assert (known.value.code, known.value.read(), known.value.headers["ETag"]) == (304, b"", tag)
