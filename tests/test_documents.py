"""The worked example of CONTRIBUTING.md works as it stands there."""

import importlib.util
import json
import re
from pathlib import Path

from pipeline.model import Source
from spiders.page import Page
from spiders.platform import Follow
from spiders.registry import discover
from spiders.replay import replay

TEXT = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_the_worked_example_of_a_platform(tmp_path: Path) -> None:
    (code,) = blocks("python")
    file = tmp_path / "kommunalstellen.py"
    file.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("kommunalstellen", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages, (case, expected) = blocks("html"), blocks("json")
    script = json.loads(case)
    answers = {answer["url"]: Page(answer["url"], pages[number].encode()) for number, answer in enumerate(script["answers"])}
    assert [answer["file"] for answer in script["answers"]] == ["1.html", "2.html", "3.html"]
    source = Source.model_validate({"key": "example", "member": "example", "employer": "Beispiel-IT AöR", "platform": "kommunalstellen", **script["source"]})

    def answer(follow: Follow) -> Page | None:
        return answers.pop(follow.url, None)

    played = replay(module.Portal("kommunalstellen"), source, answer)
    assert (played.problems, played.unanswered, answers, played.total) == ([], [], {}, script["total"])
    assert [json.loads(p.model_dump_json(exclude_defaults=True)) for p in played.postings.values()] == [json.loads(line) for line in expected.splitlines()]
    assert module.Portal("kommunalstellen").recognises(Page("https://stellen.example.org/liste", pages[0].encode()))


def test_the_readme_names_every_platform() -> None:
    text = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    table = text[text.index("| written from | platforms |"):].split("\n\n", maxsplit=1)[0]
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(discover())
    manual = (Path(__file__).parent.parent / "docs" / "platforms.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", manual, re.MULTILINE)) == set(discover())
