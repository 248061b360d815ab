"""What the machine may do: a database that is locked, gone or full, a full disk, memory, certificates that expired."""

import datetime as dt
import ipaddress
import resource
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import create_engine, event, text

import store.database
from pipeline.model import Verdict
from render.publish import publish
from render.reasons import why
from scheduler import write_whole
from store import Store, StoreError, connect
from store.database import WRITE_LOCK
from tests.conftest import fresh_postgresql
from tests.faults import victim
from tests.faults.test_kills import crawlers_of
from tests.faults.test_random_kills import House, tree
from tests.faults.test_timetable import HOUR, JOBS, Street, complete
from tests.making import MEMBER
from tests.spiders.portal import HTML, Answer, Portals


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer waits half a second for another one; the databases are opened after this."""
    monkeypatch.setattr(store.database, "BUSY_SECONDS", 0.5)


@pytest.fixture
def street(impatient: None, database_url: str, tmp_path: Path) -> Iterator[Street]:
    portals, opened = Portals(), connect(database_url)
    yield Street(opened, tmp_path, portals)
    portals.close()
    opened.close()


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Somebody else writes and does not end."""
    if url.startswith("sqlite"):
        engine, lock = create_engine(url), "begin immediate"
    else:
        engine, lock = create_engine(url.replace("postgresql://", "postgresql+psycopg://")), f"select pg_advisory_xact_lock({WRITE_LOCK})"
    with engine.connect() as connection:
        connection.exec_driver_sql(lock)
        yield
        connection.rollback()
    engine.dispose()


def test_a_database_that_is_locked_while_a_visit_ends_loses_nothing(street: Street, database_url: str) -> None:
    street.open("one", "eins", "zwei")
    street.tick()
    before = street.shown()
    free = threading.Event()
    held = threading.Event()

    def hold() -> None:
        with locked(database_url):
            held.set()
            free.wait(60)

    holder = threading.Thread(target=hold)

    def lock(_key: str) -> Answer:
        if not holder.is_alive():
            holder.start()
            held.wait(10)
        return None

    street.instead = lock
    assert street.tick(7 * HOUR) == [], "nothing can be decided"
    waiting = [file.name for file in (street.folder / "spool").glob("*.json")]
    assert len(waiting) == 2
    assert street.shown() == before, "readers see what was"
    with pytest.raises(StoreError, match="cannot be written"):
        street.store.heartbeat(street.now)
    free.set()
    holder.join()
    street.instead = None
    assert complete(street.tick(dt.timedelta(minutes=1))) == {"eins", "zwei"}, "what waited is decided, nobody is visited twice"
    assert street.asked == []
    assert street.shown() == before
    assert street.level() == "green"


def test_a_postgresql_server_that_goes_away_comes_back(impatient: None, postgresql: str, tmp_path: Path) -> None:
    url = fresh_postgresql(postgresql, "gone")
    admin = create_engine(postgresql.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")

    def may_connect(answer: str) -> None:
        with admin.connect() as connection:
            connection.execute(text(f"alter database gone with allow_connections {answer}"))
            if answer == "false":
                connection.execute(text("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'gone'"))

    portals, opened = Portals(), connect(url)
    try:
        street = Street(opened, tmp_path, portals)
        street.open("one", "eins", "zwei")
        street.tick()
        before = street.shown()

        def go(_key: str) -> Answer:
            may_connect("false")
            return None

        street.instead = go
        assert street.tick(7 * HOUR) == []
        for broken in (street.shown, lambda: street.store.heartbeat(street.now), street.tick):
            with pytest.raises(StoreError):
                broken()
        assert len(list((street.folder / "spool").glob("*.json"))) == 2
        may_connect("true")
        street.instead = None
        assert complete(street.tick(dt.timedelta(minutes=1))) == {"eins", "zwei"}
        assert street.asked == []
        assert street.shown() == before
        assert street.level() == "green"
    finally:
        portals.close()
        opened.close()
        admin.dispose()


def test_a_full_database_changes_nothing_and_takes_it_later(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'stellenmarkt.sqlite'}"
    opened = connect(url)
    house = House(opened, url, tmp_path)
    house.tomorrow()
    house.settle()
    before, limit = house.shown(), {"pages": 0}

    @event.listens_for(opened.engine, "checkout")
    def full(connection, _record, _proxy) -> None:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages if limit['pages'] else 4_000_000_000}")

    limit["pages"] = 1
    run = house.tomorrow()
    file = house.folder / "spool" / f"{run}.json"
    with pytest.raises(StoreError, match="full"):
        fill_up(opened)
    assert victim.timetable(opened, tmp_path, house.now, {MEMBER.key: MEMBER}).settle() == []
    assert file.exists(), "it waits"
    assert house.shown() == {key: id_ for key, id_ in before.items() if key in house.shown()}
    assert opened.run(run) is None
    limit["pages"] = 0
    house.settle()
    assert not file.exists()
    with opened.read() as connection:
        assert connection.exec_driver_sql("pragma integrity_check").scalar() == "ok"
    opened.close()


def fill_up(opened: Store) -> None:
    """Use up what is free within the last pages."""
    for n in range(2000):
        opened.note(f"filler {n}", "x" * 3000)


@contextmanager
def small_files(most: int, process: int = 0) -> Iterator[None]:
    """No file of this process grows over ``most`` bytes: the kernel refuses to write, as on a disk that is full."""
    before = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("most", [100, 1000])
def test_a_disk_that_is_full_when_a_visit_ends_costs_that_visit_only(tmp_path: Path, most: int) -> None:
    portals, opened = Portals(), connect(f"sqlite:///{tmp_path / 'stellenmarkt.sqlite'}")
    try:
        street = Street(opened, tmp_path, portals)
        street.open("one", "eins", "zwei")
        street.tick()
        before = street.shown()

        def full(_key: str) -> Answer:
            for process in crawlers_of(street.folder):
                resource.prlimit(process, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            return None

        street.instead = full
        runs = street.tick(7 * HOUR)
        assert {(run.source, run.verdict) for run in runs} == {("eins", Verdict.FAILED), ("zwei", Verdict.FAILED)}, "the second was visited too"
        assert street.shown() == before
        assert street.level() != "green"
        street.instead = None
        assert complete(street.tick(2 * HOUR)) == {"eins", "zwei"}
        assert street.shown() == before
        assert street.level() == "green"
        assert [file for file in (street.folder / "spool").iterdir() if file.name.startswith(".")] == []
    finally:
        portals.close()
        opened.close()


def test_a_disk_that_is_full_for_all_of_us_stops_the_visits_and_nothing_else(tmp_path: Path) -> None:
    portals, opened = Portals(), connect(f"sqlite:///{tmp_path / 'stellenmarkt.sqlite'}")
    try:
        street = Street(opened, tmp_path, portals)
        street.open("one", "eins", "zwei")
        street.tick()
        before = street.shown()
        public = tmp_path / "public"
        publish(opened, victim.SITE, public, street.now)
        put_out = tree(public)
        with small_files(200):
            with pytest.raises(StoreError):
                street.tick(7 * HOUR)
            with pytest.raises(OSError, match="File too large"):
                write_whole(tmp_path / "draft.txt", "x" * 1000)
            assert street.shown() == before
            with pytest.raises(OSError, match="File too large"):
                publish(opened, victim.SITE, tmp_path / "elsewhere", street.now)
        assert street.asked == []
        assert not (tmp_path / "draft.txt").exists()
        assert not (tmp_path / "elsewhere").exists()
        assert tree(public) == put_out
        assert complete(street.tick()) == {"eins", "zwei"}
        assert street.shown() == before
    finally:
        portals.close()
        opened.close()


def page_of(size: int, tags: int) -> bytes:
    """A page without jobs of about ``size`` bytes and ``tags`` tags."""
    words = b"wort " * (size // (tags // 4) // 5 - 5)
    return b"".join(b'<div class="n"><p>' + words + b"</p></div>" for _ in range(tags // 4))


@pytest.mark.parametrize("kind", ["bomb", "tags", "large"])
def test_eight_hosts_at_their_worst_stay_under_300_mb(tmp_path: Path, kind: str) -> None:
    from spiders.samples.faults import bomb

    portals, opened = Portals(), connect(f"sqlite:///{tmp_path / 'stellenmarkt.sqlite'}")
    street = Street(opened, tmp_path, portals)
    body = {"bomb": bomb, "tags": lambda: page_of(9_000_000, 1_000_000), "large": lambda: page_of(9_900_000, 190_000)}[kind]()
    headers = {**HTML, "Content-Encoding": "gzip"} if kind == "bomb" else HTML
    assert kind == "bomb" or 8_000_000 < len(body) < 10_000_000
    keys = [f"ort{n}" for n in range(8)]
    for key in keys:
        street.open(key, key)
    street.instead = lambda _key: (200, headers, body)
    peak, over = [0], threading.Event()

    def watch() -> None:
        while not over.is_set():
            for process in crawlers_of(tmp_path):
                try:
                    lines = Path(f"/proc/{process}/status").read_text().splitlines()
                except OSError:
                    continue
                peak.extend(int(line.split()[1]) // 1000 for line in lines if line.startswith("VmHWM"))
            time.sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        runs = street.tick()
    finally:
        over.set()
        watcher.join()
        portals.close()
    assert {run.source for run in runs} == set(keys)
    assert Verdict.COMPLETE not in {run.verdict for run in runs}
    assert 30 < max(peak) < 300, f"{max(peak)} MB"
    opened.close()


def expired(folder: Path, host: str) -> ssl.SSLContext:
    """A server's certificate that was valid until yesterday."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    built = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
             .not_valid_before(now - dt.timedelta(days=90)).not_valid_after(now - dt.timedelta(days=1))
             .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), critical=False).sign(key, hashes.SHA256()))
    file = folder / "certificate.pem"
    file.write_bytes(built.public_bytes(serialization.Encoding.PEM)
                     + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_an_expired_certificate_is_named_and_changes_nothing(tmp_path: Path) -> None:
    portals, opened = Portals(), connect(f"sqlite:///{tmp_path / 'stellenmarkt.sqlite'}")
    try:
        street = Street(opened, tmp_path, portals)
        street.open("one", "eins")
        street.tick()
        before = street.shown()
        assert len(before) == JOBS
        server = portals.servers[0]
        server.socket = expired(tmp_path, str(server.server_address[0])).wrap_socket(server.socket, server_side=True)
        member = street.members["eins"]
        street.members["eins"] = member.model_copy(update={"portal": str(member.portal).replace("http:", "https:")})
        (run,) = street.tick(7 * HOUR)
        assert (run.verdict, [reason.code for reason in run.reasons]) == (Verdict.FAILED, ["certificate"])
        assert why(run.reasons).startswith("das Zertifikat des Portals ist abgelaufen")
        assert street.asked == []
        assert street.shown() == before
        assert street.level() != "green"
    finally:
        portals.close()
        opened.close()
