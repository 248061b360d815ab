"""The timetable in its service: who lives beats, who stands still does not."""

import asyncio
import time
from pathlib import Path

import pytest

from cli import service
from cli.settings import Settings
from cli.workspace import Workspace
from pipeline.model import Run
from tests.conftest import NOW
from tests.making import MEMBER, harvest, posting


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("STELLENMARKT_DATA", str(tmp_path))
    return Workspace(Settings(), {MEMBER.key: MEMBER}, demo=False, clock=lambda: NOW)


def test_a_tick_that_stands_still_is_no_life(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    async def beat(seconds: float) -> object:
        task = asyncio.create_task(asyncio.sleep(60))
        await service._beat(workspace, {task: time.monotonic() - seconds})
        task.cancel()
        return workspace.store.last_heartbeat()

    assert asyncio.run(beat(service.STUCK.total_seconds() + 60)) is None
    assert "stands still for 121 minutes" in caplog.text
    run: Run = workspace.store.decide(harvest([posting("1")]), MEMBER, NOW)
    assert run.started_at == NOW
    assert asyncio.run(beat(service.STUCK.total_seconds() + 60)) == NOW, "a long tick that visits lives"
    workspace.store.close()


def test_who_waits_for_the_next_tick_lives(workspace: Workspace) -> None:
    asyncio.run(service._beat(workspace, {}))
    assert workspace.store.last_heartbeat() == NOW
    workspace.store.close()
