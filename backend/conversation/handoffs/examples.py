"""What answers about handoffs look like: the chat of the denied claim, asked for a person and accepted."""

from __future__ import annotations

from typing import Any

from backend.conversation.callers.disclosure.envelope import facts_for
from backend.conversation.handoffs.canned import fill
from backend.conversation.handoffs.packet import Proof, TurnInShort, make_packet
from backend.conversation.handoffs.rules import WRAP_UP_CODES, opening_line
from backend.conversation.handoffs.schemas import (
    Callbacks,
    CallbackShown,
    CallShown,
    CannedReplies,
    CannedShown,
    ClockShown,
    Colleague,
    Colleagues,
    HandoffShown,
    Notes,
    NoteShown,
    Other,
    Others,
    Queue,
    QueueRow,
    StatedFact,
    SuggestionShown,
    WrapUpCodes,
)
from backend.invented import (
    AGENT,
    AGENT_ID,
    CHAT_ID,
    DENIED,
    DENIED_ID,
    HANDOFF_ID,
    MEMBER_ID,
    PHONE,
    REFERENCE,
    TODAY,
    an_id,
    at,
    on,
)
from backend.pipeline.claims.examples import KNOWN

LAST_DAY = on(9, 8)
CLAIM: dict[str, Any] = dict(facts_for("status", "member", KNOWN, TODAY, detail=True))
PACKET = make_packet(
    reason="dispute",
    proof=Proof(
        level="member", role="member", provider_name=None, npi=None, member_id=MEMBER_ID, patients=(MEMBER_ID,),
        elements=("member_id", "date_of_birth", "zip"), verified_at=at(3, 17, 14, 1), failures=0,
    ),
    claim=CLAIM,
    turns=[TurnInShort(5, "ask_denial_reason", ("action_take_turn",), "Why was my claim denied?")],
    summary={"speaker": "member", "wanted": ["start_appeal"], "given": ["member_id"], "failed_attempts": 0},
    language="en", promised=[], today=TODAY,
)  # fmt: skip
CLOCKS = [
    ClockShown(name="first_reply", due=at(3, 17, 14, 14), state="kept"),
    ClockShown(name="resolve", due=at(3, 18, 14, 4), state="running"),
]
HANDOFF = HandoffShown(
    id=HANDOFF_ID, reference=REFERENCE, conversation_id=CHAT_ID, state="accepted", reason="dispute", urgency="ordinary",
    deadline=LAST_DAY, days_left=175, money_at_risk="240.00", claim_id=DENIED_ID, requested_at=at(3, 17, 14, 4),
    waited_seconds=95, agent_id=AGENT_ID, agent_name=AGENT, accepted_at=at(3, 17, 14, 5), ended_at=None, wrap_up_code=None,
    clocks=CLOCKS, snoozed_until=None, skills=["member"], draft="I have your claim open.", call=None,
    packet=PACKET | {"opening_line": opening_line(AGENT, "dispute")},
)  # fmt: skip
MINE = QueueRow(
    id=HANDOFF_ID, reference=REFERENCE, conversation_id=CHAT_ID, channel="chat", state="accepted", reason="dispute",
    role="member", role_proved=True, language="English", urgency="ordinary", deadline=LAST_DAY, days_left=175,
    money_at_risk="240.00", requested_at=at(3, 17, 14, 4), agent_name=AGENT, skills=["member"], opens_at=None, clocks=CLOCKS,
    snoozed_until=None,
)  # fmt: skip
WAITING = QueueRow(
    id=an_id("waiting handoff"), reference="H2861085", conversation_id=an_id("waiting call"), channel="voice",
    state="waiting", reason="asked", role="provider", role_proved=False, language=None, urgency="ordinary", deadline=None,
    days_left=None, money_at_risk=None, requested_at=at(3, 17, 14, 9), agent_name=None, skills=["provider"],
    opens_at=at(3, 17, 14, 11), clocks=[ClockShown(name="first_reply", due=at(3, 17, 14, 19), state="running")],
    snoozed_until=None,
)  # fmt: skip
NOTE = NoteShown(author=AGENT, text="The practice sends the operative note by fax today.", written_at=at(3, 17, 14, 20))
CALLBACK = CallbackShown(
    id=an_id("callback"), conversation_id=CHAT_ID, handoff_id=HANDOFF_ID, reference=REFERENCE, claim_id=DENIED_ID,
    claim_number=DENIED, number=PHONE, about="What came of the records", not_before=at(3, 18, 21), due=at(3, 18, 22),
    day=on(3, 18), at="at about 3 PM", time_zone="Mountain Time", late=False, promised_by=AGENT, done_by=None, outcome=None,
    call=CallShown(state="missed", tries=1, by=AGENT),
)  # fmt: skip

SHOWN = (
    HANDOFF,
    Queue(waiting=[WAITING], offset=0, waiting_count=1, open_to_me=0, mine=[MINE], found=[]),
    WrapUpCodes(codes={code: WRAP_UP_CODES[code] for code in ("claim_denial", "appeal_started", "documents")}),
    Colleagues(agents=[Colleague(id=AGENT_ID, name=AGENT, skills=["member"], holding=1)]),
    Others(others=[Other(name="Luis Ortega", doing="looking")]),
    NOTE,
    Notes(notes=[NOTE]),
    SuggestionShown(
        text="The claim ending 0012 was denied: The plan needs a document or record before it can decide.",
        about="ask_denial_reason",
        evidence=[
            StatedFact(
                fact="denial_reason", value=str(CLAIM["denial_reason"]), record=f"remittance {an_id('remittance')}/CLP 3",
                field="CAS02", time="2026-03-11T07:00:00+00:00",
            )
        ],
    ),
    CannedReplies(
        replies=[
            CannedShown(key=one.key, title=one.title, text=one.text, missing=list(one.missing))
            for one in fill(AGENT, CLAIM, "member")
        ]
    ),
    CALLBACK,
    Callbacks(callbacks=[CALLBACK]),
)  # fmt: skip
