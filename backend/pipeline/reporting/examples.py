"""What answers about reports and a claim's story look like."""

from __future__ import annotations

from backend.invented import BILLER_EMAIL, CLINIC, PAYER, PAYER_ID, TAX_ID, an_id, at, on
from backend.pipeline.reporting.schemas import (
    Account,
    Chart,
    Check,
    ClaimsBehind,
    ClientShown,
    ClientsListed,
    Figure,
    ListedClaim,
    ListRef,
    Movement,
    Package,
    Point,
    Reconciliation,
    ReportShown,
    ReportsListed,
    ReportWhole,
    Row,
    Section,
    Table,
)
from backend.pipeline.reporting.standing import Standing
from backend.pipeline.reporting.story import Chapter, Story

CLIENT = f"practice:{TAX_ID}"
DENIED_CLAIMS = ListRef(basis="decided", payer_id=None, slices=["denied"], hit=True)
OF_PAYER = ListRef(basis="decided", payer_id=PAYER_ID, slices=["denied"], hit=True)
ALL = ListRef(basis="ageing", payer_id=None, slices=[], hit=None)

DENIALS = Section(
    key="denials",
    title="Denials",
    figures=[
        Figure(
            key="denial_rate", title="Denial rate", unit="percent", value="3.5", display="3.5 %", before="4.1 %",
            change="0.6 points less", target="at most 5.0 %", met=True,
            definition="Claims of which a service or the whole was denied by this month's remittances, of all claims decided "
            "this month. What a patient owes, contractual reductions and recoupments are no denials.",
            source="835 CAS, as triaged when posted.", made_of="12 of 340 claims", not_measured=None, claims=DENIED_CLAIMS,
        )
    ],
    tables=[
        Table(
            key="denials_by_payer", title="Denials by payer", heads=["Payer", "Denied", "Decided"], numbers=[1, 2],
            rows=[
                Row(cells=[PAYER, "8", "190"], claims=OF_PAYER),
                Row(cells=["Lakeshore Mutual", "4", "150"], claims=None),
            ],
            total=Row(cells=["All", "12", "340"], claims=DENIED_CLAIMS), empty="Nothing this month.", note="",
        )
    ],
    chart=Chart(
        key="denials_by_payer", title="Denials by payer", alternative=f"{PAYER} 8, Lakeshore Mutual 4.", unit="count",
        points=[
            Point(label=PAYER, group="", value=8),
            Point(label="Lakeshore Mutual", group="", value=4),
        ],
    ),
)  # fmt: skip
BOOKS = Reconciliation(
    accounts=[
        Account(
            title="Claims with payers, not decided",
            opening=Movement(name="Opening", amount="$1,035.00", claims=ALL),
            movements=[
                Movement(name="+ claims sent or received as billed", amount="$295.15", claims=ALL),
                Movement(name="− claims decided", amount="$488.05", claims=DENIED_CLAIMS),
            ],
            closing=Movement(name="Closing", amount="$842.10", claims=ALL),
        )
    ],
    checks=[
        Check(
            name="Claims with payers, not decided: opening and what moved = closing", one="$842.10", other="$842.10",
            difference="$0.00", holds=True,
        )
    ],
    holds=True,
)  # fmt: skip
REPORT = ReportShown(
    id=an_id("report"), client=CLIENT, client_name=CLINIC, month=on(2, 1), version=1, state="published", reason="", owner="",
    next_date=None, due=on(3, 6), made_at=at(3, 2, 6, 20), made_by="system",
)  # fmt: skip

SHOWN = (
    REPORT,
    ReportsListed(reports=[REPORT]),
    ReportWhole(
        **dict(REPORT),
        package=Package(
            client=CLIENT, client_name=CLINIC, month=on(2, 1), made_at=at(3, 2, 6, 20), highlights=["denial_rate"],
            sections=[DENIALS], reconciliation=BOOKS,
        ),
    ),
    ClientsListed(clients=[ClientShown(key=CLIENT, name=CLINIC, kind="practice")]),
    ClaimsBehind(
        title="ageing", count=207, hits=207, amount="126422.93", measure="17731.00", measured=207,
        claims=[
            ListedClaim(
                claim_id=an_id("pended claim"), number="E4037591112", payer=PAYER, service_from=on(2, 9), charge="2563.65",
                stage="pended", slice="undecided|0-30", hit=True, amount="2563.65", measure="19.00", label="",
            )
        ],
        next=1,
    ),
    Story(
        standing=Standing(
            finished=False, sentence="CO-252 $240.00: Send the records the payer asks for. Attach: medical records.",
            owner=BILLER_EMAIL, next_date=on(3, 18),
        ),
        chapters=[
            Chapter(
                day=on(3, 4), kind="built", actor="system", sentence="The claim was built from the coded encounter.",
                detail=[], amount="240.00", link=None, order=0,
            ),
            Chapter(
                day=on(3, 5), kind="acknowledged", actor="payer", sentence="The payer acknowledged it.",
                detail=["The claim passed the front-end checks and is in process."], amount=None, link=None, order=1,
            ),
            Chapter(
                day=on(3, 11), kind="adjudicated", actor="payer", sentence="The payer decided it.",
                detail=["Paid $0.00; CO-252 with M29."], amount="0.00", link=f"/operate/files/{an_id('file')}", order=2,
            ),
        ],
        decided_here=False, account_id=None, appealed=False, followed_up=True,
    ),
)  # fmt: skip
