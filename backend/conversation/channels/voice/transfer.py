"""From the queue to a person: by their telephone with a whisper, by what they type, or by calling back at one's turn."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.channels.voice import line
from backend.conversation.channels.voice.errors import NoSuchCall
from backend.conversation.channels.voice.legs import OVER, LegRepository
from backend.conversation.channels.voice.twiml import Ending, Goodbye, Join, Listen, Person, document
from backend.conversation.channels.voice.withheld import is_withheld
from backend.conversation.handoffs import rules as handoff_rules
from backend.conversation.handoffs import service as handoffs
from backend.conversation.outreach import service as outreach
from backend.conversation.outreach.rules import in_full
from backend.conversation.ownership import service as ownership
from backend.conversation.requests import service as requests
from backend.database import session_scope
from backend.integrations.twilio.calls import PhoneCalls
from backend.integrations.twilio.sender import SendingRefused, SendingUncertain
from backend.kit.clock import Clock
from backend.models.call import CallLeg, KeptPlace
from backend.models.conversation import Conversation
from backend.models.handoff import Handoff
from backend.settings import get_settings

GOODBYE = "Goodbye."
LIVE_SECONDS = 3
"""How long the line listens before it looks again for what the agent has typed."""
TRIES_MAX = 3
ASK_NUMBER = "Please key in the ten digits of the number we should call."
NOT_REACHED = "I'm sorry, we could not connect you just now. You keep your place in line."
CALLING_BACK = "Hello, this is the claims line calling back as promised. Your reference is {reference}. "
PRESS_TO_JOIN = "Press 1 to be connected with the person who has your case in front of them."
WRITTEN_DOWN = "What is said from now on is written down."


# -- the place in line, kept


def keep_place(session: Session, row: Conversation, number: str | None, clock: Clock) -> KeptPlace | None:
    """The caller may put the phone down and stays in line; None where nobody is waited for. ``row`` is locked."""
    handoff = handoffs.open_of(session, row)
    if handoff is None:
        return None
    repository = LegRepository(session)
    known = repository.place_of(handoff.id)
    if known is not None:
        known.number = known.number or number
        return known
    place = KeptPlace(handoff_id=handoff.id, conversation_id=row.id, number=number, state="waiting", tries=0)
    place.kept_at = clock.now()
    repository.add(place)
    audit.record(
        session, Act.PLACE_KEPT, actor=row.name, subject=f"handoff:{handoff.id}", fields=["number"], clock=clock
    )
    return place


def asked_to_keep(conversation_id: UUID, caller: str, keys: str, clock: Clock) -> str:
    """Key 1 in the queue, or the ten digits asked for where the caller's number is withheld."""
    named = in_full(keys) if len(keys) >= 10 else None
    number = named or (None if is_withheld(caller) else in_full(caller) or caller)
    if keys != "1" and named is None:
        return document([], line.queue())
    if number is None:
        return document([ASK_NUMBER], Listen("/voice/keep-place", "", seconds=12, digits=10))
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        place = keep_place(session, row, number, clock)
        handoff = handoffs.open_of(session, row)
        if place is None or handoff is None:
            return document([GOODBYE], Goodbye())
        return document([_kept_words(session, handoff, number, clock), GOODBYE], Goodbye())


def _kept_words(session: Session, handoff: Handoff, number: str | None, clock: Clock) -> str:
    position = handoffs.place(session, handoff, clock.now()).position
    where = f"number {position} in line" if position else "next"
    ending = f" at the number ending in {' '.join(number[-4:])}" if number else ""
    return f"You keep your place, {where}. We will call you back{ending}. Your reference is {line.spelled(handoff.reference)}."


NOBODY_CAME = "waited for a person, and nobody could take the call"


def nobody_came(session: Session, row: Conversation, caller: str, clock: Clock) -> str:
    """The caller leaves the queue without a person: they keep their place, or somebody calls back; always a reference."""
    number = None if is_withheld(caller) else in_full(caller)
    sorry = "I'm sorry, nobody is free to take your call."
    handoff = handoffs.open_of(session, row)
    if handoff is not None and number is not None and row.owner == "waiting":
        keep_place(session, row, number, clock)
        return document([sorry, _kept_words(session, handoff, number, clock), GOODBYE], Goodbye())
    where = outreach.where(session, number, None, None, clock)
    promised = requests.ask_call_back(session, row, number, None, where, None, clock, why=NOBODY_CAME)
    spelled = line.spelled(promised.reference)
    told = f"Somebody will see to it; your reference is {spelled}. Please call again, or have us call you."
    told = told if number is None else f"We will call you back; your reference is {spelled}."
    return document([sorry, told, GOODBYE], Goodbye())


# -- an agent has accepted


def person_accepted(handoff_id: UUID, calls: PhoneCalls, clock: Clock) -> None:
    """Bring caller and agent together: a caller on the line is moved to them, one who keeps a place is called."""
    with session_scope() as session:
        handoff, row = handoffs.locked(session, handoff_id)
        if handoff.state != "accepted" or row.owner != "agent":
            return
        repository = LegRepository(session)
        on_line = sid_on_line(session, row)
        place = repository.place_of(handoff.id)
        if place is not None and place.state == "calling":
            return  # their telephone is ringing already
        if on_line is None and (place is None or place.state not in ("waiting", "missed") or place.tries >= TRIES_MAX):
            return
        if on_line is None:
            assert place is not None, "looked at just now"
            if place.number is None:
                return
            place.state, place.tries = "calling", place.tries + 1
            number, key, place_id = place.number, f"place-{place.id}-{place.tries}", place.id
    if on_line is not None:
        calls.redirect(on_line, f"/voice/join/{handoff_id}")
        return
    try:
        sid = calls.place(number, f"/voice/call-back/{place_id}", key)
    except SendingRefused:
        _set_place(place_id, "missed")
        raise
    except SendingUncertain:
        return  # the network may be calling already: its callbacks tell
    with session_scope() as session:
        know_leg(session, sid, row.id, "callback", clock)


def sid_on_line(session: Session, row: Conversation) -> str | None:
    """The CallSid by which this conversation's caller is on the telephone now."""
    leg = LegRepository(session).live_leg(row.id)
    if leg is not None:
        return leg.call_sid
    if row.channel != "voice" or row.ended_at is not None or line.is_final(row.call_state or ""):
        return None
    return row.name.removeprefix("call:")


def know_leg(session: Session, sid: str, conversation_id: UUID, kind: str, clock: Clock) -> CallLeg:
    """The leg of this CallSid, known from the first we hear of it."""
    repository = LegRepository(session)
    known = repository.leg(sid)
    if known is not None:
        return known
    leg = CallLeg(call_sid=sid, conversation_id=conversation_id, kind=kind, started_at=clock.now())
    repository.add(leg)
    return leg


def _set_place(place_id: UUID, state: str) -> None:
    with session_scope() as session:
        place = LegRepository(session).place(place_id)
        if place is not None:
            place.state = state


# -- calling back


def called_back(place_id: UUID, sid: str, answered_by: str, clock: Clock) -> str:
    """Somebody (or something) answers our call: nothing is said that is not theirs to hear. Raises NoSuchCall."""
    with session_scope() as session:
        place, row, handoff = _kept(session, place_id)
        know_leg(session, sid, row.id, "callback", clock)
        if answered_by.startswith(("machine", "fax")):
            place.state = "missed"
            return document([TO_A_MACHINE], Goodbye())
        hello = CALLING_BACK.format(reference=line.spelled(handoff.reference))
        return document([hello + PRESS_TO_JOIN], Listen(f"/voice/call-back/{place_id}/answer", "", 8, digits=1))


TO_A_MACHINE = "This is the claims line, calling back as you asked. Please call us again when it suits you. Goodbye."


def call_back_answered(place_id: UUID, keys: str, speech: str) -> str:
    """Key 1 (or "yes"): on to the person. Raises NoSuchCall."""
    with session_scope() as session:
        place, row, handoff = _kept(session, place_id)
        if not is_yes(keys, speech):
            return document([GOODBYE], Goodbye())
        place.state = "reached"
        return to_person(session, row, handoff)


def is_yes(keys: str, speech: str) -> bool:
    """Whether who was called wants to be connected."""
    return keys == "1" or speech.strip().strip(".").lower() in ("yes", "one", "connect", "ok", "okay", "sure")


def _kept(session: Session, place_id: UUID) -> tuple[KeptPlace, Conversation, Handoff]:
    seen = session.get(KeptPlace, place_id)
    if seen is None or seen.state == "over":
        raise NoSuchCall
    row = ownership.lock(session, seen.conversation_id)
    place = LegRepository(session).place(place_id)
    assert place is not None, "places are kept as long as their conversations"
    return place, row, handoffs.get(session, place.handoff_id)


def missed(session: Session, row: Conversation, clock: Clock) -> None:
    """The call back ended before anybody was reached: the agent sees it, and the place is kept for another try."""
    place = LegRepository(session).kept_in(row.id)
    if place is not None and place.state == "calling":
        place.state = "missed"
        ownership.publish(session, row, "call", {"state": "not_reached", "tries": place.tries}, clock.now())


def reached(session: Session, row: Conversation) -> bool:
    """Whether the caller who keeps a place has been spoken with; then the end of that call is the end."""
    place = LegRepository(session).kept_in(row.id)
    return place is not None and place.state == "reached"


def is_kept(session: Session, row: Conversation) -> bool:
    """Whether somebody waits for a call from us: the end of the first call is then no end."""
    place = LegRepository(session).kept_in(row.id)
    return place is not None and place.state in ("waiting", "calling", "missed")


# -- together with the person


def join(handoff_id: UUID, conversation_id: UUID) -> str:
    """The caller's side, once an agent has accepted. Raises NoHandoff."""
    with session_scope() as session:
        handoff = handoffs.get(session, handoff_id)
        row = ownership.get(session, conversation_id)
        if handoff.conversation_id != row.id or handoff.state != "accepted":
            return document([], line.queue() if row.owner == "waiting" else Goodbye())
        return to_person(session, row, handoff)


def to_person(session: Session, row: Conversation, handoff: Handoff) -> str:
    """By the agent's telephone where they take calls at one; else what they type is read out."""
    if handoff.state != "accepted" or handoff.agent_id is None:
        return document(["An agent will be with you in a moment."], line.queue())
    who = handoff.agent_name or "an agent"
    telephone = LegRepository(session).line_of(handoff.agent_id)
    if telephone is None:
        said = f"You are with {who} now. They read what you say, and I read out what they write."
        return document([said], live(1, row.last_turn))
    written = get_settings().voice_transcription
    said = f"I am connecting you with {who}, who has your case on the screen."
    person = Person(
        telephone.number,
        whisper=f"/voice/whisper/{handoff.id}",
        done=f"/voice/person-done/{handoff.id}",
        transcription="/voice/transcription" if written else None,
    )
    return document([said, *([WRITTEN_DOWN] if written else [])], person)


def live(number: int, after: int) -> Ending:
    """Listening while a person writes: speech is theirs to read, silence only looks for what they wrote."""
    return Listen(f"/voice/live/{number}?after={after}", "", seconds=LIVE_SECONDS)


def whisper(handoff_id: UUID) -> str:
    """What only the agent hears before the two are joined: why, how far proved, and what it is about; no name, no number."""
    with session_scope() as session:
        handoff = handoffs.get(session, handoff_id)
        packet = handoff.packet
    proof = packet.get("verification") or {}
    who = str((packet.get("who") or {}).get("role") or "caller")
    level = "verified" if proof.get("level") not in (None, "none") else "not verified"
    claim = packet.get("claim") or {}
    about = f"About a claim that is {str(claim.get('stage', 'on file')).replace('_', ' ')}." if claim else ""
    said = f"Claims line. {handoff_rules.sentence_of(handoff.reason)} A {who}, {level}. {about} The packet is on your screen."
    return to_take(said, handoff_id)


def to_take(said: str, about: UUID) -> str:
    """``said`` about a handoff or a promised call, and the key that takes the call."""
    ending = Listen(f"/voice/whisper/{about}/answer", "", seconds=12, digits=1)
    return document([said, "Press 1 to take the call."], ending)


def whisper_answered(keys: str) -> str:
    """Key 1 joins the two; anything else leaves the caller in line."""
    return document(["Connecting."], Join()) if keys == "1" else document([GOODBYE], Goodbye())


def person_done(handoff_id: UUID, status: str, clock: Clock) -> str:
    """The two have parted: the call is over. Nobody answered: back into line, at the same place."""
    with session_scope() as session:
        handoff, row = handoffs.locked(session, handoff_id)
        if row.owner == "assistant":
            return document([], line.listen_again(row.last_turn + 1, row.expects))
        if status in ("completed", "answered"):
            return document([GOODBYE], Goodbye())
        if handoff.state == "accepted":
            handoffs.requeue(session, handoff, row, clock)
        return document([NOT_REACHED], line.queue())


def end_of_leg(leg: CallLeg, told: str) -> bool:
    """Record the network's word on a further leg; whether that leg is now over."""
    if not line.moves_on(leg.state, told):
        return False
    leg.state = told
    return told in OVER


QUEUE_EMPTY_SECONDS = 60
"""How long somebody waits in a queue nobody attends before they are told and keep their place by themselves."""
