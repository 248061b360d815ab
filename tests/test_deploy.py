"""What lies in docs/deploy names only what there is; locks are whole; publiccode.yml has what its standard asks for."""

import configparser
import importlib.util
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from cli.app import app
from cli.settings import Settings
from cli.workspace import parse_users
from render.site import Site
from render.web import make_app

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "docs" / "deploy"
COMMAND: Any = typer.main.get_command(app)
#: Required by the standard 0.4, at any level.
REQUIRED = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType", "description", "legal", "maintenance", "localisation"}


def variables(text: str) -> set[str]:
    return set(re.findall(r"\bSTELLENMARKT_[A-Z_]+\b", text))


KNOWN = {f"STELLENMARKT_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("file", sorted(path for path in [*DEPLOY.rglob("*"), ROOT / "docs" / "betrieb.md", ROOT / "docs" / "sicherheit.md", ROOT / "README.md"] if path.is_file()), ids=lambda path: path.name)
def test_variables_and_links_exist(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert variables(text) <= KNOWN
    if file.suffix == ".md":
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            assert link.startswith(("http://", "https://")) or (file.parent / link).exists(), link


def test_every_setting_is_in_the_handbook() -> None:
    text = (ROOT / "docs" / "betrieb.md").read_text(encoding="utf-8")
    named = variables(text) | {f"STELLENMARKT_{name}" for name in ("HOST", "PORT")}
    assert KNOWN - named == {"STELLENMARKT_DEMO_PORT"}


def verbs(text: str) -> list[list[str]]:
    """Every call of the program in a text: a line of its own, in quotes, after a path."""
    calls = re.findall(r"(?:^|[„`]|bin/|danach |: )stellenmarkt ([a-z][^\n“`„|;)]*)", text, re.MULTILINE)
    return [[word.rstrip(".,:;") for word in call.replace("…", "").split()] for call in calls]


@pytest.mark.parametrize("name", ["docs/betrieb.md", "docs/deploy/README.md", "docs/deploy/prometheus/stellenmarkt.rules.yml", "docs/deploy/systemd/stellenmarkt.service",
                                  "docs/deploy/systemd/stellenmarkt-backup.service", "cli/doctor.py"])
def test_every_command_in_the_handbook_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("systemctl", "").replace("podman exec stellenmarkt ", "")
    found = 0
    for words in verbs(text):
        assert words[0] in COMMAND.commands, words
        found += 1
        command = COMMAND.commands[words[0]]
        if hasattr(command, "commands") and len(words) > 1 and re.fullmatch(r"[a-z]+", words[1]):
            assert words[1] in command.commands, words
            command = command.commands[words[1]]
        options = {option for parameter in command.params for option in parameter.opts}
        for word in words:
            if word.startswith("--"):
                assert word in options, words
    assert found, name


def unit(name: str) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(DEPLOY / "systemd" / name, encoding="utf-8")
    return parsed


@pytest.mark.parametrize("name", ["stellenmarkt.service", "stellenmarkt-backup.service"])
def test_units_are_hardened_and_call_what_there_is(name: str) -> None:
    service = unit(name)["Service"]
    words = shlex.split(service["ExecStart"])
    assert words[0] == "/opt/stellenmarkt/.venv/bin/stellenmarkt"
    assert words[1] in COMMAND.commands
    for key, value in {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateDevices": "yes", "CapabilityBoundingSet": "", "UMask": "0077", "User": "stellenmarkt",
                       "MemoryDenyWriteExecute": "yes", "StateDirectory": "stellenmarkt"}.items():
        assert service[key] == value, key


def test_the_backup_runs_every_night() -> None:
    timer = unit("stellenmarkt-backup.timer")["Timer"]
    assert timer["OnCalendar"].startswith("*-*-* ")
    assert timer["Persistent"] == "yes"


def test_the_environment_file_is_one_that_the_program_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in (DEPLOY / "systemd" / "stellenmarkt.env").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            monkeypatch.setenv(name, shlex.split(value)[0] if value else "")
    settings = Settings()
    assert (settings.port, settings.proxies, settings.database_url, settings.ping_url) == (8000, "127.0.0.1", None, None)
    assert parse_users(settings.users) == {}


def test_the_container_copies_every_room() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    taken = set(re.findall(r"[\w.]+", " ".join(re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE))))
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")}
    for name in [*shipped, "requirements.lock", "pyproject.toml", "README.md", "LICENSE"]:
        assert name in taken, name
        assert name in let_in, name
    assert re.search(r"^USER stellenmarkt$", text, re.MULTILINE)
    assert set(re.findall(r"127\.0\.0\.1:8000(/\w+)", text)) == {"/readyz"}


def test_proxies_hide_what_is_not_for_readers() -> None:
    class Nothing:
        def __getattr__(self, name: str) -> object:
            return lambda *_: None

    paths = {route.path for route in make_app(Nothing(), Site("https://stellen.example.org"), lambda: None).routes if hasattr(route, "path")}  # type: ignore[arg-type,return-value]
    for name in ("nginx.conf", "Caddyfile", "apache.conf"):
        text = (DEPLOY / "proxy" / name).read_text(encoding="utf-8")
        for path in ("/metrics", "/readyz"):
            assert path in paths
            assert path.strip("/") in text, name
        assert "Strict-Transport-Security" in text
        assert "127.0.0.1:8000" in text


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_are_whole(name: str) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / name).read_text(encoding="utf-8"))
    pinned = {}
    for entry in entries:
        if found := re.match(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s\\;]+)", entry):
            pinned[found[1].lower()] = found[2]
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), found[1]
        else:
            assert not re.search(r"^[A-Za-z0-9_.-]+ ?@|://", entry.splitlines()[0]), "from a lock only, never from an address"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if "dev" in name else [])
    for requirement in wanted:
        assert re.split(r"[\[<>=!~ ]", requirement)[0].lower() in pinned, requirement


def test_both_locks_agree() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s\\;]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert len(run) > 80
    assert {name: dev.get(name) for name in run} == run


def test_publiccode() -> None:
    value = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert set(value) >= REQUIRED
    assert value["publiccodeYmlVersion"] in ("0.4", "0.4.0")
    assert re.fullmatch(r"https://\S+", value["url"])
    assert value["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert value["softwareType"] in ("standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend", "standalone/other", "addon", "library", "configurationFiles")
    assert set(value["platforms"]) <= {"web", "windows", "mac", "linux", "ios", "android", "haiku"}
    for language, words in value["description"].items():
        assert re.fullmatch(r"[a-z]{2}", language)
        assert 0 < len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert all(0 < len(feature) <= 100 for feature in words["features"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert value["legal"]["license"] == project["license"]
    assert value["maintenance"]["type"] in ("internal", "contract", "community", "none")
    if value["maintenance"]["type"] in ("internal", "community"):
        assert value["maintenance"]["contacts"]
    assert isinstance(value["localisation"]["localisationReady"], bool)
    assert value["localisation"]["availableLanguages"]


def test_the_audit_does_not_call_unknown_good() -> None:
    spec = importlib.util.spec_from_file_location("audit", ROOT / "scripts" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    audit = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(audit)
    report = {"dependencies": [{"name": "good", "version": "1", "vulns": []}, {"name": "mirrored", "skip_reason": "not found"},
                               {"name": "bad", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}, {"id": "CVE-2", "fix_versions": []}]}]}
    assert audit.unknown(report) == ["mirrored"]
    assert audit.vulnerable(report) == ["bad 2: CVE-1, CVE-2 (mended in 3)"]
