"""``/metrics`` as Prometheus reads it; alert rules and dashboard ask only for what it offers."""

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from pipeline.model import Problem
from render.site import Site
from store import Store
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting
from tests.render.serving import Browser, serving

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
#: Names and labels that are relied on from outside (operations.md).
PROMISED = {
    "stellenmarkt_run_total": {"member", "verdict"}, "stellenmarkt_last_success_timestamp_seconds": {"member"}, "stellenmarkt_last_run_timestamp_seconds": {"member"},
    "stellenmarkt_last_run_postings": {"member"}, "stellenmarkt_run_duration_seconds": {"quantile"}, "stellenmarkt_open_vacancies": {"member"},
    "stellenmarkt_scheduler_heartbeat_timestamp_seconds": set(), "stellenmarkt_due_lag_seconds": set()}


def scraped(store: Store, now: Any = NOW) -> list[Metric]:
    with serving(store, Site("https://stellen.example.org"), clock=lambda: now) as url:
        status, headers, body = Browser(url).ask("/metrics")
    assert (status, headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    return list(text_string_to_metric_families(body))


def visited(store: Store) -> None:
    store.sync_members([MEMBER, OTHER])
    store.decide(harvest([posting("a"), posting("b"), posting("c", valid_through="2026-04-01")]), MEMBER, NOW - DAY)
    store.decide(harvest([posting("d")], run="two", source="elbtal.2", at=NOW - DAY), MEMBER, NOW - DAY)
    store.decide(harvest([], run="bad", source="lahn", paging_ended=False, problems=[Problem(code="http_status", message="answers 503")]), OTHER, NOW)
    store.heartbeat(NOW)


def test_names_types_and_values(store: Store) -> None:
    visited(store)
    families = scraped(store)
    samples = {(s.name, *sorted(s.labels.items())): s.value for family in families for s in family.samples}
    labels: dict[str, set[str]] = {}
    for family in families:
        assert family.documentation, family.name
        for sample in family.samples:
            labels.setdefault(sample.name, set()).update(sample.labels)
    assert labels == PROMISED | {"stellenmarkt_run_duration_seconds_sum": set(), "stellenmarkt_run_duration_seconds_count": set()}
    assert {family.name: family.type for family in families if family.type != "gauge"} == {"stellenmarkt_run": "counter", "stellenmarkt_run_duration_seconds": "summary"}
    assert samples["stellenmarkt_run_total", ("member", "elbtal"), ("verdict", "complete")] == 2, "a member's portals count together"
    assert sum(value for key, value in samples.items() if key[0] == "stellenmarkt_run_total" and ("member", "lahn") in key) == 1
    assert samples["stellenmarkt_last_run_postings", ("member", "elbtal")] == 4
    assert samples["stellenmarkt_open_vacancies", ("member", "elbtal")] == 4
    assert samples["stellenmarkt_last_success_timestamp_seconds", ("member", "elbtal")] == (NOW - DAY).timestamp()
    assert ("stellenmarkt_last_success_timestamp_seconds", ("member", "lahn")) not in samples, "never read: no instant is made up"
    assert samples["stellenmarkt_scheduler_heartbeat_timestamp_seconds",] == NOW.timestamp()
    assert samples["stellenmarkt_run_duration_seconds_count",] == 3


def test_an_empty_installation_answers_too(store: Store) -> None:
    samples = {sample.name: sample.value for family in scraped(store) for sample in family.samples}
    assert samples["stellenmarkt_due_lag_seconds"] == 0
    assert math.isnan(samples["stellenmarkt_run_duration_seconds"])
    assert "stellenmarkt_scheduler_heartbeat_timestamp_seconds" not in samples


def test_counters_never_fall(store: Store) -> None:
    visited(store)
    for n in range(12):
        store.decide(harvest([posting("a")], run=f"n{n}", source="lahn", at=NOW + n * DAY), OTHER, NOW + n * DAY)

    def counted() -> dict[tuple[Any, ...], float]:
        return {(s.name, *sorted(s.labels.items())): s.value for family in scraped(store, NOW + 400 * DAY) for s in family.samples if s.name.endswith(("_total", "_sum", "_count"))}

    before = counted()
    assert store.forget_runs(NOW + 400 * DAY) > 0
    assert counted() == before


def expressions() -> list[str]:
    rules = yaml.safe_load((DEPLOY / "prometheus" / "stellenmarkt.rules.yml").read_text(encoding="utf-8"))
    board = json.loads((DEPLOY / "grafana" / "stellenmarkt.json").read_text(encoding="utf-8"))
    found = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    found += [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    return found + [variable["definition"] for variable in board["templating"]["list"]]


@pytest.mark.parametrize("expression", expressions())
def test_rules_and_dashboard_ask_only_for_what_is_offered(expression: str) -> None:
    names = re.findall(r"\b(stellenmarkt_\w+)(?:\{([^}]*)\})?", expression)
    assert names
    offered = PROMISED | {"stellenmarkt_run_duration_seconds_sum": set(), "stellenmarkt_run_duration_seconds_count": set()}
    for name, matchers in names:
        assert name in offered
        assert set(re.findall(r'(\w+)(?:=~|!~|!=|=)"', matchers)) <= offered[name], name
    known = set().union(*(offered[name] for name, _ in names))
    for words in re.findall(r"\bby \(([^)]*)\)", expression):
        assert {word.strip() for word in words.split(",")} <= known
    assert expression.count("(") == expression.count(")")


def test_every_alarm_says_what_to_do_and_the_handbook_knows_it() -> None:
    rules = yaml.safe_load((DEPLOY / "prometheus" / "stellenmarkt.rules.yml").read_text(encoding="utf-8"))
    handbook = (DEPLOY.parent / "betrieb.md").read_text(encoding="utf-8")
    alarms = [rule for group in rules["groups"] for rule in group["rules"]]
    assert len({rule["alert"] for rule in alarms}) == len(alarms) >= 8
    for rule in alarms:
        assert rule["labels"]["severity"] in ("critical", "warning", "info")
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["description"]
        assert f"`{rule['alert']}`" in handbook
    tested = yaml.safe_load((DEPLOY / "prometheus" / "stellenmarkt.test.yml").read_text(encoding="utf-8"))
    assert {one["alertname"] for case in tested["tests"] for one in case["alert_rule_test"]} <= {rule["alert"] for rule in alarms}


def test_the_dashboard_can_be_imported() -> None:
    board = json.loads((DEPLOY / "grafana" / "stellenmarkt.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in board["__inputs"]] == ["DS_PROMETHEUS"]
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    for panel in board["panels"]:
        assert panel["title"]
        assert panel["datasource"]["uid"] == "${DS_PROMETHEUS}"
        assert 0 <= panel["gridPos"]["x"] <= 24 - panel["gridPos"]["w"]
