"""What answers of supervision look like: the chat of the denied claim, scored and contested."""

from __future__ import annotations

from backend.conversation.alarms.rules import SENTENCES
from backend.conversation.supervision.schemas import (
    AgreementShown,
    AutomaticShown,
    ClusterShown,
    DenialPatternShown,
    DoubleScorings,
    DoubleShown,
    EarlierScore,
    EntityShown,
    Listed,
    Listing,
    MessageShown,
    OwnScore,
    OwnScores,
    Piece,
    RepeatShown,
    ReplyShown,
    Report,
    ReviewShown,
    ScoreShown,
    Tags,
    Transcript,
    TurnShown,
    Wall,
    WallAlarm,
    WallClock,
    WallHandoff,
)
from backend.conversation.supervision.scorecard import AUTO_FAILS, RUBRIC, SECTIONS
from backend.invented import AGENT, CHAT, CHAT_ID, CLINIC, PAYER, REFERENCE, SUPERVISOR, an_id, at

POINTS = SECTIONS | {"accuracy": 20, "empathy": 8}
TOTAL = sum(POINTS.values())
REPLY = ReplyShown(
    author=AGENT, kind="contested", text="The birth date was checked before the transfer.", replied_at=at(3, 18, 15)
)
REVIEW = ReviewShown(
    reply=REPLY, mine=True, earlier=[EarlierScore(total=88, reviewed_at=at(3, 18, 10))], reviewer=SUPERVISOR, rubric=RUBRIC,
    points=POINTS, auto_fails=[], total=TOTAL, note="The allowed amount was told as the paid one, and put right.",
    reviewed_at=at(3, 18, 11),
)  # fmt: skip
TURN = TurnShown(
    id=an_id("turn"), number=5, speaker="caller", said="Why was claim •••• denied?", kind="text", state="answered",
    received_at=at(3, 17, 14, 2), answered_at=at(3, 17, 14, 2), owner="assistant",
    messages=[
        MessageShown.model_validate(
            {
                "text": "Your claim was not paid. The plan needs a document or record before it can decide.",
                "from": "assistant",
            }
        )
    ],
    expected=None, intent="ask_denial_reason", confidence=0.98, also=[],
    entities=[EntityShown(name="claim_number", value="••••")], actions=["action_take_turn"],
    evidence=[
        {
            "fact": "claim.denial_reason", "record": f"remittance {an_id('remittance')}/CLP 3", "field": "CAS",
            "time": "2026-03-11T07:00:00+00:00",
        }
    ],
    failure=None, corrected_intent=None,
)  # fmt: skip
CLOCK = WallClock(name="first_reply", due=at(3, 17, 14, 19), state="at_risk")

SHOWN = (
    Listing(
        conversations=[
            Listed(
                id=CHAT_ID, channel="chat", started_at=at(3, 17, 13, 58), ended_at=at(3, 17, 14, 30), turns=14,
                outcome="closed", level="member", intents=["ask_denial_reason"], handoff_reason="dispute", agent=AGENT,
                reviews=1, score=TOTAL, automatic=90, tags=["coaching"],
            )
        ],
        again="an-invented-search-sealed-for-its-searcher",
        asked=None,
    ),
    Transcript(
        id=CHAT_ID, name=CHAT, channel="chat", started_at=at(3, 17, 13, 58), ended_at=at(3, 17, 14, 30), outcome="closed",
        masked=True,
        proofs=[
            {
                "role": "member", "level": "member", "elements": ["member_id", "date_of_birth", "zip"],
                "verified_at": "2026-03-17T14:01:30Z", "provider": None,
            }
        ],
        handoffs=[
            {
                "reference": REFERENCE, "reason": "dispute", "requested_at": "2026-03-17T14:04:00Z",
                "accepted_at": "2026-03-17T14:05:35Z", "agent": AGENT, "wrap_up_code": "claim_denial", "state": "closed",
            }
        ],
        turns=[TURN], last_turn=14, live=False, tags=["coaching"],
        automatic=ScoreShown(
            points=SECTIONS | {"opening": 0}, auto_fails=[],
            remarks=["The first answer does not say that the assistant is automated."],
            total=sum(SECTIONS.values()) - SECTIONS["opening"], facts_checked=4, facts_wrong=0,
        ),
        blind=False, reviews=[REVIEW], sections=SECTIONS, fails=AUTO_FAILS,
    ),
    Piece(turns=[TURN], last_turn=14, ended=True, channel="chat", owner="agent", agent_name=AGENT),
    Tags(tags=["coaching", "second appeal"]),
    OwnScores(
        scores=[
            OwnScore(
                id=an_id("review"), handoff=REFERENCE, total=TOTAL, points=POINTS, auto_fails=[], note=REVIEW.note,
                reviewer=SUPERVISOR, reviewed_at=REVIEW.reviewed_at, reply=REPLY,
            )
        ]
    ),
    Wall(
        alarms=[
            WallAlarm(
                id=an_id("alarm"), kind="many_uncovered", sentence=SENTENCES["many_uncovered"], since=at(3, 17, 13, 40),
                by=[AGENT], conversation_id=None,
            )
        ],
        talking=3, waiting=1, with_agents=2, at_risk=1, missed=0,
        handoffs=[
            WallHandoff(
                conversation_id=an_id("waiting call"), reference="H2861085", state="waiting", reason="asked",
                urgency="ordinary", agent=None, requested_at=at(3, 17, 14, 9), clocks=[CLOCK],
            )
        ],
    ),
    Report(
        conversations=200, contained=150, came_again=[an_id("came again")], containment=0.75, true_containment=0.745,
        handoff_reasons={"asked": 30, "dispute": 20}, not_understood=6,
        clusters=[ClusterShown(words=["coupon", "copay"], utterances=3, conversations=[an_id("coupon chat")])],
        repeat_contacts=[RepeatShown(visits=2, conversations=[CHAT_ID, an_id("came again")], intents=["ask_denial_reason"])],
        denial_patterns=[
            DenialPatternShown(
                payer=PAYER, provider=CLINIC, carc="252", root_cause="documentation", denied=9, billed=30, amount="2160.00",
            )
        ],
        automatic=AutomaticShown(
            scored=198, average=93.4, auto_fails={"promise_of_payment": 1}, facts_checked=640, facts_wrong=2
        ),
    ),
    DoubleScorings(
        conversations=[
            DoubleShown(id=CHAT_ID, channel="chat", started_at=at(3, 17, 13, 58), scorers=2, mine=True)
        ],
        agreements=[AgreementShown(scorers=[SUPERVISOR, "Rui Alves"], conversations=20, same=18, kappa=0.78)],
    ),
    REVIEW, REPLY,
)  # fmt: skip
