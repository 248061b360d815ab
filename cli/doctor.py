"""``doctor``: what is wrong with this installation, each finding with its remedy, in German like everything that operators read."""

from __future__ import annotations

import ipaddress
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cli.settings import Settings, UsageError
from cli.telling import check_addresses
from cli.workspace import Workspace
from pipeline.model import MANUAL, Member, Problem
from render.lights import STALE_TIMETABLE
from render.views import moment
from spiders.probe import Probe, probe_all
from store import StoreError

#: Less free space than this endangers the database; a backup needs the database's size once more.
LEAST_FREE = 500_000_000
#: A backup older than this is no backup; a certificate that ends sooner is noticed.
BACKUP_AGE, CERTIFICATE_LEFT = timedelta(days=8), timedelta(days=14)
#: A clock that differs by more is wrong.
SKEW = timedelta(minutes=2)
#: A harvest that waits longer than this waits for a person.
SPOOL_AGE = timedelta(hours=1)
#: Read by the program elsewhere than in the settings.
_OTHER_VARIABLES = frozenset({"STELLENMARKT_REQUIRE_TOOLS"})


def findings(workspace: Workspace, *, offline: bool = False) -> Iterator[Problem]:
    """Everything that is not as it should be."""
    yield from _configuration(workspace.settings)
    yield from _folder(workspace)
    try:
        yield from _database(workspace)
        yield from _members(workspace)
        yield from _registries(workspace)
        yield from _timetable(workspace)
    except StoreError as error:
        yield unreachable(error)
    yield from _clock(workspace.settings)
    if not offline and not workspace.demo:
        yield from _portals(workspace)
        yield from _own_page(workspace.settings)


def unreachable(error: StoreError) -> Problem:
    return Problem(code="database", message=f"Die Datenbank antwortet nicht ({error}). Läuft der Datenbankdienst, stimmt STELLENMARKT_DATABASE_URL, darf dieses Konto schreiben? "
                   "Ist die Datei beschädigt, hilft „stellenmarkt restore“ mit der letzten Sicherung.")


def _of_variable(variable: str, message: str) -> Problem:
    return Problem(code="configuration", message=message, where=f"STELLENMARKT_{variable}")


def _configuration(settings: Settings) -> Iterator[Problem]:
    known = {f"STELLENMARKT_{name.upper()}" for name in Settings.model_fields} | _OTHER_VARIABLES
    for name in sorted(name for name in os.environ if name.startswith("STELLENMARKT_") and name not in known):
        yield Problem(code="configuration", message=f"{name} kennt das Programm nicht: ein Schreibfehler? Die Variablen stehen in docs/betrieb.md.", where=name)
    for variable, what in (("IMPRESSUM_URL", "Das Impressum"), ("DATENSCHUTZ_URL", "Die Datenschutzerklärung")):
        if not getattr(settings, variable.lower()):
            yield _of_variable(variable, f"{what} ist nicht verlinkt: STELLENMARKT_{variable} auf die Adresse setzen.")
    yield from _address(settings)
    if not settings.users:
        yield Problem(code="users", message="Niemand kann sich unter /redaktion und /betrieb anmelden: „stellenmarkt doctor --hash“ macht einen Hash für STELLENMARKT_USERS.", where="STELLENMARKT_USERS")
    if not settings.alert_urls.split():
        yield _of_variable("ALERT_URLS", "Niemand hört von Störungen: STELLENMARKT_ALERT_URLS auf eine Mailadresse setzen (docs/betrieb.md).")
    for variable in ("ALERT_URLS", "EDITOR_URLS"):
        try:
            check_addresses(getattr(settings, variable.lower()), f"STELLENMARKT_{variable}")
        except UsageError:
            yield _of_variable(variable, f"Eine Adresse in STELLENMARKT_{variable} ist keine, an die etwas gesendet werden kann: Schreibweise prüfen, zum Beispiel mailtos://name:passwort@mail.example.org?to=betrieb@example.org")
    if settings.queue != "local" and not (settings.database_url or "").startswith("postgresql"):
        yield _of_variable("QUEUE", "Eine Warteschlange braucht PostgreSQL: STELLENMARKT_DATABASE_URL setzen (docs/verteilt.md) oder STELLENMARKT_QUEUE entfernen.")
    if settings.allow_private:
        yield Problem(code="allow_private", message="Private Adressen dürfen besucht werden, das ist nur für die Entwicklung: STELLENMARKT_ALLOW_PRIVATE entfernen.", where="STELLENMARKT_ALLOW_PRIVATE")


def _address(settings: Settings) -> Iterator[Problem]:
    """The public address, and whether the proxy before it is known."""
    if not settings.public_url:
        yield _of_variable("PUBLIC_URL", "Die öffentliche Adresse fehlt; Feeds und Mails nennen sonst 127.0.0.1: STELLENMARKT_PUBLIC_URL setzen.")
        return
    scheme = urlsplit(settings.public_url).scheme
    if scheme != "https" and not _is_loopback(settings.public_url):
        yield _of_variable("PUBLIC_URL", "Die öffentliche Adresse ist ohne TLS, und Passwörter gingen im Klartext: einen Proxy mit Zertifikat davorstellen (docs/deploy) und https:// eintragen.")
    if scheme == "https" and not settings.proxies.strip():
        yield _of_variable("PROXIES", "Vor dem Programm steht ein Proxy, dem es nicht glaubt: Alle Besucher gelten als einer, und zehn falsche Anmeldungen sperren alle aus. "
                           "STELLENMARKT_PROXIES auf die Adresse des Proxys setzen, meist 127.0.0.1.")


def _folder(workspace: Workspace) -> Iterator[Problem]:
    data = workspace.data
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        yield Problem(code="data", message=f"Der Datenordner kann nicht beschrieben werden ({error.strerror}): Besitzer und Rechte prüfen, Platz schaffen, oder STELLENMARKT_DATA auf einen anderen Ordner setzen.",
                      where=str(data))
    free = shutil.disk_usage(_existing(data)).free
    if free < LEAST_FREE:
        yield Problem(code="disk", message=f"Nur noch {free // 1_000_000} MB frei: Platz schaffen. „stellenmarkt purge --archive-days 3“ löscht ältere Archive der Besuche.", where=str(data))
    archive = data / "archive"
    if archive.is_dir() and archive.stat().st_mode & 0o077:
        yield Problem(code="data", message="Das Archiv der Besuche können andere lesen, darin stehen Namen: chmod -R go-rwx auf den Ordner.", where=str(archive))
    aside = list((data / "aside").glob("*.json"))
    if aside:
        yield Problem(code="aside", message=f"{len(aside)} {'Ernte wurde' if len(aside) == 1 else 'Ernten wurden'} nicht verstanden und beiseitegelegt: Protokoll ansehen, den Fehler melden; der nächste Besuch liest neu. "
                      "Nach 14 Tagen verschwinden sie.", where=str(data / "aside"))
    now = datetime.now(UTC).timestamp()
    if any(now - file.stat().st_mtime > SPOOL_AGE.total_seconds() for file in (data / "spool").glob("*.json")):
        yield Problem(code="spool", message="Ernten warten seit mehr als einer Stunde darauf, übernommen zu werden: Läuft „stellenmarkt up“, ist die Datenbank frei?", where=str(data / "spool"))


def _existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())


def _database(workspace: Workspace) -> Iterator[Problem]:
    store = workspace.store
    for fault in store.faults():
        yield Problem(code="database", message=f"Die Datenbank ist beschädigt ({fault}): Programm beenden, „stellenmarkt restore“ mit der letzten Sicherung, dann starten.")
    size, free = store.size(), shutil.disk_usage(_existing(workspace.data)).free
    if LEAST_FREE <= free < 2 * size:
        yield Problem(code="disk", message=f"Für eine Sicherung reicht der Platz nicht mehr: {free // 1_000_000} MB frei, die Datenbank hat {size // 1_000_000} MB. Platz schaffen.", where=str(workspace.data))
    if workspace.demo:
        return
    saved, files = store.noted("backup"), sorted((workspace.data / "backup").glob("*.sqlite"))
    last = max([*([datetime.fromisoformat(saved)] if saved else []), *(datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in files[-1:])], default=None)
    if store.runs(limit=1) and (last is None or workspace.clock() - last > BACKUP_AGE):
        when = f"Die letzte Sicherung ist vom {moment(last)}" if last else "Es gibt keine Sicherung"
        yield Problem(code="backup", message=f"{when}: „stellenmarkt backup“ jede Nacht laufen lassen (docs/deploy, stellenmarkt-backup.timer).")


def _members(workspace: Workspace) -> Iterator[Problem]:
    if workspace.demo:
        yield Problem(code="demo", message="Kein Mitglied ist eingeschaltet, gezeigt werden Beispieldaten: „stellenmarkt members enable KÜRZEL“.")
        return
    if not workspace.settings.contact:
        yield Problem(code="contact", message="Portale wissen nicht, an wen sie schreiben können, deshalb wird keines besucht: STELLENMARKT_CONTACT auf eine Mail- oder Webadresse setzen.", where="STELLENMARKT_CONTACT")
    for member in workspace.members.values():
        if member.enabled and member.platform != MANUAL and not member.sources():
            yield Problem(code="portal", message=f"Eingeschaltet, aber ohne Portal und Plattform: „stellenmarkt members detect {member.key} --write“, oder ausschalten.", where=member.key)


def _registries(workspace: Workspace) -> Iterator[Problem]:
    """Programs on other machines that go by another registry."""
    known = {} if workspace.demo else workspace.store.registries(workspace.clock())
    own = workspace.registry_digest() if known else ""
    for place, digest in known.items():
        if digest != own:
            yield Problem(code="registry", message="Dort gilt ein anderes Verzeichnis der Mitglieder als hier: members.toml angleichen und das Programm dort neu starten (docs/verteilt.md).", where=place)


def _timetable(workspace: Workspace) -> Iterator[Problem]:
    now, beat = workspace.clock(), workspace.store.last_heartbeat()
    if beat is None or now - beat > STALE_TIMETABLE:
        when = f"seit {moment(beat)}" if beat else "noch nie gelaufen"
        yield Problem(code="scheduler", message=f"Der Zeitplan läuft nicht ({when}), niemand besucht die Portale: „stellenmarkt up“ starten, mit systemd „systemctl start stellenmarkt“.")
    newest = max([*([beat] if beat else []), *(run.started_at for run in workspace.store.runs(limit=1))], default=None)
    if newest is not None and newest - now > SKEW:
        yield Problem(code="clock", message=f"Die Uhr geht nach oder wurde zurückgestellt: Aufgezeichnet ist schon {moment(newest)}. „timedatectl“ ansehen, Zeitabgleich einschalten; bis die Uhr aufgeholt hat, warten Besuche länger.")


def _clock(settings: Settings) -> Iterator[Problem]:
    if settings.now is not None:
        yield Problem(code="clock", message=f"STELLENMARKT_NOW hält die Uhr an ({moment(settings.now)}): für den Betrieb entfernen.", where="STELLENMARKT_NOW")


def _portals(workspace: Workspace) -> Iterator[Problem]:
    """One request to each enabled member's portal: robots.txt, certificate, clock."""
    settings = workspace.settings
    if not settings.contact:
        return
    owners: dict[str, Member] = {}
    for member in workspace.members.values():
        for source in member.sources() if member.enabled else ():
            if source.platform != MANUAL and source.portal:
                owners.setdefault(source.portal, member)
    probes = probe_all(list(owners), settings.contact, allow_private=settings.allow_private)
    for found in probes:
        yield from _of_portal(found, owners[found.url])
    skews = sorted(found.skew for found in probes if found.skew is not None)
    if skews and abs(skews[len(skews) // 2]) > SKEW.total_seconds():
        yield Problem(code="clock", message=f"Die Uhr dieser Maschine weicht um {abs(round(skews[len(skews) // 2] / 60))} Minuten von der der Portale ab: Zeitabgleich einschalten (timedatectl set-ntp true).")


def _of_portal(found: Probe, member: Member) -> Iterator[Problem]:
    host = urlsplit(found.url).netloc
    words = {
        "no_answer": ("tls_or_network", f"{host} antwortet nicht ({found.detail}): im Browser ansehen; antwortet es dort, prüfen, ob diese Maschine hinaus darf (Firewall, DNS). Sonst abwarten."),
        "certificate": ("tls", f"Das Zertifikat von {host} gilt nicht ({found.detail}), deshalb wird das Portal nicht gelesen: dem Haus Bescheid geben. Betrifft es alle Häuser, Paket ca-certificates erneuern."),
        "private_address": ("private_address", f"{host} führt in ein privates Netz ({found.detail}): Adresse des Portals prüfen."),
        "robots_denied": ("robots", f"robots.txt von {host} erlaubt uns {found.detail} nicht: das Haus um Erlaubnis für „stellenmarkt“ bitten, oder das Mitglied ausschalten und Anzeigen von Hand eintragen."),
        "robots_unreachable": ("robots", f"robots.txt von {host} gibt keine brauchbare Antwort ({found.detail}), deshalb bleiben wir draußen: abwarten; hält es an, dem Haus Bescheid geben."),
    }
    if found.trouble:
        code, message = words[found.trouble]
        yield Problem(code="network" if code == "tls_or_network" else code, message=message, where=member.key)
    elif found.valid_until is not None and found.valid_until - datetime.now(UTC) < CERTIFICATE_LEFT:
        yield Problem(code="tls", message=f"Das Zertifikat von {host} endet am {moment(found.valid_until)}: Danach wird das Portal nicht gelesen. Dem Haus Bescheid geben, wenn es in einer Woche noch dasselbe ist.", where=member.key)


def _own_page(settings: Settings) -> Iterator[Problem]:
    """Whether readers reach us."""
    if not settings.public_url or _is_loopback(settings.public_url):
        return
    (found,) = probe_all([settings.public_url.rstrip("/") + "/"], settings.contact or settings.public_url, allow_private=True)
    if found.trouble in ("no_answer", "certificate"):
        what = "Das Zertifikat gilt nicht" if found.trouble == "certificate" else "Die eigene Seite antwortet nicht"
        yield Problem(code="public_url", message=f"{what} ({found.detail}): Proxy, Zertifikat und DNS prüfen (docs/deploy).", where=settings.public_url)
    elif found.valid_until is not None and found.valid_until - datetime.now(UTC) < CERTIFICATE_LEFT:
        yield Problem(code="tls", message=f"Das Zertifikat der eigenen Seite endet am {moment(found.valid_until)}: Die Erneuerung läuft nicht, den Proxy prüfen.", where=settings.public_url)


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
