"""What actions are answered."""

from __future__ import annotations

from backend.conversation.callers.disclosure.envelope import evidence_for, facts_for
from backend.conversation.callers.schemas import (
    AppealAnswer,
    BatchLeft,
    CodesAnswer,
    CodeSentAnswer,
    FactsAnswer,
    HandoffAnswer,
    ProviderBlock,
    RequestAnswer,
    SearchAnswer,
    SessionAnswer,
    SessionBlock,
    VerificationAnswer,
)
from backend.invented import CLINIC, MEMBER_ID, NPI, REFERENCE, TODAY, on
from backend.pipeline.claims.examples import KNOWN

PROVIDER = SessionBlock(
    level="provider", role="provider", provider=ProviderBlock(npi=NPI, name=CLINIC), owner="assistant"
)
MEMBER = SessionBlock(level="member", role="member", provider=None, owner="assistant")
HEADLINE = facts_for("headline", "provider", KNOWN, TODAY, detail=True)
DENIAL = facts_for("denial", "member", KNOWN, TODAY, detail=False)

SHOWN = (
    SessionAnswer(reference="C0123456789", session=PROVIDER, evidence=[], failures=0, patients=[MEMBER_ID]),
    VerificationAnswer(
        session=PROVIDER, evidence=[], outcome="verified", failures=0, batch=BatchLeft(total=12, done=5)
    ),
    CodeSentAnswer(session=MEMBER, evidence=[], outcome="sent"),
    SearchAnswer(
        session=PROVIDER, evidence=evidence_for(HEADLINE, KNOWN), outcome="found",
        claims=[{"id": str(KNOWN.claim_id)} | HEADLINE], reason=None, needed=[], withheld=0,
    ),
    FactsAnswer(session=MEMBER, evidence=evidence_for(DENIAL, KNOWN), **DENIAL),
    CodesAnswer(
        session=MEMBER, evidence=[], code="45",
        biller="The charge is above the contract or fee schedule rate. The difference is no denial.",
        member="The charge was more than the rate your plan allows. This is the plan discount.", status="current",
    ),
    AppealAnswer(
        session=PROVIDER, evidence=[], outcome="started", number="AP-001002", state="draft", deadline=on(9, 8)
    ),
    HandoffAnswer(
        session=SessionBlock(level="member", role="member", provider=None, owner="waiting"), evidence=[],
        reference=REFERENCE, position=1, wait_minutes=4,
    ),
    RequestAnswer(
        session=MEMBER, evidence=[], reference="R4415333", next_date=on(3, 18), delivery=None, at="at about 3 PM",
        time_zone="Mountain Time", as_asked=True,
    ),
)  # fmt: skip
