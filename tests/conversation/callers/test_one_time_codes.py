"""One-time codes: this conversation, ten minutes, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from backend.database import session_scope
from backend.models.verification import OneTimeCode
from tests.conversation.callers.conftest import MOTHER, as_member, search
from tests.conversation.conftest import Actions
from tests.conversation.world import World


def code_in(outbox: Path) -> str:
    (path,) = outbox.glob("*.json")
    text = json.loads(path.read_text())["text"]
    return next(word.strip(".") for word in text.split() if word.strip(".").isdigit())


def test_a_code_steps_a_member_up_once(caller: Actions, world: World, outbox: Path) -> None:
    as_member(caller)
    assert caller.ask("documents", claim_id=str(world.paid), kind="eob_copy").json()["code"] == "step_up"
    assert caller.told("one_time_codes")["outcome"] == "sent"
    code = code_in(outbox)
    assert caller.told("one_time_codes/check", code=code)["session"]["level"] == "stepped_up"
    assert caller.told(f"claims/{world.sensitive}/status")["stage"] == "paid"
    assert caller.told("documents", claim_id=str(world.paid), kind="eob_copy")["reference"].startswith("R")
    assert caller.told("one_time_codes/check", code=code)["outcome"] == "refused"


def test_a_code_is_for_this_conversation_only(
    caller: Actions, other_caller: Callable[[], Actions], world: World, outbox: Path
) -> None:
    as_member(caller)
    caller.dialogue = caller.assistant.asked[-1].conversation
    caller.told("one_time_codes")
    thief = other_caller()
    assert thief.told("one_time_codes/check", code=code_in(outbox))["outcome"] == "refused"
    assert thief.told("sessions")["session"]["level"] == "none"


def test_a_code_is_late_after_ten_minutes(caller: Actions, world: World, outbox: Path) -> None:
    as_member(caller)
    caller.told("one_time_codes")
    with session_scope() as session:
        session.execute(update(OneTimeCode).values(expires_at=func.now() - timedelta(seconds=1)))
    assert caller.told("one_time_codes/check", code=code_in(outbox))["outcome"] == "refused"


def test_the_code_is_in_no_table(caller: Actions, world: World, outbox: Path) -> None:
    as_member(caller)
    caller.told("one_time_codes")
    with session_scope() as session:
        assert code_in(outbox) not in session.scalars(select(OneTimeCode.code_hash)).one()


def test_nobody_to_send_to_looks_like_somebody(caller: Actions, world: World, outbox: Path) -> None:
    told = caller.told("one_time_codes", member_id="NOSUCHID1", date_of_birth="1980-05-17")
    assert told["outcome"] == "sent"
    assert list(outbox.glob("*.json")) == []
    assert caller.told("one_time_codes/check", code="000000")["outcome"] == "refused"


def test_a_member_others_locked_out_still_gets_in_by_code(
    caller: Actions, other_caller: Callable[[], Actions], world: World, outbox: Path
) -> None:
    for _ in range(6):
        as_member(other_caller(), zip="00000")
    owner = other_caller()
    assert as_member(owner)["outcome"] == "step_up"
    owner.told("one_time_codes", **MOTHER)
    assert owner.told("one_time_codes/check", code=code_in(outbox))["session"]["level"] == "stepped_up"
    assert search(owner)["outcome"] == "several"
    assert as_member(other_caller())["outcome"] == "verified"
