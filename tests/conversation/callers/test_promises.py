"""What is started from a conversation: appeals, callbacks, reports, the handoff packet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueFailed, DialogueTurn
from backend.integrations.rasa.local import LocalEngine
from backend.models.handoff import Handoff
from backend.models.member import Member
from backend.models.outreach import ContactPreference
from backend.models.work_item import WorkItem
from tests.conversation.callers.conftest import MOTHER, ON_THE_THIRD, as_member, as_provider, search
from tests.conversation.conftest import Actions, Chat, says
from tests.conversation.world import World


def test_an_appeal_is_drafted_once(caller: Actions, other_caller: Callable[[], Actions], world: World) -> None:
    as_member(caller)
    started = caller.told("appeals", claim_id=str(world.denied), reason_text="it was authorized")
    assert started["outcome"] == "started"
    assert started["number"].startswith("AP-")
    again = caller.told("appeals", claim_id=str(world.denied))
    assert (again["outcome"], again["number"]) == ("already_open", started["number"])
    assert caller.told("appeals", claim_id=str(world.paid))["outcome"] == "not_appealable"
    other = other_caller()
    as_provider(other)
    search(other, **MOTHER, date_of_service=ON_THE_THIRD)
    assert other.told("appeals", claim_id=str(world.denied))["outcome"] == "already_open"


def test_a_callback_and_a_report_are_work_with_owner_and_day(caller: Actions, world: World) -> None:
    first = caller.told("callbacks", phone="555 0143", when="tomorrow morning")
    again = caller.told("callbacks", phone="555 0143")
    assert first["reference"] == again["reference"]
    assert caller.told("reports", kind="fraud", words="they billed twice")["reference"] != first["reference"]
    with session_scope() as session:
        items = session.scalars(select(WorkItem).order_by(WorkItem.queue)).all()
        assert [(one.queue, one.owner) for one in items] == [("callbacks", "agent"), ("reports", "supervisor")]
        assert items[0].facts["reference"] == first["reference"]


def test_a_callback_is_promised_in_the_persons_own_clock(
    caller: Actions, other_caller: Callable[[], Actions], world: World
) -> None:
    by_number = caller.told("callbacks", phone="212 555 0143")
    assert (by_number["time_zone"], by_number["as_asked"]) == ("Eastern Time", True)
    verified = other_caller()
    as_member(verified)
    promised = verified.told("callbacks", phone="212 555 0143", when="sunday at 3")
    assert (promised["time_zone"], promised["as_asked"], promised["at"]) == ("Mountain Time", False, None)
    unknown = other_caller().told("callbacks", phone="555 0143")
    assert unknown["time_zone"] == "Eastern Time", "the setting's"
    with session_scope() as session:
        sources = [
            one.facts["time_zone_from"] for one in session.scalars(select(WorkItem).order_by(WorkItem.opened_at))
        ]
    assert sorted(sources) == ["address", "number", "setting"]


def the_request() -> WorkItem:
    with session_scope() as session:
        return session.scalars(select(WorkItem)).one()


def test_a_call_back_put_right_is_made_as_it_was_told_last(caller: Actions, world: World) -> None:
    caller.told("callbacks", phone="212 555 0143", when="tomorrow morning")
    told = caller.told("callbacks", phone="303 555 0199", when="wednesday at 3 pm")
    kept = the_request()
    assert (told["at"], told["time_zone"], told["next_date"]) == ("at about 3 PM", "Mountain Time", str(kept.due))
    assert (kept.facts["phone"], kept.facts["at"], kept.facts["time_zone"]) == (
        "303 555 0199",
        "at about 3 PM",
        "America/Denver",
    )
    assert kept.facts["earlier"][0]["phone"] == "212 555 0143"
    assert kept.facts["reference"] == told["reference"]


def test_another_number_alone_leaves_the_promised_time(caller: Actions, world: World) -> None:
    first = caller.told("callbacks", phone="303 555 0143", when="wednesday at 3 pm")
    told = caller.told("callbacks", phone="303 555 0199")
    kept = the_request()
    assert (told["at"], told["next_date"]) == (first["at"], first["next_date"])
    assert (kept.facts["phone"], kept.facts["when"], kept.facts["at"]) == (
        "303 555 0199",
        "wednesday at 3 pm",
        told["at"],
    )
    assert str(kept.due) == first["next_date"]


def test_what_is_reported_besides_is_kept_and_the_first_promise_holds(caller: Actions, world: World) -> None:
    caller.told("reports", kind="fraud", words="they billed twice")
    with session_scope() as session:
        session.scalars(select(WorkItem)).one().due = date(2026, 11, 30)
    told = caller.told("reports", kind="fraud", words="and for a visit I never had")
    kept = the_request()
    assert (kept.facts["words"], kept.facts["further"]) == (
        "they billed twice",
        [{"words": "and for a visit I never had"}],
    )
    assert told["next_date"] == "2026-11-30"


def choices() -> list[ContactPreference]:
    with session_scope() as session:
        return list(session.scalars(select(ContactPreference)))


def test_nobody_chooses_how_to_hear_of_what_they_have_not_proved(caller: Actions, world: World) -> None:
    wanted = {"channel": "sms", "number": "303 555 0142"}
    assert caller.ask("contact_channel", **wanted).status_code == 403
    as_provider(caller)
    assert caller.ask("contact_channel", **wanted).status_code == 403, "an office's caller names a claim"
    assert caller.ask("contact_channel", **wanted, claim_id=str(world.denied)).status_code == 403
    assert choices() == []


def test_an_offices_caller_hears_of_the_claim_they_proved_and_of_no_other(caller: Actions, world: World) -> None:
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    caller.told("contact_channel", channel="sms", number="303 555 0142", claim_id=str(world.paid))
    (chosen,) = choices()
    assert (chosen.claim_id, chosen.time_zone, chosen.time_zone_source) == (world.paid, "America/Denver", "number")


def test_a_member_is_written_to_at_the_number_on_file_and_elsewhere_only_after_a_code(
    caller: Actions, world: World
) -> None:
    with session_scope() as session:
        session.scalars(select(Member).where(Member.member_id == "XQP-904-1177")).one().phone = "3035550177"
    as_member(caller)
    refused = caller.ask("contact_channel", channel="sms", number="303 555 0142")
    assert (refused.status_code, refused.json()["code"]) == (403, "step_up")
    caller.told("contact_channel", channel="sms", number="303 555 0177")
    assert [one.address for one in choices()] == ["+13035550177"]


def test_no_request_about_a_claim_without_a_right_to_it(caller: Actions, world: World) -> None:
    assert caller.ask("reports", kind="peer_to_peer", claim_id=str(world.denied)).status_code == 403
    assert caller.ask("callbacks", phone="5550143", claim_id=str(world.denied)).status_code == 403


def test_the_packet_tells_the_agent_where_things_stand(
    caller: Actions, chat: Chat, assistant: LocalEngine, world: World
) -> None:
    assistant.reply = says("Denied.", understood={"intent": "ask_denial_reason"}, actions=("answer_ask_denial_reason",))
    chat.say("why was it denied? I dispute that")
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    caller.told("handoffs", reason="dispute", claim_id=str(world.denied), summary={"wanted": ["start_appeal"]})
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
    packet = handoff.packet
    assert packet["who"]["provider_name"] == "Tidewater Clinic"
    assert packet["verification"]["elements"] == ["npi", "tax_id"]
    assert packet["claim"]["denial_root_cause"] == "authorization"
    assert packet["intent"] == "ask_denial_reason"
    assert packet["question"]["said"] == "why was it denied? I dispute that"
    assert packet["tried"] == ["answer_ask_denial_reason"]
    assert (packet["deadline"], packet["money_at_risk"]) == ("2027-04-18", "240.00")
    assert "authorization" not in packet["opening_line"]
    assert (str(handoff.deadline), str(handoff.money_at_risk)) == ("2027-04-18", "240.00")


def test_the_packet_holds_no_claim_the_caller_did_not_prove(caller: Actions, world: World) -> None:
    caller.told("handoffs", reason="dispute", claim_id=str(world.denied))
    with session_scope() as session:
        assert session.scalars(select(Handoff)).one().packet["claim"] is None


def test_when_the_assistant_dies_the_packet_still_names_the_claim_spoken_of(
    caller: Actions, chat: Chat, assistant: LocalEngine, world: World
) -> None:
    as_member(caller)
    told = caller.told(f"claims/{world.denied}/status")
    assistant.reply = says("Denied.", evidence=tuple(told["evidence"]))
    chat.say("what about it?")

    def dead(turn: DialogueTurn) -> DialogueAnswer:
        raise DialogueFailed("down")

    assistant.reply = dead
    chat.say("and why?")
    with session_scope() as session:
        packet = session.scalars(select(Handoff)).one().packet
    assert packet["claim"]["last_four"] == "0404"
    assert packet["deadline"] == "2027-04-18"
