"""One-time codes: this conversation, ten minutes, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text, update

from backend.conversation.callers.verification import service as verification
from backend.conversation.callers.verification import tasks
from backend.conversation.callers.verification.errors import TooManyCodes
from backend.database import session_scope
from backend.integrations.notices.interface import NoticeNotSent
from backend.integrations.notices.local import FolderNotices, notice_sender
from backend.models.verification import OneTimeCode
from backend.staff.counting.repository import CounterRepository
from backend.staff.counting.service import keyed_hash
from tests.conversation.callers.conftest import MOTHER, as_member, codes_waiting, search, send_codes
from tests.conversation.conftest import Actions
from tests.conversation.world import World


def code_in(outbox: Path) -> str:
    send_codes(outbox)
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
    code = code_in(outbox)
    with session_scope() as session:
        session.execute(update(OneTimeCode).values(expires_at=func.now() - timedelta(seconds=1)))
    assert caller.told("one_time_codes/check", code=code)["outcome"] == "refused"


def test_the_code_is_in_no_table(caller: Actions, world: World, outbox: Path) -> None:
    as_member(caller)
    caller.told("one_time_codes")
    with session_scope() as session:
        assert code_in(outbox) not in session.scalars(select(OneTimeCode.code_hash)).one()
        assert code_in(outbox) not in " ".join(session.scalars(text("SELECT row::text FROM procrastinate_jobs AS row")))


def test_nobody_to_send_to_looks_like_somebody(caller: Actions, world: World, outbox: Path) -> None:
    told = caller.told("one_time_codes", member_id="NOSUCHID1", date_of_birth="1980-05-17")
    assert told["outcome"] == "sent"
    send_codes(outbox)
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


class Landline:
    """A sender that takes its time and then fails."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds, self.asked = seconds, 0

    def send(self, to: str, text: str, key: str) -> None:
        self.asked += 1
        sleep(self.seconds)
        raise NoticeNotSent


class At:
    """A clock that stands."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def today(self) -> date:
        return self._moment.date()


def burnt(other_caller: Callable[[], Actions]) -> Actions:
    """A caller at a member id that five have failed at."""
    for _ in range(5):
        as_member(other_caller(), zip="00000")
    caller = other_caller()
    assert as_member(caller)["outcome"] == "step_up"
    return caller


@pytest.mark.parametrize("born", ["1980-05-17", "1980-05-18"])
def test_a_right_and_a_wrong_birth_date_are_answered_alike_where_no_text_arrives(
    born: str, other_caller: Callable[[], Actions], world: World, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    landline = Landline(seconds=1)
    monkeypatch.setitem(app.dependency_overrides, notice_sender, lambda: landline)
    caller = burnt(other_caller)
    begun = monotonic()
    answer = caller.ask("one_time_codes", **(MOTHER | {"date_of_birth": born}))
    assert monotonic() - begun < 1
    assert (answer.status_code, answer.json()["outcome"], landline.asked) == (200, "sent", 0)
    assert len(codes_waiting()) == 1


def test_a_code_no_text_arrives_with_is_given_up_in_silence(
    caller: Actions, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    landline = Landline()
    monkeypatch.setattr(tasks, "notice_sender", lambda: landline)
    as_member(caller)
    caller.told("one_time_codes")
    (code,) = codes_waiting()
    context = SimpleNamespace(job=SimpleNamespace(attempts=0))
    with pytest.raises(NoticeNotSent):
        tasks.send_code(context, str(code))
    context.job.attempts = tasks.TRIES - 1
    tasks.send_code(context, str(code))
    assert landline.asked == 2


def test_a_code_that_is_over_is_not_sent(caller: Actions, world: World, outbox: Path) -> None:
    as_member(caller)
    caller.told("one_time_codes")
    (code,) = codes_waiting()
    verification.send_code(code, FolderNotices(outbox), At(datetime.now(UTC) + timedelta(minutes=11)))
    assert list(outbox.glob("*.json")) == []


def test_five_birth_dates_at_most_are_compared_for_codes_over_four_days(
    other_caller: Callable[[], Actions], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[date] = []
    really = verification._whose_phone
    monkeypatch.setattr(
        verification,
        "_whose_phone",
        lambda session, member, born: (compared.append(born), really(session, member, born))[1],
    )
    refused = []
    for day in range(4):
        clock = At(datetime.now(UTC) + timedelta(days=day))
        for n in range(4):
            caller = other_caller()
            caller.dialogue = caller.assistant.asked[-1].conversation
            try:
                verification.request_code(
                    caller.dialogue, clock, member_id="XQP9041177", date_of_birth=date(1980, 5, 1 + n)
                )
            except TooManyCodes as refusal:
                refused.append(refusal)
    assert (len(compared), len(refused)) == (5, 11)


def test_a_proved_member_has_codes_though_others_asked_for_too_many(
    other_caller: Callable[[], Actions], world: World, outbox: Path
) -> None:
    with session_scope() as session:
        for _ in range(9):
            CounterRepository(session).raise_count("codes_member", keyed_hash("XQP9041177"))
    stranger, owner = other_caller(), other_caller()
    assert stranger.ask("one_time_codes", **MOTHER).json()["code"] == "too_many_codes"
    as_member(owner)
    owner.told("one_time_codes")
    assert owner.told("one_time_codes/check", code=code_in(outbox))["session"]["level"] == "stepped_up"
    assert other_caller().ask("one_time_codes", **MOTHER).status_code == 200


def test_a_place_that_failed_too_often_is_led_to_a_person_and_not_to_a_code(
    other_caller: Callable[[], Actions], world: World
) -> None:
    for n in range(10):
        as_member(other_caller(), member_id="XQP9041177" if n < 5 else f"UNKNOWN{n}", zip="00000")
    assert as_member(other_caller())["outcome"] == "handoff"
