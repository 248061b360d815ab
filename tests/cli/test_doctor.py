"""``doctor``: each fault is found and comes with its remedy; an installation in order has none. Servers are real ones on loopback."""

import json
import os
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cli.app import run
from cli.doctor import findings
from cli.settings import Settings
from cli.workspace import Workspace
from pipeline.model import Member, Problem
from render.auth import hash_password
from spiders.probe import probe
from tests.making import MEMBER, harvest, posting

GOOD = {"CONTACT": "stellen@example.org", "PUBLIC_URL": "https://stellen.example.org", "PROXIES": "127.0.0.1", "IMPRESSUM_URL": "https://example.org/i", "DATENSCHUTZ_URL": "https://example.org/d",
        "USERS": f"betrieb:{hash_password('x')}", "ALERT_URLS": "mailto://127.0.0.1?from=a@example.org&to=b@example.org"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Workspace]:
    for name in [name for name in os.environ if name.startswith("STELLENMARKT_")]:
        monkeypatch.delenv(name)
    now = datetime.now(UTC)

    def made(member: Member = MEMBER, **values: str | None) -> Workspace:
        for name, value in ({**GOOD, "DATA": str(tmp_path)} | values).items():
            monkeypatch.delenv(f"STELLENMARKT_{name}", raising=False) if value is None else monkeypatch.setenv(f"STELLENMARKT_{name}", value)
        settings = Settings()
        workspace = Workspace(settings, {member.key: member}, demo=False, clock=settings.clock)
        workspace.store.decide(harvest([posting("a")], at=now), MEMBER, now)
        workspace.store.heartbeat(now)
        workspace.store.note("backup", now.isoformat())
        return workspace

    return made


def found(workspace: Workspace, *, offline: bool = True) -> dict[str, Problem]:
    problems = list(findings(workspace, offline=offline))
    for problem in problems:
        assert ":" in problem.message, "what it is, then what to do"
    return {f"{problem.code} {problem.where or ''}".strip(): problem for problem in problems}


def test_an_installation_in_order_has_no_finding(place: Callable[..., Workspace]) -> None:
    assert found(place()) == {}


@pytest.mark.parametrize(("values", "finding", "words"), [
    ({"CONTACT": None}, "contact STELLENMARKT_CONTACT", "STELLENMARKT_CONTACT auf eine Mail- oder Webadresse setzen"),
    ({"IMPRESSUM_URL": None}, "configuration STELLENMARKT_IMPRESSUM_URL", "Impressum"),
    ({"PUBLIC_URL": None}, "configuration STELLENMARKT_PUBLIC_URL", "127.0.0.1"),
    ({"PUBLIC_URL": "http://stellen.example.org"}, "configuration STELLENMARKT_PUBLIC_URL", "ohne TLS"),
    ({"PROXIES": ""}, "configuration STELLENMARKT_PROXIES", "meist 127.0.0.1"),
    ({"USERS": ""}, "users STELLENMARKT_USERS", "doctor --hash"),
    ({"ALERT_URLS": ""}, "configuration STELLENMARKT_ALERT_URLS", "Niemand hört"),
    ({"ALERT_URLS": "quatsch"}, "configuration STELLENMARKT_ALERT_URLS", "Schreibweise"),
    ({"EDITOR_URLS": "quatsch"}, "configuration STELLENMARKT_EDITOR_URLS", "Schreibweise"),
    ({"QUEUE": "procrastinate"}, "configuration STELLENMARKT_QUEUE", "entfernen"),
    ({"ALLOW_PRIVATE": "1"}, "allow_private STELLENMARKT_ALLOW_PRIVATE", "entfernen"),
    ({"CONTAKT": "x"}, "configuration STELLENMARKT_CONTAKT", "Schreibfehler"),
    ({"NOW": "2099-01-01"}, "clock STELLENMARKT_NOW", "hält die Uhr an (1.1.2099, 12.00)")])
def test_configuration(place: Callable[..., Workspace], values: dict[str, str | None], finding: str, words: str) -> None:
    problems = found(place(**values))
    assert words in problems[finding].message
    if "NOW" not in values:
        assert list(problems) == [finding]


def test_a_member_without_a_portal(place: Callable[..., Workspace]) -> None:
    problems = found(place(MEMBER.model_copy(update={"portal": None})))
    assert "stellenmarkt members detect elbtal --write" in problems["portal elbtal"].message


def test_timetable_clock_and_backup(place: Callable[..., Workspace], tmp_path: Path) -> None:
    workspace = place()
    now = datetime.now(UTC)
    workspace.store.heartbeat(now - timedelta(hours=1))
    workspace.store.note("backup", (now - timedelta(days=9)).isoformat())
    problems = found(workspace)
    assert "systemctl start stellenmarkt" in problems["scheduler"].message
    assert "stellenmarkt backup" in problems["backup"].message
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "x.sqlite").touch()
    assert list(found(workspace)) == ["scheduler"]
    workspace.store.heartbeat(now + timedelta(days=1))
    assert "zurückgestellt" in found(workspace)["clock"].message


def test_folder_and_disk(place: Callable[..., Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = place()
    (tmp_path / "archive").mkdir(mode=0o755)
    (tmp_path / "archive").chmod(0o755)
    for folder in ("aside", "spool"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "20260316T090000-elbtal-1.json").touch()
    os.utime(tmp_path / "spool" / "20260316T090000-elbtal-1.json", (time.time() - 7200,) * 2)
    problems = found(workspace)
    assert sorted(problems) == sorted([f"aside {tmp_path}/aside", f"data {tmp_path}/archive", f"spool {tmp_path}/spool"])
    assert "1 Ernte wurde" in problems[f"aside {tmp_path}/aside"].message
    monkeypatch.setattr("cli.doctor.LEAST_FREE", 10**18)
    assert "purge --archive-days" in found(workspace)[f"disk {tmp_path}"].message
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    assert "Besitzer und Rechte" in found(workspace)[f"data {tmp_path}"].message


def test_a_broken_and_a_missing_database(place: Callable[..., Workspace], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = place()
    with workspace.store.engine.connect() as connection:
        connection.exec_driver_sql("pragma foreign_keys=off")
        connection.exec_driver_sql("insert into rounds values ('nobody', 1, '2026-03-01 00:00:00', 0)")
    assert "stellenmarkt restore" in found(workspace)["database"].message
    file = tmp_path / "members.toml"
    file.write_text('[elbtal]\nname = "IT-Verbund Elbtal AöR"\nshort_name = "ITV Elbtal"\nportal = "https://jobs.example.org/"\nplatform = "jsonld"\nenabled = true\n', encoding="utf-8")
    monkeypatch.setenv("STELLENMARKT_MEMBERS", str(file))
    monkeypatch.setenv("STELLENMARKT_DATABASE_URL", "postgresql://nobody:pa55@127.0.0.1:1/x")
    assert run(["doctor", "--offline", "--json"]) == 1
    said = capsys.readouterr()
    (problem,) = map(json.loads, said.err.splitlines())
    assert problem["code"] == "database"
    assert "Läuft der Datenbankdienst" in problem["message"]
    assert "pa55" not in said.err + said.out


class Portal(BaseHTTPRequestHandler):
    """Answers robots.txt as its server's ``answer`` says: status, body, headers."""

    def do_GET(self) -> None:
        status, body, headers = self.server.answer  # type: ignore[attr-defined]
        self.server.asked.append((self.path, self.headers["User-Agent"]))  # type: ignore[attr-defined]
        self.send_response_only(status)
        for name, value in {"Date": format_datetime(datetime.now(UTC), usegmt=True), "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def playing(status: int = 404, body: bytes = b"", certificate: Path | None = None, **headers: str) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    server.answer, server.asked = (status, body, headers), []  # type: ignore[attr-defined]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def certificate(folder: Path, days: int) -> Path:
    """A certificate for 127.0.0.1 that ends so many days from now, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(days + 100)
            .not_valid_before(now - timedelta(days=90)).not_valid_after(now + timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256()))
    file = folder / f"{days}.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return file


def portal_of(server: ThreadingHTTPServer, scheme: str = "http") -> Member:
    return MEMBER.model_copy(update={"portal": f"{scheme}://127.0.0.1:{server.server_port}/stellen/"})


def of_portal(place: Callable[..., Workspace], member: Member) -> dict[str, Problem]:
    """What is found online on a machine where loopback may be visited."""
    problems = found(place(member, ALLOW_PRIVATE="1", PUBLIC_URL="http://127.0.0.1:8000"), offline=False)
    del problems["allow_private STELLENMARKT_ALLOW_PRIVATE"]
    return problems


@pytest.mark.parametrize(("status", "body", "finding", "words"), [
    (404, b"", None, ""), (200, b"User-agent: *\nAllow: /", None, ""), (403, b"", None, ""),
    (200, b"User-agent: stellenmarkt\nDisallow: /stellen", "robots elbtal", "erlaubt uns /stellen/ nicht"),
    (503, b"", "robots elbtal", "HTTP 503"), (429, b"", "robots elbtal", "HTTP 429")])
def test_robots(place: Callable[..., Workspace], status: int, body: bytes, finding: str | None, words: str) -> None:
    with playing(status, body) as server:
        problems = of_portal(place, portal_of(server))
        assert server.asked == [("/robots.txt", "stellenmarkt/0.1 (+stellen@example.org)")]  # type: ignore[attr-defined]
    assert list(problems) == ([finding] if finding else [])
    if finding:
        assert words in problems[finding].message


def test_a_robots_txt_that_leads_in_circles(place: Callable[..., Workspace]) -> None:
    with playing(302, b"", Location="/robots.txt") as server:
        assert "leads in circles" in of_portal(place, portal_of(server))["robots elbtal"].message
        assert len(server.asked) == 6  # type: ignore[attr-defined]


def test_nobody_there_and_a_private_address(place: Callable[..., Workspace]) -> None:
    with playing() as server:
        member = portal_of(server)
    assert "Firewall" in of_portal(place, member)["network elbtal"].message
    with playing() as server:
        problems = found(place(portal_of(server), ALLOW_PRIVATE=None, PUBLIC_URL="http://127.0.0.1:8000"), offline=False)
        assert "privates Netz" in problems["private_address elbtal"].message
        assert server.asked == []  # type: ignore[attr-defined]
        assert probe(f"http://localhost.localdomain:{server.server_port}/", "x@example.org").trouble == "private_address"


@pytest.mark.parametrize(("days", "trusted", "words"), [(60, True, None), (5, True, "endet am"), (-2, True, "certificate has expired"), (60, False, "self-signed certificate")])
def test_certificates(place: Callable[..., Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, trusted: bool, words: str | None) -> None:
    file = certificate(tmp_path, days)
    if trusted:
        ours = ssl.create_default_context(cafile=str(file))
        monkeypatch.setattr("spiders.probe.ssl.create_default_context", lambda: ours)
    with playing(certificate=file) as server:
        problems = of_portal(place, portal_of(server, "https"))
    assert list(problems) == (["tls elbtal"] if words else [])
    if words:
        assert words in problems["tls elbtal"].message
        assert "dem Haus Bescheid geben" in problems["tls elbtal"].message.replace("Dem", "dem")


def test_a_clock_that_is_wrong(place: Callable[..., Workspace]) -> None:
    with playing(Date=format_datetime(datetime.now(UTC) + timedelta(minutes=30), usegmt=True)) as server:
        assert "um 30 Minuten" in of_portal(place, portal_of(server))["clock"].message


def test_a_disabled_member_is_not_asked(place: Callable[..., Workspace]) -> None:
    with playing() as server:
        of_portal(place, portal_of(server).model_copy(update={"enabled": False}))
        assert server.asked == []  # type: ignore[attr-defined]


def test_findings_are_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "problems.md").read_text(encoding="utf-8")
    for code in ("database", "disk", "data", "clock", "contact", "robots", "tls", "network", "configuration", "scheduler", "backup", "aside", "spool", "users", "public_url", "allow_private", "demo"):
        assert f"`{code}`" in text, code


def test_a_file_that_is_no_database_any_more(place: Callable[..., Workspace], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Rubbish in the first pages, as after a fault of the disk: ``doctor`` and every other verb say it, and restore brings it back."""
    workspace = place()
    file = tmp_path / "members.toml"
    file.write_text('[elbtal]\nname = "IT-Verbund Elbtal AöR"\nshort_name = "ITV Elbtal"\nportal = "https://jobs.example.org/"\nplatform = "jsonld"\nenabled = true\n', encoding="utf-8")
    monkeypatch.setenv("STELLENMARKT_MEMBERS", str(file))
    copy = tmp_path / "copy.sqlite"
    assert run(["backup", str(copy)]) == 0
    workspace.store.close()
    database = tmp_path / "stellenmarkt.sqlite"
    for beside in tmp_path.glob("stellenmarkt.sqlite-*"):
        beside.unlink()
    database.write_bytes(b"rubbish " * 5_000)
    capsys.readouterr()
    assert run(["doctor", "--offline"]) == 1
    assert "stellenmarkt restore" in capsys.readouterr().err
    assert run(["status"]) == 1
    assert "cannot be opened" in capsys.readouterr().err
    for left in tmp_path.glob("stellenmarkt.sqlite*"):
        left.rename(left.with_name(f"old-{left.name}"))
    assert run(["restore", str(copy)]) == 0
    capsys.readouterr()
    assert run(["vacancies", "list", "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_machines_with_different_registries_are_told(place: Callable[..., Workspace], tmp_path: Path) -> None:
    here, now = place(), datetime.now(UTC)
    here.store.note_registry(here.place, here.registry_digest(), now)
    here.store.note_registry("web2:/var/lib/stellenmarkt", here.registry_digest(), now)
    here.store.note_registry("alt:/var/lib/stellenmarkt", "another", now - timedelta(days=2))
    assert found(here) == {}
    here.store.note_registry("web3:/var/lib/stellenmarkt", "another", now)
    assert list(found(here)) == ["registry web3:/var/lib/stellenmarkt"]
    (tmp_path / "members.toml").write_text('[elbtal]\nname = "IT-Verbund Elbtal AöR"\nshort_name = "ITV Elbtal"\n', encoding="utf-8")
    assert set(found(here)) == {"registry web2:/var/lib/stellenmarkt", "registry web3:/var/lib/stellenmarkt", f"registry {here.place}"}
