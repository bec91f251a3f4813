"""What answers about quality look like."""

from __future__ import annotations

from backend.invented import DENIED_ID, SUPERVISOR, an_id, at, on
from backend.pipeline.quality.schemas import (
    CaseShown,
    CategoriesListed,
    CategoryShown,
    CheckShown,
    ChecksListed,
    CheckWhole,
    CoverageShown,
    EstimateShown,
    SampleShown,
    SamplesListed,
    StratumShown,
    VerdictShown,
)

RATE = EstimateShown(rate=0.1667, low=0.0301, high=0.5635)
SAMPLE = SampleShown(
    id=an_id("sample"), kind="denial_triage", month=on(3, 1), since=on(3, 1), until=on(4, 1), seed="Jm3cF0tq1yVd",
    drawn_at=at(4, 2, 6, 30), drawn_by="system",
    strata=[StratumShown(name="documentation", population=114, sampled=6, judged=6, wrong=1, estimate=RATE)], whole=RATE,
    categories={"route_wrong": 1}, agreement=0.92, open_checks=0,
)  # fmt: skip
CHECK = CheckShown(
    id=an_id("check"), sample_id=SAMPLE.id, stratum="documentation", subject_kind="denial", subject_id=an_id("denial"),
    claim_id=DENIED_ID,
    shown={"group": "CO", "carc": "252", "root_cause": "documentation", "route": "appeal", "amount": "240.00"},
    state="open", owner="supervisor", due=on(4, 17),
)  # fmt: skip

SHOWN = (
    SAMPLE,
    SamplesListed(samples=[SAMPLE]),
    CHECK,
    ChecksListed(checks=[CHECK]),
    CheckWhole(
        **dict(CHECK) | {"state": "done"},
        kind="denial_triage",
        verdicts=[
            VerdictShown(
                reviewer=SUPERVISOR, correct=False, category="route_wrong",
                evidence="CARC 252 with M29: send the operative note, not an appeal", decided_at=at(4, 8, 14, 20),
            )
        ],
    ),
    CategoriesListed(
        categories={
            "denial_triage": [
                CategoryShown(
                    code="route_wrong", title="Sent the wrong way", weight="critical", evidence="codes, remarks, claim"
                )
            ]
        }
    ),
    CoverageShown(
        whole=True, unmapped=0,
        cases=[
            CaseShown(
                queue="adjudication", reason="high_value", found_in=["backend/pipeline/adjudication/judgement.py:70"],
                case="high_value", person="supervisor", why="A large amount is never decided without a person.",
            )
        ],
    ),
)  # fmt: skip
