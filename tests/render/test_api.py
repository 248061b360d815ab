"""/v1/vacancies: the answers are what its OpenAPI description says, paging loses nothing, errors and 304 can be read from other sites."""

import csv
import io
import json
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from pipeline.model import ResultPage, Vacancy
from render import openapi, pages
from render.asking import _READERS
from render.site import Site
from store import Store
from tests.conftest import NOW
from tests.making import MEMBER, harvest, posting
from tests.render.serving import Browser, serving


@pytest.fixture
def reader(store: Store) -> Iterator[Browser]:
    store.sync_members([MEMBER])
    titles = [f"Fachstelle {word} (m/w/d)" for word in ("Netze", "Server", "Recht", "Daten", "Projekte", "Schulen", "Geodaten")]
    store.decide(harvest([posting(f"p{n}", title) for n, title in enumerate(titles)]), MEMBER, NOW)
    with serving(store, Site("https://stellen.example.org")) as url:
        yield Browser(url)


def test_every_parameter_is_described() -> None:
    assert set(openapi.FILTERS) == set(_READERS)


def test_answers_have_the_described_shape(reader: Browser) -> None:
    described = json.loads(reader.get("/v1/openapi.json"))
    schema = described["components"]["schemas"]["Vacancy"]
    told = json.loads(reader.get("/v1/vacancies"))["vacancies"]
    assert all(set(one) == set(schema["properties"]) for one in told)
    names = {one["name"] for one in described["paths"]["/v1/vacancies"]["get"]["parameters"]}
    assert names == {*openapi.FILTERS, *openapi.PAGING}
    assert "304" in described["paths"]["/v1/newsletter/block.{form}"]["get"]["responses"]
    assert [Vacancy.model_validate(one) for one in told]


def test_pages_lose_nothing_and_count_all(reader: Browser) -> None:
    pages = [json.loads(reader.get(f"/v1/vacancies?je_seite=3&seite={n}")) for n in (1, 2, 3, 4)]
    assert [len(page["vacancies"]) for page in pages] == [3, 3, 1, 0]
    assert len({one["id"] for page in pages for one in page["vacancies"]}) == 7
    assert {page["total"] for page in pages} == {7}


@pytest.mark.parametrize("path", ["/v1/vacancies?seite=0", "/v1/vacancies?je_seite=501", "/v1/vacancies?form=xml", "/v1/vacancies?land=XX", "/v1/newsletter/block.xml", "/v1/nichts"])
def test_errors_are_problems_that_other_sites_may_read(reader: Browser, path: str) -> None:
    status, headers, body = reader.ask(path)
    assert status in (400, 404)
    assert headers["content-type"] == "application/problem+json"
    assert headers["access-control-allow-origin"] == "*"
    assert json.loads(body)["status"] == status


def test_an_unchanged_answer_is_304_for_other_sites_too(reader: Browser) -> None:
    tag = reader.ask("/v1/vacancies")[1]["etag"]
    request = urllib.request.Request(reader.url + "/v1/vacancies", headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(request, timeout=10)
    assert answer.value.code == 304
    assert (answer.value.headers["Access-Control-Allow-Origin"], answer.value.headers["ETag"]) == ("*", tag)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r+"])
def test_spreadsheets_get_no_formula(reader: Browser, sign: str) -> None:
    one = Vacancy.model_validate(json.loads(reader.get("/v1/vacancies"))["vacancies"][0])
    odd = one.model_copy(update={"title": f"{sign}HYPERLINK(1)", "employer": f"{sign}1+1"})
    rows = list(csv.reader(io.StringIO(pages.api_csv(ResultPage(vacancies=[odd], total=1), Site("https://stellen.example.org")).decode().removeprefix("\ufeff")), delimiter=";"))
    assert rows[1][1:3] == [f"'{sign.strip()}HYPERLINK(1)", f"'{sign.strip()}1+1"]
    assert len(list(csv.reader(io.StringIO(reader.get("/v1/vacancies?form=csv").removeprefix("\ufeff")), delimiter=";"))) == 8
