"""``backup`` and ``restore`` as an operator types them."""

import os
import subprocess
import sys
from pathlib import Path

from store import connect
from tests.conftest import NOW
from tests.making import MEMBER, harvest, posting


def run(data: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-m", "cli", *words], env=os.environ | {"STELLENMARKT_DATA": str(data), "STELLENMARKT_CONTACT": "a@example.org"},
                          capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_backup_moves_to_another_place_with_the_operators_file(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    (here / "members.toml").write_text('[elbtal]\nname = "IT-Verbund Elbtal AöR"\nportal = "https://jobs.example.org/"\nplatform = "jsonld"\nenabled = true\n', encoding="utf-8")
    store = connect(f"sqlite:///{here / 'stellenmarkt.sqlite'}")
    store.decide(harvest([posting("a"), posting("b", "Netzwerkadministration (m/w/d)")]), MEMBER, NOW)
    store.close()
    code, said = run(here, "backup")
    assert code == 0, said
    assert "2 vacancies, 2 postings, 1 runs" in said
    (file,) = (here / "backup").iterdir()
    assert run(here, "backup", str(file))[0] == 2
    code, said = run(there, "restore", str(file))
    assert code == 0, said
    assert (there / "members.toml").read_bytes() == (here / "members.toml").read_bytes()
    assert run(there, "vacancies", "list", "--json")[1].count('"id"') == 2
    (there / "members.toml").write_text("# mine\n" + (here / "members.toml").read_text(encoding="utf-8"), encoding="utf-8")
    code, said = run(there, "restore", str(file))
    assert (code, "--replace" in said) == (2, True)
    assert (there / "members.toml").read_text(encoding="utf-8").startswith("# mine")
