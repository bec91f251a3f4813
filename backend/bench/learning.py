"""From a corrected turn to a promoted model, in one go: ``claimline bench learning``.

Makes a conversation, two people, a correction and its approval, trains, compares, promotes, and goes back; on the
configured installation, beside whatever else it does.
"""

from __future__ import annotations

import secrets
import time
from typing import Any
from uuid import UUID

from backend.conversation.learning import runs, service
from backend.conversation.learning.schemas import Corrected
from backend.conversation.ownership import service as ownership
from backend.database import session_scope
from backend.integrations.rasa import archives
from backend.integrations.rasa.workshop import RasaWorkshop
from backend.kit.clock import SystemClock
from backend.kit.ids import new_id
from backend.models.conversation import Turn
from backend.models.learning import ModelRun
from backend.settings import get_settings
from backend.staff import service as staff_service
from backend.staff.policy import Role
from backend.staff.service import CurrentStaff

SAID = "could you peek into the file on XQP904551 seen 03/14/2026 for Karen"
INTENT = "check_claim_status"


def run() -> dict[str, Any]:
    """Seconds from correction to promotion, and of which training and comparing."""
    clock, workshop = SystemClock(), RasaWorkshop(get_settings())
    archives.ensure_model(get_settings())  # of the sources as they are now, as a running system has it
    first, second = _person("first"), _person("second")
    conversation_id, turn_id = _turn()
    begun = time.monotonic()
    with session_scope() as session:
        given = Corrected(turn_id=turn_id, intent=INTENT, entities=None, keep=["peek"])
        example = service.correct(session, first, conversation_id, given, clock).id
    with session_scope() as session:
        service.approve(session, second, example, clock)
    with session_scope() as session:
        run_id = runs.start(session, second, clock, work_here=True).id
    state = runs.carry_out(run_id, workshop, clock)
    seconds = time.monotonic() - begun
    with session_scope() as session:
        made = session.get(ModelRun, run_id)
        assert made is not None, "a run just carried out is there"
        told = _told(made)
    if state == "promoted":
        with session_scope() as session:
            runs.go_back(session, second, workshop, clock)
    return {"state": state, "seconds": round(seconds, 1), "budget_seconds": 600, **told}


def _told(made: ModelRun) -> dict[str, Any]:
    training = (made.trained_at - made.started_at).total_seconds() if made.trained_at and made.started_at else None
    compared = (made.finished_at - made.trained_at).total_seconds() if made.finished_at and made.trained_at else None
    return {"training_seconds": training, "comparing_seconds": compared, "reasons": made.reasons}


def _person(name: str) -> CurrentStaff:
    with session_scope() as session:
        made = staff_service.create(
            session,
            email=f"{name}-{secrets.token_hex(4)}@example.test",
            name=f"Bench {name}",
            role=Role.SUPERVISOR,
            password=secrets.token_urlsafe(24),
        )
        return CurrentStaff(id=made.id, name=made.name, email=made.email, role=Role.SUPERVISOR, skills=frozenset())


def _turn() -> tuple[UUID, UUID]:
    now = SystemClock().now()
    with session_scope() as session:
        row = ownership.open_conversation(session, "chat", now=now)
        row.last_turn = 1
        turn = Turn(
            id=new_id(), conversation_id=row.id, number=1, key="bench", speaker="caller", kind="text", said=SAID,
            received_at=now, answered_at=now, state="answered", messages=[], answer_text="", actions=[], evidence=[],
            understood={"intent": "nlu_fallback", "confidence": 0.2, "also": [], "entities": []},
        )  # fmt: skip
        session.add(turn)
        ownership.end(session, row, "bench", now)
        return row.id, turn.id
