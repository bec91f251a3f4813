"""What the agent sees: what was wanted, given, refused and promised, who the caller says they are, in which language."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from backend.database import session_scope
from backend.models.conversation import Conversation
from backend.models.handoff import Handoff
from tests.conversation.callers.conftest import MOTHER, ON_THE_THIRD, as_member, as_provider, search
from tests.conversation.conftest import Actions, Person
from tests.conversation.world import CLINIC_NPI, World

KNOWN = {"speaker": "provider", "wanted": ["start_appeal"], "given": ["npi"], "failed_attempts": 0}


def handoff() -> Handoff:
    with session_scope() as session:
        return session.scalars(select(Handoff)).one()


def test_who_has_proved_nothing_has_the_role_they_gave_and_it_is_marked(
    caller: Actions, signed_in: Callable[..., Person]
) -> None:
    caller.told("handoffs", reason="asked", summary=KNOWN)
    made = handoff()
    assert (made.packet["who"]["role"], made.packet["who"]["role_proved"]) == ("provider", False)
    assert made.skills == ["provider"]
    assert made.packet["verification"]["level"] == "none"
    assert made.packet["summary"] == KNOWN
    (row,) = signed_in("Ada").get("/api/v1/handoffs").json()["waiting"]
    assert (row["role"], row["role_proved"], row["language"]) == ("provider", False, "English")


def test_a_proof_counts_more_than_the_callers_word(caller: Actions, world: World) -> None:
    as_member(caller)
    caller.told("handoffs", reason="asked", summary=KNOWN)
    assert (handoff().packet["who"]["role"], handoff().packet["who"]["role_proved"]) == ("member", True)


def test_a_word_that_is_no_role_gives_none(caller: Actions) -> None:
    caller.told("handoffs", reason="asked", summary={"speaker": "the pope"})
    assert (handoff().packet["who"]["role"], handoff().skills) == (None, [])


def test_the_last_failed_proof_asks_for_a_person_before_the_assistant_can_say_what_was_wanted(caller: Actions) -> None:
    for _ in range(3):
        as_provider(caller, CLINIC_NPI, "00000")
    assert (handoff().reason, handoff().packet["summary"], handoff().skills) == ("failed_verification", {}, [])
    known = KNOWN | {"failed_attempts": 2}
    caller.told("handoffs", reason="failed_verification", summary=known)
    assert (handoff().packet["summary"], handoff().skills) == (known, ["provider"])
    assert handoff().packet["verification"]["failures"] == 3
    caller.told("handoffs", reason="asked", summary={"speaker": "member"})
    assert handoff().packet["summary"] == known


def test_the_language_they_wish_for_stays_with_the_conversation(
    caller: Actions, other_caller: Callable[[], Actions], signed_in: Callable[..., Person]
) -> None:
    caller.told("handoffs", reason="language", language="vi")
    assert (handoff().skills, handoff().packet["language"]) == ([], "Vietnamese")
    with session_scope() as session:
        assert session.scalars(select(Conversation.language)).one() == "vi"
    assert signed_in("Ada").get("/api/v1/handoffs").json()["waiting"][0]["language"] == "Vietnamese"
    assert caller.ask("handoffs", reason="language", language="tiếng Việt").status_code == 422


def test_spanish_asks_for_who_speaks_it_and_no_other_language_does(
    caller: Actions, other_caller: Callable[[], Actions]
) -> None:
    caller.told("handoffs", reason="asked", language="es")
    other_caller().told("handoffs", reason="language")
    with session_scope() as session:
        made = {one.packet["language"]: one.skills for one in session.scalars(select(Handoff))}
    assert made == {"Spanish": ["spanish"], "another language, not named yet": []}


def test_a_physicians_wish_asks_for_who_knows_clinics_and_is_told_as_promised(caller: Actions, world: World) -> None:
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    report = caller.told("reports", kind="peer_to_peer", claim_id=str(world.denied))
    caller.told("handoffs", reason="peer_to_peer", claim_id=str(world.denied), summary=KNOWN)
    assert handoff().skills == ["provider", "clinical"]
    (promised,) = handoff().packet["promised"]
    assert (promised["what"], promised["reference"], promised["done"]) == (
        "A physician asked to speak with a medical director.", report["reference"], False,
    )  # fmt: skip


def test_what_was_promised_is_told_with_its_day_as_it_stands_now(
    caller: Actions, world: World, signed_in: Callable[..., Person]
) -> None:
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    call = caller.told("callbacks", phone="212 555 0143")
    appeal = caller.told("appeals", claim_id=str(world.denied))
    caller.told("handoffs", reason="dispute", claim_id=str(world.denied), summary=KNOWN)
    paper = caller.told("documents", claim_id=str(world.denied), kind="status_letter")
    agent = signed_in("Ada")
    shown = agent.get(f"/api/v1/handoffs/{handoff().id}").json()["packet"]["promised"]
    assert {one["reference"] for one in handoff().packet["promised"]} == {call["reference"], appeal["number"]}
    assert {one["reference"]: one["what"] for one in shown} == {
        call["reference"]: "A caller asked to be called back.",
        appeal["number"]: "An appeal was opened.",
        paper["reference"]: "A status letter by inbox.",
    }
    days = {one["reference"]: one["day"] for one in shown}
    assert days[call["reference"]] == call["next_date"]
    assert "0143" not in str(shown)


def test_what_others_were_promised_is_not_told(
    caller: Actions, other_caller: Callable[[], Actions], world: World
) -> None:
    caller.told("callbacks", phone="212 555 0143")
    other_caller().told("handoffs", reason="asked", summary=KNOWN)
    assert handoff().packet["promised"] == []
