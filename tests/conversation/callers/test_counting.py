"""Tries are counted before they are compared, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from backend.conversation.callers.verification import service as verification
from backend.database import session_scope
from backend.integrations.rasa.local import LocalEngine
from backend.kit.clock import SystemClock
from backend.models.conversation import Conversation
from backend.models.verification import AttemptCounter
from backend.staff.counting.repository import CounterRepository
from tests.conversation.callers.conftest import ON_THE_THIRD, as_member, as_provider, search
from tests.conversation.conftest import Actions
from tests.conversation.world import World


def test_five_tries_at_a_member_id_and_then_only_a_code(other_caller: Callable[[], Actions], world: World) -> None:
    outcomes = [as_member(other_caller(), zip="00000")["outcome"] for _ in range(6)]
    assert outcomes == ["refused"] * 5 + ["step_up"]
    assert as_member(other_caller())["outcome"] == "step_up"


def test_fifty_tries_at_once_are_compared_five_times_at_most(other_caller: Callable[[], Actions], world: World) -> None:
    callers = [other_caller() for _ in range(50)]
    with session_scope() as session:
        session.execute(update(Conversation).values(origin=None))
    with ThreadPoolExecutor(50) as threads:
        outcomes = list(threads.map(lambda one: as_member(one, zip="00000")["outcome"], callers))
    assert outcomes.count("refused") == 5
    assert outcomes.count("step_up") == 45


def test_a_try_counts_before_it_is_compared(caller: Actions, world: World, assistant: LocalEngine) -> None:
    """Killed between counting and comparing, the try has counted: counting is a transaction of its own."""
    verification.count_try(assistant.asked[-1].conversation, "XQP9041177", SystemClock())
    with session_scope() as session:
        counted = dict(session.execute(select(AttemptCounter.kind, AttemptCounter.count)).all())
    assert (counted["conversation"], counted["member_id"], counted["origin_day"]) == (1, 1, 1)


def test_a_success_does_not_count(caller: Actions, world: World) -> None:
    as_member(caller, zip="00000")
    assert as_member(caller)["failures"] == 1
    with session_scope() as session:
        assert set(
            session.scalars(select(AttemptCounter.count).where(AttemptCounter.kind.in_(("member_id", "conversation"))))
        ) == {1}


def test_a_real_member_does_not_unlock_a_guesser(other_caller: Callable[[], Actions], world: World) -> None:
    for _ in range(3):
        as_member(other_caller(), zip="00000")
    assert as_member(other_caller())["outcome"] == "verified"
    outcomes = [as_member(other_caller(), zip="00000")["outcome"] for _ in range(3)]
    assert outcomes == ["refused", "refused", "step_up"]


def test_one_place_may_fail_ten_times_a_day(other_caller: Callable[[], Actions], world: World) -> None:
    outcomes = []
    for n in range(11):
        told = as_member(other_caller(), member_id=f"UNKNOWN{n}")
        outcomes.append(told["outcome"])
    assert outcomes == ["refused"] * 10 + ["handoff"]


def test_guesses_at_a_patient_count_too(caller: Actions, world: World) -> None:
    as_provider(caller)
    outcomes = [
        search(caller, member_id="XQP9041177", date_of_birth=f"1980-05-{day}", date_of_service=ON_THE_THIRD)["outcome"]
        for day in (10, 11, 12)
    ]
    assert outcomes == ["refused", "refused", "handoff"]
    with session_scope() as session:
        assert session.scalars(select(Conversation.owner)).one() == "waiting"
        assert (
            CounterRepository(session).count("conversation", str(session.scalars(select(Conversation.id)).one())) == 3
        )


def test_a_known_and_an_unknown_id_end_alike(other_caller: Callable[[], Actions], world: World) -> None:
    known = [as_member(other_caller(), zip="00000")["outcome"] for _ in range(6)]
    with session_scope() as session:
        session.execute(update(Conversation).values(origin=None))
        session.execute(AttemptCounter.__table__.delete().where(AttemptCounter.kind == "origin_day"))
    unknown = [as_member(other_caller(), member_id="NOSUCHID1")["outcome"] for _ in range(6)]
    assert known == unknown


def test_old_rates_are_forgotten_and_failed_tries_are_not(other_caller: Callable[[], Actions], world: World) -> None:
    as_member(other_caller(), zip="00000")
    with session_scope() as session:
        verification.forget_old_rates(session, datetime.now(UTC) + timedelta(days=3))
        assert set(session.scalars(select(AttemptCounter.kind))) == {"conversation", "member_id"}
