"""The registry: shipped facts, the operator's overlay, errors that say where and what to do."""

import inspect
import re
from pathlib import Path

import pytest

from pipeline.model import Proposal
from spiders.overlay import move
from spiders.registry import RegistryError, discover, load
from tests.conftest import NOW


def test_the_shipped_members_are_all_disabled_and_unknown_stays_empty() -> None:
    members = load()
    assert len(members) >= 50
    assert not any(member.enabled for member in members.values())
    assert members["dataport"].platform == "rexx"
    assert members["ekom21"].portal is None
    assert all(set(member.status.values()) <= {"seen", "inferred", "recalled", "unknown"} for member in members.values())


def test_an_overlay_adds_and_changes_single_facts(tmp_path: Path) -> None:
    file = tmp_path / "members.toml"
    file.write_text('[ekom21]\nportal = "https://jobs.example.org/"\nplatform = "softgarden"\nenabled = true\n\n[neu]\nname = "Neues Haus"\n', encoding="utf-8")
    members = load(file)
    assert (members["ekom21"].name, members["ekom21"].platform, members["ekom21"].enabled) == ("ekom21 – KGRZ Hessen", "softgarden", True)
    assert members["neu"].short_name == "Neues Haus"
    assert members["neu"].sources() == []


@pytest.mark.parametrize(("text", "message"), [
    ('[a]\nname = "A"\nplatfrom = "rexx"\n', r":3: \[a\] has the unknown key 'platfrom'; did you mean platform\?"),
    ('[a]\nname = "A"\nplatform = "rex"\n', r":3: .*did you mean rexx"),
    ('[a]\nname = "A"\nenabled = "perhaps"\n', r":3: \[a\] enabled"),
    ('[a]\nname = "A"\nevery = "often"\n', r":3: .*write a number and m, h or d"),
    ('[a]\nname = "A"\n[a]\nname = "B"\n', "no valid TOML"),
    ('name = "A"\n', ":1: name stands outside"),
    ('[Ä b]\nname = "A"\n', "no valid TOML"),
    ('["Ä b"]\nname = "A"\n', "small letters"),
    ('[a]\nplatform = "rexx"\n', r"\[a\] name: Field required"),
    ('[a]\nname = "A"\nportal = "https://x.example.org/"\nplatform = "onlyfy"\n[a.params]\nlisd = "1"\n', r":5: \[a\] platform onlyfy has no parameter 'lisd'; did you mean list\?"),
    ('[a]\nname = "A"\nportal = "https://x.example.org/"\nplatform = "recruitee"\nparams = { board = "1" }\n', r":5: .*it takes none"),
    ('[a]\nname = "A"\nportal = "https://x.example.org/"\nplatform = "html"\n', r"platform html needs params.row"),
    ('[a]\nname = "A"\nportal = "https://x.example.org/"\nplatform = "html"\nparams = { row = "li..job[" }\n', r":5: \[a\] params.row = 'li..job\[' is no CSS selector: "),
    ('[a]\nname = "A"\nportal = "https://x.example.org/"\nplatform = "html"\nparams = { row = "li", title = 5 }\n', r":5: \[a\] params.title = 5 is no CSS selector"),
    ('[a]\nname = "A"\nportal = "https://x.example.org/"\nplatform = "jsonld"\nfilter = { departement = ["IT"] }\n', r":5: \[a\] a filter has department, employer, words, not 'departement'"),
    ('[a]\nname = "A"\nportal = "https://x.example.org/"\nplatform = "jsonld"\n[a.params]\nlink = "("\n', r"params.link = '\(' is no regular expression: "),
    ('[a]\nname = "A"\n[[a.portals]]\nportal = "ftp://x.example.org/"\nplatform = "jsonld"\n', r"\[a\] portal of a.2 must begin with http"),
    ('[a]\nname = "A"\nportal = "ftp://x"\nplatform = "rexx"\n', "must begin with http"),
])
def test_errors_say_where_and_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "members.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=message):
        load(replace=file)


@pytest.mark.parametrize("name", sorted(discover()))
def test_a_platform_names_the_parameters_that_it_reads(name: str) -> None:
    source = Path(inspect.getfile(type(discover()[name]))).read_text(encoding="utf-8")
    read = set(re.findall(r"params(?:\.get\(|\[)\"(\w+)\"", source))
    assert read == set(discover()[name].params)
    assert set(discover()[name].required) <= read


def test_further_portals_count_where_there_is_no_main_one(tmp_path: Path) -> None:
    file = tmp_path / "members.toml"
    file.write_text('[a]\nname = "A"\n[[a.portals]]\nportal = "https://x.example.org/"\nplatform = "jsonld"\n', encoding="utf-8")
    assert [(source.key, source.portal) for source in load(replace=file)["a"].sources()] == [("a.2", "https://x.example.org/")]


def test_a_further_portal_moves_also_beside_ads_entered_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "members.toml"
    file.write_text('[haus]\nname = "Haus"\nplatform = "manual"\n\n[[haus.portals]]\nportal = "https://a.example.org/"\nplatform = "rexx"\n\n'
                    '[[haus.portals]]\nportal = "https://b.example.org/"\nplatform = "softgarden"\n', encoding="utf-8")
    member = load(file)["haus"]
    assert move(file, member, "haus.3", Proposal(at=NOW, portal="https://neu.example.org/", platform="onlyfy", params={"list": "x"}))
    assert {source.key: source.portal for source in load(file)["haus"].sources()} == {
        "haus.manual": "", "haus.2": "https://a.example.org/", "haus.3": "https://neu.example.org/"}
