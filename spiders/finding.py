"""What a search amounts to: proven, recognised and not proven, or nothing; with evidence, doubts and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from spiders.detection import Detection, Evidence, Proof
from spiders.locating import Candidate, Look
from spiders.proof import Trial

if TYPE_CHECKING:
    from spiders.detect import Search

#: Proven, and still to be checked by a person: lists of all employers, feeds of the newest, selectors that were guessed.
_TO_CHECK = ("feed", "html", "service_bund", "arbeitsagentur", "karriere_nrw")


def finding(search: Search, requests: int) -> Detection:
    """What is known now."""
    base = Detection(target=search.target.asked or search.target.key or search.target.url, key=search.target.key, start=search.target.url, requests=requests, name=_name(search))
    if search.proven:
        return _positive(search, base, search.proven)
    suggestion = max((item for item in search.failed if _suggests(item[0], item[2])), key=lambda item: (item[2] is not None and item[2].empty, item[0].weight), default=None)
    notes = [*search.notes[:6], *(f"{c.platform} at {c.portal} was not proven: {why}" for c, why, _ in search.failed if c.weight >= 30)]
    if suggestion:
        candidate, why, trial = suggestion
        empty = trial is not None and trial.empty and not trial.found
        notes.insert(0, f"{candidate.platform} was recognised, at present without vacancies" if empty else f"{candidate.platform} was recognised, not proven: {why}")
        return base.model_copy(update={**_facts(candidate), "confidence": "unsure", "evidence": _evidence(search, candidate), "notes": _unique([*notes, candidate.note])})
    if search.browser:
        notes.insert(0, f"{search.browser} shows its content only by script: it needs a browser (open it and look where it gets its list from)")
    if not search.start_reached:
        notes.insert(0, "the start page could not be read")
    return base.model_copy(update={"notes": _unique(notes) or ["no list of vacancies was found"], "needs_browser": bool(search.browser)})


def _suggests(candidate: Candidate, trial: Trial | None) -> bool:
    """Whether an unproven candidate may be named at all: the vendor's own address, or a list that answers and is empty."""
    if trial is None:
        return True
    if trial.postings or candidate.platform in ("jsonld", *_TO_CHECK):
        return False
    return candidate.weight >= 80 and (trial.empty or bool(re.search(r"which is not asked|robots|no_answer|timeout", trial.reason)))


def _positive(search: Search, base: Detection, trial: Trial) -> Detection:
    candidate, best, employers = trial.candidate, trial.best(), trial.employers()
    own = search.belongs(trial)
    notes = [candidate.note] if candidate.note else []
    if employers and own is None:
        notes.append(f"the postings name {', '.join(employers[:3])} as employer: check that this is the member")
    if len(employers) > 1:
        notes.append(f"the portal holds postings of {len(employers)} employers ({', '.join(employers[:4])} ...): a filter may be needed")
    departments = {posting.department for posting in trial.postings if posting.department}
    if len(departments) > 2:
        notes.append(f"the portal tells departments ({', '.join(sorted(departments)[:4])} ...): a member that is a unit needs filter = {{ department = [...] }}")
    if candidate.platform == "html":
        notes.append("the selectors were derived from the page: please check them")
    checked = candidate.platform in _TO_CHECK or (employers and own is None and search.met(candidate))
    count = max(len(trial.found) - sum(trial.expired(p) for p in trial.postings), 1)
    proof = Proof(title=best.title, url=best.url, count=count, total=trial.total, employers=employers[:10])
    facts = {**_facts(candidate), "portal": _portal(search, trial)}
    if candidate.platform == "jsonld":
        facts["params"] = _narrowed(trial)
    return base.model_copy(update={**facts, "confidence": "likely" if checked else "sure", "evidence": _evidence(search, candidate), "proof": proof, "notes": _unique(notes)})


def _portal(search: Search, trial: Trial) -> str:
    """The portal as the registry has it, where that leads to the very same requests: it did not move."""
    known = trial.source.model_copy(update={"portal": search.target.url})
    try:
        same = list(trial.platform.start(known)) == list(trial.platform.start(trial.source))
    except ValueError:  # an address that this platform cannot begin with
        same = False
    return search.target.url if same and search.target.names and not search.starts_with_ad else trial.candidate.portal


def _narrowed(trial: Trial) -> dict[str, object]:
    """``params.link`` where the default pattern also takes pages that are no ads."""
    params = dict(trial.candidate.params)
    folder = trial.best().url.rstrip("/").rpartition("/")[0] + "/"
    others = [detail.url for detail in trial.details]
    inside = [url for url in others if url.startswith(folder)]
    if "link" in params or not inside or len(inside) == len(others) or urlsplit(folder).path in ("", "/"):
        return params
    return {**params, "link": f"{re.escape(urlsplit(folder).path)}[^?#]+"}


def _facts(candidate: Candidate) -> dict[str, object]:
    return {"portal": candidate.portal, "platform": candidate.platform, "params": dict(candidate.params), "api_base": candidate.api_base}


def _name(search: Search) -> str:
    page = search.pages.get(search.target.url)
    if search.target.names or page is None:
        return search.target.names[0] if search.target.names else ""
    found = page.selector.css("meta[property='og:site_name']::attr(content), title::text").getall() if Look(page).is_markup else []
    return " ".join(found[0].split())[:80] if found else ""


def _evidence(search: Search, candidate: Candidate) -> list[Evidence]:
    steps = [Evidence(seen=f"{lead.kind} {lead.text!r} to {lead.url}" if lead.text else f"{lead.kind} to {lead.url}", where=lead.where) for lead in search.way(candidate.where)]
    return [*steps, Evidence(seen=candidate.why, where=candidate.where)]


def _unique(notes: list[str]) -> list[str]:
    return list(dict.fromkeys(note for note in notes if note))[:12]
