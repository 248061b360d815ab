"""Makes a fixture of an archive: a whole portal as tests/fixtures/PLATFORM/CASE, anonymised and proven by playing it (docs/platforms.md)."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from pipeline.model import Source
from spiders.anonymise import Anonymiser, decoded, leaks
from spiders.archived import Answer, Archived
from spiders.outcomes import domain_of
from spiders.page import Page
from spiders.platform import Follow, Platform
from spiders.registry import discover
from spiders.replay import Replay, replay

#: As docs/platforms.md says; a case plays under this name.
_SOURCE = {"key": "example", "member": "example", "employer": "Beispiel-IT AöR"}
_ENDINGS = (("json", ".json"), ("javascript", ".txt"), ("rss", ".xml"), ("xml", ".xml"), ("html", ".html"))
_PLAIN = frozenset({"www", "jobs", "job", "karriere", "career", "careers", "stellen", "stellenangebote", "bewerbung", "portal", "api", "recruiting", "bewerben"})
_DOMAINS = ("example.org", "example.net", "example.com")
_HOPS = 6


class FixtureError(Exception):
    """No fixture can be made of this archive; the message says why."""


@dataclass
class Taken:
    """One request of the platform and the answer that it got, redirects followed."""

    follow: Follow
    answer: Answer
    content_type: str


def write_case(archived: Archived, root: Path, case: str, most: int | None = None) -> tuple[Path, int]:
    """Write ROOT/PLATFORM/CASE; returns it and how many postings it has. ``most``: for further postings no page is kept.

    Raises FixtureError where the case would not say what the portal said, and then writes nothing.
    """
    source = Source.model_validate(archived.visit["source"])
    platform = discover()[source.platform]
    source, taken, told = _play(archived, source, platform)
    cleaner = _cleaner(source, platform, taken, told)
    with tempfile.TemporaryDirectory() as draft:
        folder = Path(draft)
        script = _write(folder, source, taken, cleaner, _beyond(taken, most))
        played = play_case(folder, platform.name)
        script["answers"] = [entry for number, entry in enumerate(script["answers"]) if number in played.asked]
        script |= {name: value for name, value in (("problems", sorted({p.code for p in played.result.problems})), ("total", played.result.total), ("window", played.result.window)) if value not in ([], None, False)}
        _prove(told, played.result, cleaner, most)
        (folder / "case.json").write_text(json.dumps(script, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (folder / "expected.jsonl").write_text("".join(f"{line}\n" for line in lines(played.result)), encoding="utf-8")
        used = {entry.get("file") for entry in script["answers"]} | {"case.json", "expected.jsonl"}
        for file in folder.iterdir():
            if file.name not in used:
                file.unlink()
        again = play_case(folder, platform.name)
        if lines(again.result) != (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines() or len(again.asked) != len(script["answers"]) or again.result.unanswered:
            raise FixtureError("the case does not play twice alike")
        _show_nothing(folder, cleaner)
        target = _free(root / platform.name, case)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder, target)
        target.chmod(0o755)
    return target, len(played.result.postings)


def _free(folder: Path, case: str) -> Path:
    """FOLDER/CASE, with a number where that stands already."""
    return next(found for number in range(1, 10_000) if not (found := folder / (case if number == 1 else f"{case}-{number}")).exists())


def lines(result: Replay) -> list[str]:
    """The lines of expected.jsonl."""
    return [json.dumps(json.loads(posting.model_dump_json(exclude_defaults=True)), ensure_ascii=False) for posting in result.postings.values()]


def _play(archived: Archived, source: Source, platform: Platform) -> tuple[Source, list[Taken], Replay]:
    """What the platform asks for on its way through the archive, in order; where the portal's own address leads on, from there."""
    answers = _by_request(archived)
    taken: list[Taken] = []

    def answer(follow: Follow) -> Page | None:
        found = _followed(answers, follow)
        if found is None:
            return None
        kind = {name.lower(): value for name, value in found.headers}.get("content-type", "")
        taken.append(Taken(follow, found, kind))
        return Page(follow.url, found.body, found.status, kind, asked=follow.body)

    first = _followed(answers, Follow(source.portal))
    if first is not None and first.url != source.portal and any(follow.url == source.portal for follow in platform.start(source)):
        source = source.model_copy(update={"portal": first.url})
    told = replay(platform, source, answer)
    if told.unanswered:
        asked = told.unanswered[0]
        raise FixtureError(f"{asked.method} {asked.url} brought no answer in this visit: a fixture needs them all; try again when the portal answers")
    if not told.postings:
        raise FixtureError("nothing was read: there is nothing to expect")
    return source, taken, told


def _by_request(archived: Archived) -> dict[tuple[str, str, bytes], Answer]:
    """The answer that counts for each request: the last one."""
    return {(a.method, a.url, a.asked): a for a in archived.answers if a.error is None and not a.left_out}


def _followed(answers: dict[tuple[str, str, bytes], Answer], follow: Follow) -> Answer | None:
    from scrapy.http import Request  # writes addresses and bodies as they were sent

    request = Request(follow.url, method=follow.method, body=follow.body)
    found = answers.get((follow.method, request.url, request.body))
    for _ in range(_HOPS):
        target = next((value for name, value in found.headers if name.lower() == "location"), None) if found and 300 <= found.status < 400 else None
        if target is None or found is None:
            return found
        request = Request(urljoin(found.url, target), method=follow.method, body=follow.body)
        found = answers.get((follow.method, request.url, request.body))
    return None


def _cleaner(source: Source, platform: Platform, taken: list[Taken], told: Replay) -> Anonymiser:
    addresses = [source.portal, source.api_base or "", *(t.follow.url for t in taken), *(p.url for p in told.postings.values())]
    known = re.sub(r"\\", "", inspect.getsource(sys.modules[type(platform).__module__]))
    hosts, domains = _names(addresses, known)
    shown = json.dumps(source.params, ensure_ascii=False) + " ".join(addresses)
    employer = source.employer if source.employer not in shown else ""
    kept = "\n".join(text for p in told.postings.values() for text in (p.title, p.employer or "", p.department or "", *p.locations))
    cleaner = Anonymiser(hosts, domains, employer, f"{kept}\n{source.employer}\n" + "\n".join(source.aliases))
    for one in taken:
        cleaner.learn(decoded(one.answer.body, one.content_type)[0])
        cleaner.learn(one.follow.url)
    return cleaner


def _names(addresses: list[str], known: str) -> tuple[dict[str, str], dict[str, str]]:
    """Hosts and registered domains with their new names. ``known`` is the platform's source: the vendor's own hosts stay."""
    hosts: dict[str, str] = {}
    domains: dict[str, str] = {}
    for address in addresses:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if not host or parts.netloc in hosts or f"//{host}" in known:
            continue
        domain = domain_of(host)
        if domain and domain in known:
            new = f"beispiel.{domain}" if host != domain else domain
        elif domain:
            base = domains.setdefault(domain, (*_DOMAINS, f"example{len(domains)}.org")[min(len(domains), len(_DOMAINS))])
            labels = host.removesuffix(domain).rstrip(".")
            new = base if not labels else f"{labels if set(labels.split('.')) <= _PLAIN else 'stellen'}.{base}"
        else:
            new = "jobs.example.org"
        hosts[parts.netloc] = _unused(new, set(hosts.values())) if parts.netloc != new else new
        if not domain and parts.netloc != host:
            hosts.setdefault(host, hosts[parts.netloc])
    return dict(sorted(hosts.items(), key=lambda pair: -len(pair[0]))), domains


def _unused(name: str, used: set[str]) -> str:
    label, _, rest = name.partition(".")
    return next(found for number in range(1, 1000) if (found := name if number == 1 else f"{label}{number}.{rest}") not in used)


def _beyond(taken: list[Taken], most: int | None) -> set[str]:
    """The ids of the postings after the first ``most`` whose pages are asked."""
    ids = list(dict.fromkeys(t.follow.external_id for t in taken if t.follow.role == "detail"))
    return set(ids[most:]) if most is not None else set()


def _write(folder: Path, source: Source, taken: list[Taken], cleaner: Anonymiser, beyond: set[str]) -> dict[str, Any]:
    """The answers as files, and the beginning of case.json."""
    values = {"portal": source.portal, **({"api_base": source.api_base} if source.api_base else {}), **({"params": source.params} if source.params else {})}
    answers = []
    for number, one in enumerate(taken):
        entry: dict[str, Any] = {"url": cleaner.text(one.follow.url)}
        if one.follow.method != "GET":
            entry |= {"method": one.follow.method, "body": cleaner.text(one.follow.body)}
        status = 404 if one.follow.external_id in beyond else one.answer.status
        if status != 200:
            entry["status"] = status
        if status < 400:
            ending = next((ending for word, ending in _ENDINGS if word in one.content_type.lower()), ".txt")
            entry["file"] = f"{number:02}{ending}"
            (folder / entry["file"]).write_bytes(cleaner.body(one.answer.body, one.content_type))
            if "charset" in one.content_type.lower() and "utf-8" not in one.content_type.lower():
                entry["content_type"] = one.content_type
        answers.append(entry)
    script = {"source": cleaner.value(values), "answers": answers}
    (folder / "case.json").write_text(json.dumps(script, ensure_ascii=False, indent=1), encoding="utf-8")
    return script


@dataclass
class Played:
    """What a case gives, and the numbers of the answers that were asked for."""

    result: Replay
    asked: set[int]


def play_case(case: Path, name: str) -> Played:
    """Play a case as tests/spiders/test_fixtures.py does."""
    script = json.loads((case / "case.json").read_text(encoding="utf-8"))
    source = Source.model_validate({**_SOURCE, "platform": name, **script["source"]})
    left, asked = list(enumerate(script["answers"])), set()

    def answer(follow: Follow) -> Page | None:
        for place, (number, entry) in enumerate(left):
            if (entry["url"], entry.get("method", "GET")) == (follow.url, follow.method) and entry.get("body", "") in follow.body:
                del left[place]
                asked.add(number)
                body = (case / entry["file"]).read_bytes() if "file" in entry else b""
                return Page(entry["url"], body, entry.get("status", 200), entry.get("content_type", ""), asked=follow.body)
        return None

    return Played(replay(discover()[name], source, answer), asked)


def _prove(told: Replay, played: Replay, cleaner: Anonymiser, most: int | None) -> None:
    """The case must say what the portal said."""
    if played.unanswered:
        asked = played.unanswered[0]
        raise FixtureError(f"without names and hosts the platform asks for {asked.method} {asked.url}, which the portal was not asked for")
    before, after = list(told.postings.values()), list(played.postings.values())
    if most is None and [cleaner.text(p.title) for p in before] != [p.title for p in after]:
        raise FixtureError(f"without names and hosts {len(after)} of {len(before)} postings are read, or under other titles")
    if most is None and {p.code for p in told.problems} != {p.code for p in played.problems}:
        raise FixtureError("without names and hosts other problems arise")


def _show_nothing(folder: Path, cleaner: Anonymiser) -> None:
    """No word that was to go may be left."""
    from spiders.anonymise import MAIL

    gone = {*cleaner.names, *cleaner.mails, *cleaner.tokens, *(host for host, other in cleaner.hosts.items() if host != other)} - {MAIL}
    for file in sorted(folder.iterdir()):
        left = leaks(decoded(file.read_bytes(), "")[0], gone)
        if left:
            raise FixtureError(f"{file.name} still has {', '.join(left[:5])}")


__all__ = ["FixtureError", "lines", "play_case", "write_case"]
