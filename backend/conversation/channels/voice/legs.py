"""Every query on further legs of a call, kept places, agents' telephones and transcribed speech."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from backend.kit.repository import Repository
from backend.models.call import AgentLine, CallLeg, HeardSpeech, KeptPlace, PromisedCall
from backend.models.conversation import Turn


class LegRepository(Repository):
    """What belongs to a call beside its turns."""

    def leg(self, call_sid: str) -> CallLeg | None:
        return self.session.get(CallLeg, call_sid, populate_existing=True)

    def live_leg(self, conversation_id: UUID) -> CallLeg | None:
        """The last call we placed for this conversation that is not over."""
        query = select(CallLeg).where(
            CallLeg.conversation_id == conversation_id, CallLeg.kind.not_in(("agent", "promised"))
        )
        last = self.session.scalars(query.order_by(CallLeg.started_at.desc()).limit(1)).one_or_none()
        return last if last is not None and last.state not in OVER else None

    def place(self, place_id: UUID) -> KeptPlace | None:
        query = select(KeptPlace).where(KeptPlace.id == place_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def place_of(self, handoff_id: UUID) -> KeptPlace | None:
        query = select(KeptPlace).where(KeptPlace.handoff_id == handoff_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def kept_in(self, conversation_id: UUID) -> KeptPlace | None:
        """The place this conversation keeps, unless that is over."""
        query = select(KeptPlace).where(KeptPlace.conversation_id == conversation_id, KeptPlace.state != "over")
        return self.session.scalars(query.order_by(KeptPlace.kept_at.desc()).limit(1)).one_or_none()

    def promised(self, callback_id: UUID) -> PromisedCall | None:
        query = select(PromisedCall).where(PromisedCall.callback_id == callback_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def promised_by_sid(self, call_sid: str) -> PromisedCall | None:
        query = select(PromisedCall).where(PromisedCall.call_sid == call_sid).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def line_of(self, staff_id: UUID) -> AgentLine | None:
        return self.session.get(AgentLine, staff_id, populate_existing=True)

    def agent_words(self, conversation_id: UUID, after: int) -> Sequence[Turn]:
        """What agents wrote, and what the assistant said when it was given back, since turn ``after``."""
        query = select(Turn).where(
            Turn.conversation_id == conversation_id,
            Turn.number > after,
            (Turn.speaker == "agent") | (Turn.kind == "returned"),
        )
        return self.session.scalars(query.order_by(Turn.number)).all()

    # -- transcription

    def speech(self, transcription_sid: str, sequence: int) -> HeardSpeech | None:
        return self.session.get(HeardSpeech, (transcription_sid, sequence))

    def untaken(self, transcription_sid: str) -> Sequence[HeardSpeech]:
        query = select(HeardSpeech).where(
            HeardSpeech.transcription_sid == transcription_sid, HeardSpeech.taken_at.is_(None)
        )
        return self.session.scalars(query.order_by(HeardSpeech.sequence)).all()

    def last_taken(self, transcription_sid: str) -> int:
        query = select(HeardSpeech.sequence).where(
            HeardSpeech.transcription_sid == transcription_sid, HeardSpeech.taken_at.is_not(None)
        )
        return self.session.scalar(query.order_by(HeardSpeech.sequence.desc()).limit(1)) or 0

    def left_behind(self, before: datetime) -> Sequence[HeardSpeech]:
        """Events that wait for an earlier one that never came."""
        query = select(HeardSpeech).where(HeardSpeech.taken_at.is_(None), HeardSpeech.received_at < before)
        return self.session.scalars(query.order_by(HeardSpeech.received_at).limit(500)).all()

    def add(self, row: CallLeg | KeptPlace | AgentLine | HeardSpeech | Turn) -> None:
        self.session.add(row)
        self.session.flush()


OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
"""A call's last states."""
