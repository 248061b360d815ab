"""How German career pages and job ads call themselves, and what looks like them and is none."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from spiders.look import Lead

_STRONG = re.compile(
    r"stellen(?:angebot|ausschreib|anzeige|markt|börse|boerse|portal|liste|suche|übersicht|uebersicht)|(?:offene|freie|aktuelle|unsere|alle|zu den|deine|ihre)[- ]+(?:stelle|job|position|vakanz)"
    r"|\bjobs?\b|job(?:portal|börse|boerse|angebot|suche|finder|liste|s?-?overview|s?-?search)|vakanz|vacanc|open[- ]positions|openings|karriereportal|bewerb(?:er|ungs)?portal|\bstellen\b"
    r"|job[- ]?opportunit|arbeitsangebot", re.IGNORECASE)
_MEDIUM = re.compile(
    r"karriere|career|arbeiten[- ](?:bei|für|fuer|in|mit|im)|arbeitgeber|arbeitsplatz|\bberuf|ausbildung|bewerb|einstieg|mitarbeiten|mitarbeiter(?:in)?[- ]?werden|join[- ](?:us|our)|work(?:ing)?[- ](?:with|for|at)"
    r"|gute-einstellung|personal(?!ausweis|rat)|praktik|duales|nachwuchs|(?:ins|unser|im)[- ]team|werde[- ]teil|verstärkung|wir[- ]suchen|stellenwert|hiring|recruit|talent", re.IGNORECASE)
_WEAK = re.compile(r"über[- ]uns|ueber-uns|unternehmen|about|rathaus|verwaltung|organisation|ausschreibung|aktuelles|service|\bteam\b|wir[- ]über", re.IGNORECASE)
_OTHER = re.compile(r"vergabe|datenschutz|privacy|impressum|imprint|log-?in|anmeld|registrier|newsletter|presse|warenkorb|\bshop|\bagb\b|barrierefrei|cookie|blog|news\b|veranstaltung|event|sitemap\b|leichte-sprache"
                    r"|jobcenter|jobticket|faq|job-?alert|merkliste|wohngeld|stellenplan|stellenmarkt-news", re.IGNORECASE)
#: Places where other people's pages are, and boards of all employers that never are an employer's own portal.
_ELSEWHERE = re.compile(r"(?:^|\.)(?:facebook|instagram|linkedin|xing|kununu|twitter|x|youtube|youtu|vimeo|tiktok|google|gstatic|googleapis|googletagmanager|stepstone|indeed|monster|glassdoor|whatsapp|wa|t|apple"
                        r"|w3|schema|openstreetmap|pinterest|mastodon|bsky|threads|wordpress|gravatar|typo3|jquery|jsdelivr|cloudflare|unpkg|cookiebot|usercentrics|ccm19|borlabs|matomo)\.[a-z.]{2,6}$")
_FILE = re.compile(r"\.(?:css|js|mjs|png|jpe?g|svg|gif|webp|ico|pdf|zip|ics|docx?|xlsx?|mp[34]|woff2?|vcf)$", re.IGNORECASE)
#: What single ads have and hardly anything else: the gender marker, grades of the public service, an ad's facts.
GENDER = re.compile(r"\b[mwdfxi]\s?[/|,*]\s?[mwdfxi](?:\s?[/|,*]\s?[mwdfxia])?\b|\((?:gn|all genders|divers)\)", re.IGNORECASE)
FACTS = re.compile(r"\b(?:EG|E|Entgeltgruppe|Egr\.?)\s?\d{1,2}[a-cÜ]?\b|\bBes(?:oldungs)?(?:Gr\.?|gruppe)?\s?A\s?\d{1,2}|\bA\s?\d{1,2}\s(?:LBes|BBes|HmbBes)|TVöD|TV-L|\bTV-?V\b|Bewerbungs(?:frist|schluss)|Vollzeit|Teilzeit|unbefristet"
                   r"|Stellenausschreibung|Ausbildung (?:zum|zur|als)", re.IGNORECASE)
#: No vacancies: pools for applications without one.
POOL = re.compile(r"initiativ|spontan-?bewerbung|unsolicited|talent ?pool|blindbewerbung|speculative", re.IGNORECASE)

#: How pages say that at present nobody is wanted.
NONE_OPEN = re.compile(r"(?:zurzeit|zur zeit|derzeit|aktuell|momentan|leider|im moment|gegenwärtig)\b[^.]{0,60}\bkeine\b[^.]{0,40}(?:stelle|vakanz|ausschreib|job|position)"
                       r"|keine (?:offenen|freien|aktuellen|vakanten) (?:stellen|jobs|positionen)|no (?:open|current|vacant) (?:jobs|vacancies|positions)|no vacancies", re.IGNORECASE)


def score(lead: Lead, page_is_career: bool = False) -> int:
    """How much a lead promises to lead to vacancies: 0 is nothing, 50 the name of a list of vacancies."""
    parts = urlsplit(lead.url)
    host = parts.hostname or ""
    if _ELSEWHERE.search(host) or _FILE.search(parts.path) or lead.kind in ("script", "hidden"):
        return 0
    text = lead.text if len(lead.text) < 90 else ""
    address = unquote(f"{host.split('.')[0]} {parts.path} {parts.query}").replace("_", "-")
    value = max(_rank(text or lead.text[-60:], 50, 32, 9), _rank(address, 44, 28, 8))
    if lead.kind == "frame":
        value = max(value + 8, 38 if page_is_career else 10)
    elif lead.kind == "refresh":
        value = max(value, 46)
    elif lead.kind == "alternate":
        value = 0 if "xml" in lead.text or "json" in lead.text else value - 20
    elif lead.kind == "sitemap":
        value -= 12
    if _OTHER.search(lead.text) or _OTHER.search(address):
        value -= 30
    if re.search(r"(?:^|/)en(?:/|$)", parts.path) or len(lead.text) > 90:
        value -= 12
    if GENDER.search(lead.text) or POOL.search(lead.text):  # one ad, not a list
        value -= 30
    return max(0, value)


def _rank(text: str, strong: int, medium: int, weak: int) -> int:
    return strong if _STRONG.search(text) else medium if _MEDIUM.search(text) else weak if _WEAK.search(text) else 0


def is_career(url: str, title: str) -> bool:
    """Whether a page is about working there, by its address and headings."""
    text = f"{unquote(urlsplit(url).path)} {(urlsplit(url).hostname or '').split('.')[0]} {title}".replace("_", "-")
    return bool(_STRONG.search(text) or _MEDIUM.search(text)) and not re.search(r"vergabe|presse", text, re.IGNORECASE)


def is_job(text: str) -> bool:
    """Whether words are those of a single ad."""
    return bool(GENDER.search(text) or FACTS.search(text))
