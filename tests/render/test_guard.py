"""What holds for every answer over real HTTP: safe headers, no change by GET, limits for bodies, posts and log-ins, two roles."""

import base64
import http.client
import logging
import threading
import urllib.error
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from urllib.parse import urlsplit

import pytest
import uvicorn
from sqlalchemy import event

from cli.settings import Settings, UsageError
from cli.workspace import parse_users
from pipeline.model import Query
from render import guard
from render.answers import SAFE
from render.auth import hash_password, is_hash, role_of
from render.guard import LOGINS, POSTS, Limit, address_of
from render.site import Site
from render.web import make_app
from store import Store
from tests.conftest import NOW
from tests.making import MEMBER, harvest, posting
from tests.render.serving import Browser, serving

USERS = {"betrieb": hash_password("geheim"), "redaktion": hash_password("text")}
SITE = Site("https://stellen.example.org", users=USERS)
MEMBERS = {MEMBER.key: MEMBER}


@pytest.fixture
def filled(store: Store) -> Store:
    store.sync_members(MEMBERS.values())
    store.decide(harvest([posting("a"), posting("b", valid_through="2026-04-20")]), MEMBER, NOW)
    return store


@pytest.fixture
def url(filled: Store) -> Iterator[str]:
    with serving(filled, SITE, MEMBERS, Hands()) as address:
        yield address


class Hands:
    """Operations that nobody may reach here."""

    def mutes(self) -> dict[str, date]:
        return {}

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"{name} was reached")


def paths(store: Store, method: str) -> list[str]:
    """The address of every route, filled with what is there."""
    (vacancy, *_) = store.search(Query(today=NOW.date())).vacancies
    values = {"name": vacancy.id, "run_id": store.runs()[0].id, "form": "html", "day": "2026-03-18", "revision": "1", "value": "DE-SN", "key": MEMBER.key, "kind": "doppelte"}
    routes = [inner for outer in make_app(store, SITE, lambda: NOW, MEMBERS, Hands()).routes for inner in (outer.original_router.routes if hasattr(outer, "original_router") else [outer])]
    found = {route.path.replace("{name}/{value}", "land/{value}").format(**values) for route in routes if method in route.methods}
    more = {"/gibt-es-nicht", f"/stelle/{vacancy.id}.ics", "/feed.rss", "/v1/newsletter/block.json", "/?neu=quatsch", "/feed/land/DE-SN.rss"} if method == "GET" else set()
    return sorted(found | more)


def test_every_answer_is_safe_and_no_get_changes_anything(filled: Store) -> None:
    written: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.split(maxsplit=1)[0].lower() not in ("select", "pragma", "with", "show"):
            written.append(statement)

    asked = paths(filled, "GET")
    assert len(asked) > 25
    assert {"/betrieb", "/redaktion", "/zahlen", "/status", "/metrics"} <= set(asked)
    with serving(filled, SITE, MEMBERS, Hands()) as url:
        event.listen(filled.engine, "before_cursor_execute", note)
        for user in (None, "betrieb:geheim"):
            for path in asked:
                status, headers, _ = Browser(url, user).ask(path)
                assert status < 500, path
                for name in SAFE:
                    assert name.lower() in headers, (path, name)
                assert "script-src 'self'" in headers["content-security-policy"]
                assert "set-cookie" not in headers
                if path in ("/betrieb", "/redaktion"):
                    assert status == (401 if user is None else status), path
                    assert headers["cache-control"] == "no-store"
        event.remove(filled.engine, "before_cursor_execute", note)
    assert written == []


def test_every_change_needs_a_role_and_our_own_page(filled: Store, url: str) -> None:
    changes = [path for path in paths(filled, "POST") if not path.startswith("/v1/")]
    assert len(changes) > 12
    assert {"/betrieb/urteil", "/betrieb/schalten", "/betrieb/datei", "/redaktion/freigeben"} <= set(changes)
    before = filled.generation()
    for path in changes:
        assert path.startswith(("/betrieb", "/redaktion")), path
        for browser, status in ((Browser(url), 401), (Browser(url, "betrieb:geheim", origin=None), 403), (Browser(url, "betrieb:geheim", origin="https://evil.example"), 403)):
            got, headers, _ = browser.ask(path, b"x=1")
            # What is missing in a form may be told first; nothing is done.
            assert got in (status, 422, 400), (path, got)
            assert headers["content-security-policy"] == SAFE["Content-Security-Policy"]
    assert filled.generation() == before
    assert Browser(url, "redaktion:text").ask("/betrieb")[0] == 401
    assert Browser(url, "redaktion:text").ask("/redaktion")[0] == 200


def test_a_form_that_lacks_something_is_answered_in_words(url: str) -> None:
    status, _, body = Browser(url, "redaktion:text").ask("/redaktion/auswahl", b"x=1")
    assert status == 422
    assert "Diese Angaben fehlen oder passen nicht: aktion, ausgabe, stelle." in body


def test_bodies_are_limited_with_and_without_a_length(url: str) -> None:
    host = urlsplit(url).netloc
    big = b"x=" + b"a" * guard.MOST_BODY
    try:
        assert Browser(url, "betrieb:geheim").ask("/redaktion/auswahl", big)[0] == 413
    except urllib.error.URLError as error:  # the server closed before we had sent all of it
        assert isinstance(error.reason, (BrokenPipeError, ConnectionResetError))  # noqa: PT017
    for path in ("/redaktion/auswahl", "/betrieb/stellen", "/v1/newsletter/block.json"):
        connection = http.client.HTTPConnection(host, timeout=30)
        login = base64.b64encode(b"betrieb:geheim").decode()
        pieces = iter([big[start:start + 100_000] for start in range(0, len(big), 100_000)])
        try:
            connection.request("POST", path, pieces, {"Authorization": f"Basic {login}", "Origin": url, "Content-Type": "application/x-www-form-urlencoded"}, encode_chunked=True)
            answer = connection.getresponse()
            # A form of one endless field is given up earlier.
            assert answer.status in (400, 413), path
            assert answer.headers["content-security-policy"] == SAFE["Content-Security-Policy"]
        except (BrokenPipeError, ConnectionResetError):
            pass  # the server closed before we had sent all of it
        finally:
            connection.close()
    assert Browser(url).ask("/")[0] == 200


def test_failed_log_ins_are_limited_and_the_right_password_waits_too(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = [Browser(url, f"betrieb:falsch{n}").ask("/betrieb") for n in range(LOGINS[0] + 2)]
    assert [status for status, *_ in tried] == [401] * LOGINS[0] + [429] * 2
    assert 0 < int(tried[-1][1]["retry-after"]) <= LOGINS[1]
    assert "Zu viele falsche Anmeldungen. Bitte warten Sie 5 Minuten." in tried[-1][2]
    hashed: list[str] = []
    monkeypatch.setattr("render.auth.hash_password", lambda *_: hashed.append("") or "")
    assert Browser(url, "betrieb:geheim").ask("/betrieb")[0] == 429
    assert hashed == [], "a refused one costs nothing"
    assert Browser(url).ask("/betrieb")[0] == 401, "who sends no password is only asked for one"
    assert Browser(url).ask("/")[0] == 200


def test_many_at_once_are_no_way_around(url: str) -> None:
    with ThreadPoolExecutor(30) as pool:
        got = sorted(pool.map(lambda n: Browser(url, f"betrieb:falsch{n}").ask("/betrieb")[0], range(60)))
    assert LOGINS[0] <= got.count(401) <= LOGINS[0] + 1
    assert set(got) == {401, 429}


def test_posts_are_limited(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "POSTS", (5, POSTS[1]))
    with serving(filled, SITE, MEMBERS) as url:
        got = [Browser(url).ask("/v1/newsletter/block.json", b"")[0] for _ in range(7)]
        assert got == [200] * 5 + [429] * 2
        assert Browser(url).ask("/v1/newsletter/block.json")[0] == 200


def test_a_limit_ends_and_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    limit = Limit(2, 60, lambda: now[0])
    for moment in (0, 30):
        now[0] = moment
        assert limit.wait("a") == 0
        limit.note("a")
    assert (limit.wait("a"), limit.wait("b")) == (30, 0)
    now[0] = 60
    assert limit.wait("a") == 0
    monkeypatch.setattr(guard, "ADDRESSES", 3)
    for name in "abcd":
        limit.note(name)
    assert len(limit._seen) == 3
    assert "a" not in limit._seen


@pytest.mark.parametrize(("host", "by"), [("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80::/64"), ("testclient", "testclient")])
def test_by_what_an_address_is_limited(host: str, by: str) -> None:
    assert address_of((host, 1)) == by
    assert address_of(None) == ""


@pytest.mark.parametrize(("trusted", "statuses"), [([], [401, 401, 429]), (["127.0.0.1"], [401, 401, 401])])
def test_what_a_proxy_says_counts_only_where_it_is_named(filled: Store, monkeypatch: pytest.MonkeyPatch, trusted: list[str], statuses: list[int]) -> None:
    """As ``cli.service`` sets the server up with and without STELLENMARKT_PROXIES."""
    monkeypatch.setattr(guard, "LOGINS", (2, 300.0))
    server = uvicorn.Server(uvicorn.Config(make_app(filled, SITE, lambda: NOW, MEMBERS), port=0, log_level="error", lifespan="off", proxy_headers=bool(trusted), forwarded_allow_ips=trusted))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    got = []
    for n in range(3):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/betrieb", headers={"Authorization": "Basic " + base64.b64encode(b"betrieb:nein").decode(), "X-Forwarded-For": f"192.0.2.{n}"})
        got.append(connection.getresponse().status)
        connection.close()
    server.should_exit = True
    thread.join(20)
    assert got == statuses


def test_passwords_are_hashed_and_named_nowhere(filled: Store, caplog: pytest.LogCaptureFixture) -> None:
    assert is_hash(USERS["betrieb"])
    assert hash_password("geheim") != USERS["betrieb"], "each has a salt of its own"
    header = "Basic " + base64.b64encode(b"betrieb:geheim").decode()
    assert role_of(header, USERS) == "betrieb"
    assert role_of(header, {}) is None, "nobody is known by default"
    for wrong in ("Bearer x", "Basic ???", "Basic " + base64.b64encode(b"\xff\xfe:x").decode(), "Basic " + base64.b64encode(b"betrieb").decode(), "Basic "):
        assert role_of(wrong, USERS) is None
    assert "scrypt" not in repr(SITE)
    with caplog.at_level(logging.DEBUG), serving(filled, SITE, MEMBERS) as url:
        Browser(url, "betrieb:geheim").ask("/betrieb")
        Browser(url, "betrieb:falsch-getippt").ask("/betrieb")
    assert not [record for record in caplog.records if any(word in record.getMessage() for word in ("geheim", "falsch-getippt", header[6:], "scrypt-"))]


@pytest.mark.parametrize("users", ["betrieb:geheim", "betrieb:", "chef:" + USERS["betrieb"], f"betrieb:{USERS['betrieb']} betrieb:{USERS['redaktion']}", "betrieb:scrypt-00-00"])
def test_a_password_in_the_clear_is_refused_and_not_repeated(users: str) -> None:
    with pytest.raises(UsageError) as told:
        parse_users(users)
    assert told.value.code == "users"
    assert "geheim" not in str(told.value)


def test_settings_show_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {"STELLENMARKT_USERS": f"betrieb:{USERS['betrieb']}", "STELLENMARKT_ALERT_URLS": "mailto://u:pa55@example.org", "STELLENMARKT_EDITOR_URLS": "mailto://u:pa55@example.org",
               "STELLENMARKT_DATABASE_URL": "postgresql://u:pa55@db/x", "STELLENMARKT_PING_URL": "https://ping.example.org/pa55"}
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    shown = repr(Settings())
    assert "pa55" not in shown
    assert "scrypt" not in shown
