"""From a home page to career page, portal and platform, proven by a posting. Pure: says what to ask next, takes pages.

The network is spiders/detecting.py. Each platform tells by ``locate`` what it recognises; the best promise is tried first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urldefrag, urlsplit

from pipeline.model import Source
from spiders import lists, proof
from spiders.detection import Detection, Target
from spiders.finding import finding
from spiders.jobposting import job_postings
from spiders.links import job_links
from spiders.locating import Candidate, Lead, Look, origin
from spiders.manners import is_private_literal
from spiders.page import Page, UnreadableError
from spiders.platform import Follow, Platform
from spiders.platforms.jsonld import unpacked
from spiders.proof import Trial
from spiders.words import GENDER, NONE_OPEN, is_career, score

#: Requests for one member, those for robots.txt counted; the proof is among them.
MOST_REQUESTS = 15
#: Leads and candidates that promise less than this are not worth a request.
LEAST = 8
#: A page is kept for the proof up to this size.
_MOST_KEPT = 2_000_000
#: Usual addresses of platforms that are tried on a page of the employer's own website.
MOST_ATTEMPTS = 4
#: Usual paths of lists that the server writes: they do not hide behind a page that only a script fills.
_SERVED = ("/stellenangebote.html", "/Jobs/All", "/prj/lst/")
#: Software of which something is known and that no platform reads.
_UNREAD = {"P&I": r"pi-asp\.de|loga3?\.", "talention": r"/talention/|talention\.com", "coveto": r"coveto\.de",
           "onapply": r"onapply\.de", "Guidecom": r"guidecom", "Oracle": r"oraclecloud\.com/hcmUI", "talentstorm": r"talentstorm\.de", "Taleo": r"taleo\.net"}


@dataclass(frozen=True)
class Ask:
    """A request that is wanted. ``lead`` is what led to it, None in a proof."""

    follow: Follow
    lead: Lead | None = None


@dataclass
class Search:
    """One target on its way. Call ``next`` and answer with ``take`` or ``lost`` until it gives None; then ``result``."""

    target: Target
    platforms: Mapping[str, Platform]
    today: date
    leads: dict[str, tuple[float, Lead]] = field(default_factory=dict)
    candidates: dict[str, tuple[float, Candidate]] = field(default_factory=dict)
    visited: dict[str, Lead] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    trial: Trial | None = None
    proven: Trial | None = None
    failed: list[tuple[Candidate, str, Trial | None]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    identity: str = ""
    browser: str = ""
    spoiled: set[str] = field(default_factory=set)
    start_reached: bool = False
    known: bool = False
    starts_with_ad: bool = False

    def __post_init__(self) -> None:
        for number, url in enumerate([self.target.url, *self.target.also]):
            self.leads[url] = (100 if not number else 60, Lead(url, kind="start", where=url))
        self.identity = " ".join(self.target.names)

    def next(self, left: int) -> Ask | None:
        """The best next request that ``left`` requests can pay, None where the search is over."""
        while self.proven is None:
            if self.trial is not None:
                ask = self._in_trial(left)
                if ask or self.proven:
                    return ask
                continue
            lead = max(self.leads.items(), key=lambda item: item[1][0], default=None)
            candidate = max(self.candidates.items(), key=lambda item: item[1][0], default=None)
            if candidate and candidate[1][0] >= max(LEAST, lead[1][0] if lead else 0):
                del self.candidates[candidate[0]]
                self._begin(candidate[1][1])
            elif lead and lead[1][0] >= LEAST:
                del self.leads[lead[0]]
                if lead[0] not in self.visited and self._affordable(lead[0], left):
                    self.visited[lead[0]] = lead[1][1]
                    return self._ask(Follow(lead[0]), lead[1][1])
            else:
                return None
        return None

    def _affordable(self, url: str, left: int) -> bool:
        return left >= (1 if origin(url) in self.origins else 2)

    def _ask(self, follow: Follow, lead: Lead | None = None) -> Ask:
        self.origins.add(origin(follow.url))
        return Ask(follow, lead)

    def take(self, ask: Ask, page: Page, sitemaps: list[str]) -> None:
        """An answer. ``page.url`` is where it came from after redirects."""
        self.origins.add(origin(page.url))
        page = _plain(page)
        if len(page.body) <= _MOST_KEPT and ask.follow.method == "GET":
            self.pages.setdefault(ask.follow.url, page)
            self.pages.setdefault(page.url, page)
        if ask.lead is None:
            if self.trial is not None:
                self.trial.read(ask.follow, page)
            return
        if page.url != ask.follow.url:
            self.visited.setdefault(page.url, Lead(page.url, "a redirect", "refresh", ask.follow.url))
            self.leads.pop(page.url, None)
        if page.status >= 400:
            self.notes.append(f"{page.url} answers {page.status}")
            if ask.lead.kind == "start":  # the address may tell all the same: an ad that is gone
                self._look(Look(Page(page.url, b""), ask.lead.where, sitemaps), ask.lead)
            return
        self.start_reached = self.start_reached or ask.lead.kind == "start"
        self._look(Look(page, ask.lead.where, sitemaps), ask.lead)

    def lost(self, ask: Ask, reason: str) -> None:
        """A request that brought no answer; ``reason`` says why."""
        if ask.lead is None and self.trial is not None:
            self.trial.lost(reason)
        else:
            self.notes.append(f"{ask.follow.url}: {reason}")

    def elsewhere(self, ask: Ask, url: str) -> None:
        """A proof was redirected to another site: perhaps that is where the portal went."""
        self.lost(ask, f"redirects to {url}")
        self._lead(Lead(url, "a redirect", "refresh", ask.follow.url), 60)

    # --- what a page says ---

    def _look(self, look: Look, lead: Lead) -> None:
        hops = len(self.way(look.url))
        if lead.kind == "start":
            names = look.page.selector.css("meta[property='og:site_name']::attr(content), meta[name=author]::attr(content)").getall() if look.is_markup else []
            self.identity = " ".join([self.identity, look.title, *names, look.text[-300:]])
            self.known = not is_career(look.url, look.title) and not GENDER.search(look.title)
        career = is_career(look.url, look.title) or (lead.kind != "start" and score(lead) >= 28)
        known = len(self.candidates)
        for platform in self.platforms.values():
            for found in platform.locate(look):
                if isinstance(found, Candidate):
                    self._candidate(found, found.weight - hops)
                else:
                    self._lead(found, 93)
        links = job_links(look.page) if look.is_markup and not look.is_sitemap else []
        for candidate in lists.generic(look, links, career):
            self._candidate(candidate, candidate.weight - hops)
        for found in look.leads:
            self._lead(found, score(found, career) - 2 * hops)
        self._parents(look)
        self._sitemaps(look)
        if look.needs_browser and (career or lead.kind == "start"):
            self.browser = self.browser or look.url
        for name, pattern in _UNREAD.items():
            if re.search(pattern, look.markup) and career:
                self._note(f"{look.url} names {name}, which no platform reads: look for a list in plain HTML, or enter its jobs by hand (platform manual)")
        if (career or look.needs_browser) and len(self.candidates) == known and not NONE_OPEN.search(look.text):
            self._attempts(look)

    def _lead(self, lead: Lead, value: float) -> None:
        url = urldefrag(lead.url).url
        if value < LEAST or url in self.visited or not self._may_follow(lead):
            return
        if value > self.leads.get(url, (0.0, lead))[0]:
            self.leads[url] = (value, lead)

    def _may_follow(self, lead: Lead) -> bool:
        """What stands on a private address (development) leads to private addresses only: nothing real is asked for a test."""
        return self.may_lead(lead.where, lead.url)

    @staticmethod
    def may_lead(one: str, other: str) -> bool:
        """Whether a page at ``one`` may lead to ``other``."""
        return not is_private_literal(urlsplit(one).hostname or "") or is_private_literal(urlsplit(other).hostname or "")

    def _candidate(self, candidate: Candidate, value: float) -> None:
        tried = {one.key for one, _, _ in self.failed} | ({self.trial.candidate.key} if self.trial else set())
        if candidate.key not in tried and value > self.candidates.get(candidate.key, (0.0, candidate))[0]:
            self.candidates[candidate.key] = (value, candidate)

    def _parents(self, look: Look) -> None:
        """From the page of one ad to its list: the folders of its address."""
        single = look.is_markup and (GENDER.search(look.title) or len(job_postings(look.page)[0]) == 1)
        self.starts_with_ad = self.starts_with_ad or (bool(single) and len(self.visited) == 1)
        whole = urlsplit(look.url).path
        path, ending = whole.rstrip("/"), "/" if whole.endswith("/") else ""
        for number in range(4 if single else 0):
            path = path.rpartition("/")[0]
            self._lead(Lead(f"{origin(look.url)}{path}{ending if path else '/'}", "the folder of an ad's address", "guess", look.url), 34 - 3 * number)
            if not path:
                break
        if look.is_markup and not look.is_sitemap:
            self.seen.add(origin(look.url))

    def _sitemaps(self, look: Look) -> None:
        named = look.sitemaps or [f"{origin(look.url)}/sitemap.xml"]
        for number, url in enumerate(named[:4]):
            self._lead(Lead(url, "robots.txt names this sitemap" if look.sitemaps else "the usual place of a sitemap", "sitemap", look.url), (17 if look.sitemaps else 14) - number)
        for lead in look.leads if look.is_sitemap else ():  # another host in a sitemap is rarely there by chance
            if origin(lead.url) not in self.seen:
                self._lead(Lead(f"{origin(lead.url)}/", "another host in the sitemap", "sitemap", look.url), 47)
        if look.is_sitemap and "sitemapindex" in look.page.text[:3000]:
            for number, lead in enumerate(look.leads[:40]):
                self._lead(lead, 36 - number if is_career(lead.url, "") else 15 - number)

    def _attempts(self, look: Look) -> None:
        """A portal's page that tells nothing: the usual addresses of the platforms, those first whose name stands in the page."""
        found = []
        apart = origin(look.url) != origin(self.target.url)
        for number, platform in enumerate(self.platforms.values()):
            value = (20 if re.search(platform.name, look.markup, re.IGNORECASE) else 0) + (2 if apart else 0) - number * 0.01
            if look.needs_browser and platform.usual_path in _SERVED:
                value -= 3
            found += [(candidate.weight + value, candidate) for candidate in platform.attempt(look)]
        own = look.needs_browser or apart or look.url == self.target.url
        for value, candidate in sorted(found, key=lambda item: -item[0])[:len(found) if own else MOST_ATTEMPTS]:
            self._candidate(candidate, value)

    # --- proof ---

    def _begin(self, candidate: Candidate) -> None:
        params = dict(candidate.params)
        if candidate.missing:
            self.failed.append((candidate, f"still to be found: {candidate.missing}", None))
            return
        if candidate.platform in ("html", "feed") and candidate.where in self.spoiled:
            return
        if candidate.platform == "html":
            params = self._with_text(candidate)
            candidate = replace(candidate, params=params)
        name = self.target.names[0] if self.target.names else ""
        source = Source(key="detect", member="detect", employer=name, portal=candidate.portal, platform=candidate.platform, params=params, api_base=candidate.api_base)
        self.trial = Trial(candidate, self.platforms[candidate.platform], source, self.today)

    def _with_text(self, candidate: Candidate) -> dict[str, object]:
        """Where the text of an ad is, learned from a page that was read already."""
        page = self.pages.get(candidate.portal)
        look = Look(page) if page else None
        for row in [*lists.rows(look, True), *lists.children(look)] if look else ():
            if (ad := self.pages.get(row.url)) and ad.status == 200 and "html" in ad.content_type:
                return {**candidate.params, "text": lists.text_selector(ad)}
        return dict(candidate.params)

    def _in_trial(self, left: int) -> Ask | None:
        trial = self.trial
        assert trial is not None
        while follow := trial.next():
            page = self.pages.get(follow.url) if follow.method == "GET" else None
            if page is not None:
                trial.read(follow, page)
            elif not self.may_lead(self.target.url, follow.url):
                trial.lost("a private page leads to a public address, which is not asked")
            elif self._affordable(follow.url, left):
                return self._ask(follow)
            else:
                trial.lost(f"the {MOST_REQUESTS} requests are used up")
        if trial.proven and self.belongs(trial) is None and trial.employers() and (follow := trial.another()) and self._affordable(follow.url, left):
            return self._ask(follow)
        self._close(trial)
        return None

    def belongs(self, trial: Trial) -> bool | None:
        """Whose ads these are."""
        return proof.belongs(trial.employers(), self.identity, urlsplit(self.target.url).hostname or "", 2 if self.met(trial.candidate) else 4)

    def met(self, candidate: Candidate) -> bool:
        """Whether the employer is known well enough to tell strangers: by names, or met on a home page before the list."""
        return bool(self.target.names) or (self.known and candidate.where != self.target.url)

    def _close(self, trial: Trial) -> None:
        self.trial = None
        if trial.postings:  # if they are not the employer's vacancies, another reading of the same page will not make them so
            self.spoiled.add(trial.candidate.where)
        if not trial.proven:
            self.failed.append((trial.candidate, trial.verdict(), trial))
            base = trial.candidate.api_base
            if base and trial.platform.vendor and trial.candidate.weight >= 80 and is_private_literal(urlsplit(base).hostname or "") and not trial.empty:
                # Nobody plays the vendor here: then it is the vendor's own.
                self._candidate(replace(trial.candidate, api_base=None), trial.candidate.weight)
        elif self.belongs(trial) is False:
            names = ", ".join(trial.employers()[:3])
            self.failed.append((trial.candidate, f"the postings are those of other employers ({names} ...): a job board, not the employer's own portal", trial))
        else:
            self.proven = trial

    # --- result ---

    def result(self, requests: int) -> Detection:
        """What is known now."""
        return finding(self, requests)

    def way(self, url: str) -> list[Lead]:
        """How a page was reached, from the start."""
        way: list[Lead] = []
        while (lead := self.visited.get(url)) and lead.kind != "start" and lead not in way:
            way.insert(0, lead)
            url = lead.where
        return way

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def _plain(page: Page) -> Page:
    """A sitemap.xml.gz unpacked."""
    if page.body[:2] == b"\x1f\x8b":
        try:
            return Page(page.url, unpacked(page.body), page.status, page.content_type)
        except UnreadableError:
            return page
    return page

