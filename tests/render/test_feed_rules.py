"""The documented rules of RSS 2.0 (with the RSS Advisory Board's profile), Atom (RFC 4287) and JSON Feed 1.1 that the W3C's feed validator
checks (https://validator.w3.org/feed/docs/), on what a server really sends."""

import json
import re
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from render.site import Site
from store import Store, connect
from tests.bulk import fill
from tests.conftest import NOW
from tests.making import DAY, MEMBER, harvest, posting
from tests.render.serving import serving

ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
ODD = "Netze & Telefonie (< 5 & > 3) \x07\ufffe„Köln“ {{ x }} ]]> \u202e (m/w/d)"
QUERIES = ("", "?fach=networks&land=DE-NW", "?q=%C3%BCber+%26+%3Cb%3E&ort=K%C3%B6ln&umkreis=50", "?q=gibtesnicht")
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z.]+,\d{4}:\S+")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store: Store = connect(f"sqlite:///{tmp_path_factory.mktemp('feeds') / 'x.sqlite'}")
    fill(store, 120, employers=5)
    store.sync_members([MEMBER])
    store.decide(harvest([posting("odd", ODD, url="https://elbtal.example.org/ä?a=1&b=<2>", identifier="K&M <1>")]), MEMBER, NOW - DAY)
    base = Site("")
    with serving(store, base) as url:
        # The addresses that the feeds name are the ones at which they are served.
        object.__setattr__(base, "public_url", url)
        yield url
    store.close()


def fetched(url: str) -> tuple[str, str]:
    with urllib.request.urlopen(url, timeout=20) as answer:
        assert answer.url == url
        return answer.headers["Content-Type"], answer.read().decode("utf-8", "strict")


def well_formed(text: str) -> ET.Element:
    """XML 1.0 in UTF-8 without document type, instructions or characters that it forbids."""
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    assert "<!" not in text
    assert text.count("<?") == 1
    assert not re.search("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    assert not re.search(r"&(?!#x[0-9A-F]+;)", text), "an entity or an escape that validators advise against"
    return ET.fromstring(text)


def absolute(url: str | None) -> bool:
    return bool(url) and urlsplit(url or "").scheme in ("http", "https") and bool(urlsplit(url or "").netloc) and not re.search(r'[\s<>"{}|\\^`]', url or "")


def only_once(element: ET.Element, *repeated: str) -> bool:
    names = [child.tag for child in element if child.tag not in repeated]
    return len(names) == len(set(names))


@pytest.mark.parametrize("query", QUERIES)
def test_rss(site: str, query: str) -> None:
    media, text = fetched(f"{site}/feed.rss{query}")
    assert media == "application/rss+xml; charset=utf-8"
    root = well_formed(text)
    (channel,) = root
    assert (root.tag, root.get("version"), channel.tag, only_once(channel, "item")) == ("rss", "2.0", "channel", True)
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    assert channel.findtext("language") == "de-DE"
    assert int(channel.findtext("ttl") or "") > 0
    (link,) = channel.findall(f"{ATOM}link")
    assert dict(link.attrib) == {"rel": "self", "type": "application/rss+xml", "href": f"{site}/feed.rss{query}"}
    assert absolute(channel.findtext("link"))
    dates = [channel.findtext("lastBuildDate") or "", *(date.text or "" for date in channel.iter("pubDate"))]
    assert all(RFC822.fullmatch(date) and parsedate_to_datetime(date).strftime("%a") == date[:3] and parsedate_to_datetime(date) <= NOW for date in dates)
    items = channel.findall("item")
    assert len({item.findtext("guid") for item in items}) == len(items)
    assert bool(items) == ("gibtes" not in query and "%3C" not in query)
    for item in items:
        assert only_once(item, "category")
        assert item.findtext("title")
        assert absolute(item.findtext("link"))
        guid = item.find("guid")
        assert guid is not None
        assert guid.get("isPermaLink") == "false"
        assert TAG.fullmatch(guid.text or "")
        assert item.findtext(f"{DC}creator"), "author would have to be a mail address"
        assert "" not in {(category.text or "").strip() for category in item.findall("category")}


@pytest.mark.parametrize("query", QUERIES)
def test_atom(site: str, query: str) -> None:
    media, text = fetched(f"{site}/feed.atom{query}")
    assert media == "application/atom+xml; charset=utf-8"
    root = well_formed(text)
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de-DE"
    assert TAG.fullmatch(root.findtext(f"{ATOM}id") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link for link in root.findall(f"{ATOM}link")}
    assert (set(links), links["self"].get("href"), links["self"].get("type")) == ({"self", "alternate"}, f"{site}/feed.atom{query}", "application/atom+xml")
    assert all(absolute(link.get("href")) for link in root.iter(f"{ATOM}link"))
    dates = [element.text or "" for name in ("updated", "published") for element in root.iter(ATOM + name)]
    assert dates
    assert all(RFC3339.fullmatch(date) and datetime.fromisoformat(date) <= NOW for date in dates)
    entries = root.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    for entry in entries:
        assert only_once(entry, f"{ATOM}category")
        assert TAG.fullmatch(entry.findtext(f"{ATOM}id") or "")
        assert all(entry.findtext(ATOM + name) for name in ("title", "updated", "summary"))
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
        assert all(category.get("term") for category in entry.findall(f"{ATOM}category"))


@pytest.mark.parametrize("query", QUERIES)
def test_json_feed(site: str, query: str) -> None:
    media, text = fetched(f"{site}/feed.json{query}")
    assert media == "application/feed+json; charset=utf-8"
    feed = json.loads(text)
    assert (feed["version"], feed["feed_url"], feed["language"]) == ("https://jsonfeed.org/version/1.1", f"{site}/feed.json{query}", "de-DE")
    assert feed["title"]
    assert absolute(feed["home_page_url"])
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    for item in feed["items"]:
        assert TAG.fullmatch(item["id"])
        assert item["content_text"]
        assert absolute(item["url"])
        assert absolute(item.get("external_url", "https://x.example"))
        assert all(RFC3339.fullmatch(item[name]) for name in ("date_published", "date_modified") if name in item)
        assert all(isinstance(tag, str) and tag for tag in item["tags"])
        assert all(author["name"] for author in item["authors"])


def test_the_three_tell_the_same(site: str) -> None:
    """Odd titles come out as they are, less what XML cannot hold."""
    rss = [item.findtext("title") for item in well_formed(fetched(f"{site}/feed.rss")[1]).iter("item")]
    atom = [entry.findtext(f"{ATOM}title") for entry in well_formed(fetched(f"{site}/feed.atom")[1]).iter(f"{ATOM}entry")]
    feed = [item["title"] for item in json.loads(fetched(f"{site}/feed.json")[1])["items"]]
    assert rss == atom == feed
    odd = [title for title in rss if title and "Telefonie" in title]
    assert len(odd) == 1
    assert (odd[0] or "").replace("\u2060", "").startswith("Netze & Telefonie (< 5 & > 3) „Köln“ {{ x }} ]]>")
