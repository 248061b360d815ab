"""``vacancies merge|split|possible`` and ``show --why`` as an editor calls them."""

import json
from pathlib import Path

import pytest

import cli.app
from store import connect
from tests.conftest import NOW
from tests.making import DAY, MEMBER, harvest, posting

REGISTRY = '[elbtal]\nname = "IT-Verbund Elbtal AöR"\nportal = "https://jobs.elbtal.example.org/"\nplatform = "jsonld"\nenabled = true\n'


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An installation with two vacancies, the older one first: external id -> id."""
    (tmp_path / "members.toml").write_text(REGISTRY, encoding="utf-8")
    (tmp_path / "data").mkdir()
    for name, value in {"NOW": "2026-03-18", "DATA": str(tmp_path / "data"), "MEMBERS": str(tmp_path / "members.toml"), "CONTACT": "test@example.org"}.items():
        monkeypatch.setenv(f"STELLENMARKT_{name}", value)
    monkeypatch.chdir(tmp_path)
    store = connect(f"sqlite:///{tmp_path / 'data' / 'stellenmarkt.sqlite'}")
    ads = [posting("a", "Systemadministrator (m/w/d)"), posting("b", "Fachinformatiker (m/w/d) Schulen")]
    store.decide(harvest(ads[:1]), MEMBER, NOW)
    store.decide(harvest(ads, run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    found = {ref.external_id: row.id for ref, row in ((ref, row) for row in map(store.vacancy, all_ids(store)) for ref in row.postings)}
    store.close()
    return found


def all_ids(store) -> list[str]:
    from pipeline.model import Query

    return [v.id for v in store.search(Query(today=NOW.date())).vacancies]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = cli.app.run(words)
    return (code, *capsys.readouterr())


def test_merge_show_and_undo(ids: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "vacancies", "merge", ids["b"], ids["a"], "--json")
    assert (code, json.loads(out)) == (0, {"vacancy": ids["a"], "alias": ids["b"]})
    code, out, err = run(capsys, "vacancies", "show", ids["b"], "--why")
    assert (code, json.loads(out)["id"]) == (0, ids["a"])
    assert "decided by a person [hand, 1.00]: a person said that this is the same vacancy" in err
    why = json.loads(run(capsys, "vacancies", "show", ids["a"], "--why", "--json")[1])["why"]
    assert [line["rule"] for line in why] == ["new", "hand"]
    code, _, err = run(capsys, "vacancies", "merge", ids["a"], ids["b"])
    assert (code, "one vacancy already" in err) == (0, True)
    assert run(capsys, "vacancies", "merge", ids["a"], ids["b"], "--undo")[0] == 0
    assert json.loads(run(capsys, "vacancies", "show", ids["b"], "--json")[1])["id"] == ids["b"]
    assert run(capsys, "vacancies", "merge", ids["a"], ids["b"], "--undo")[0] == 1


def test_split_and_undo(ids: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "vacancies", "merge", ids["a"], ids["b"])
    code, out, _ = run(capsys, "vacancies", "split", ids["a"], "--posting", "b", "--json")
    assert (code, json.loads(out)) == (0, {"vacancy": ids["a"], "not_same": [ids["b"]]})
    assert run(capsys, "vacancies", "split", ids["a"])[0] == 1, "one posting cannot be parted"
    assert run(capsys, "vacancies", "split", ids["a"], "--undo")[0] == 0
    assert json.loads(run(capsys, "vacancies", "show", ids["b"], "--json")[1])["id"] == ids["a"]


def test_what_is_not_the_same_and_wrong_words(ids: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "vacancies", "possible", "--json")[:2] == (0, "")
    assert run(capsys, "vacancies", "split", ids["a"], ids["b"], "--json")[0] == 0
    assert run(capsys, "vacancies", "split", ids["a"], ids["b"], "--undo")[0] == 0
    for words in (("merge", "nein", ids["a"]), ("split", "nein"), ("split", ids["a"], "nein"), ("split", ids["a"], ids["b"], "--posting", "b")):
        assert run(capsys, "vacancies", *words)[0] == 2, words
