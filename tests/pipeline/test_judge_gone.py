from pipeline.judge import judge
from pipeline.model import Verdict
from tests.pipeline.test_judge_and_plan import harvest, history, ids


def test_a_portal_whose_pages_are_gone_at_once_is_not_believed() -> None:
    judgement = judge(harvest([], gone=ids(5)), history(5))
    assert (judgement.verdict, judgement.held, [r.code for r in judgement.reasons]) == (Verdict.SUSPECT, True, ["many_gone"])
    assert judge(harvest(ids(5), gone=["8", "9"]), history(5)).verdict is Verdict.COMPLETE
