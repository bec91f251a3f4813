"""Every query of retention: what is due, what is held, and the forgetting itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Table, delete, exists, func, or_, select, text, true, update
from sqlalchemy.sql.elements import ColumnElement

from backend.conversation.retention.fate import ABOUT_A_CONVERSATION, EMPTIED, GONE
from backend.database import Base
from backend.kit.repository import Repository
from backend.models.answered_request import AnsweredRequest
from backend.models.conversation import ChatSession, Conversation, ConversationEvent, Turn
from backend.models.handoff import Draft, Presence, Snooze
from backend.models.retention import AmendmentNote, EmptiedConversation, LegalHold, RetentionRun
from backend.models.verification import AttemptCounter, DisclosureGrant, OneTimeCode, Verification

_TRACKER = "rasa.events"


@cache
def way_to_conversation(name: str) -> tuple[str, ...]:
    """The tables between this one and the conversation, this one first: ``("callback", "handoff")``; () where none."""
    seen: list[tuple[str, ...]] = [(name,)]
    for path in seen:
        for key in sorted(Base.metadata.tables[path[-1]].foreign_keys, key=lambda one: one.parent.name):
            to = key.column.table.name
            if to == "conversation":
                return path
            if to not in path and to != "staff":
                seen.append((*path, to))
    return ()


def _of_conversations(name: str, ids: Sequence[UUID]) -> tuple[Table, ColumnElement[bool]]:
    """The rows of a table that belong to these conversations."""
    path = way_to_conversation(name)
    assert path, f"{name} leads to no conversation"
    tables = [Base.metadata.tables[one] for one in path]
    last = tables[-1]
    wanted: ColumnElement[bool] = _key(last, "conversation").in_(ids)
    for inner, outer in zip(reversed(tables[1:]), reversed(tables[:-1]), strict=True):
        wanted = _key(outer, inner.name).in_(select(inner.c.id).where(wanted))
    return tables[0], wanted


def _key(table: Table, to: str) -> Any:
    return next(one.parent for one in table.foreign_keys if one.column.table.name == to)


def _held() -> ColumnElement[bool]:
    """Whether an open hold covers a conversation."""
    proved = [
        select(row.conversation_id).where(row.member_id == LegalHold.member_id)
        for row in (Verification, DisclosureGrant)
    ]
    covers = or_(
        (LegalHold.conversation_id.is_(None) & LegalHold.member_id.is_(None)),
        LegalHold.conversation_id == Conversation.id,
        *(Conversation.id.in_(one) for one in proved),
    )
    return exists().where(LegalHold.lifted_at.is_(None), covers).correlate(Conversation)


class RetentionRepository(Repository):
    """What is due and what is kept."""

    # -- the dialogue engine

    def forget_dialogues(self, before: datetime) -> int:
        """Trackers nobody has written to since, but those of a conversation under a hold."""
        if self.session.scalar(text(f"SELECT to_regclass('{_TRACKER}')")) is None:
            return 0
        kept = select(Conversation.dialogue).where(_held())
        names = self.session.scalars(kept).all() if self.any_hold() else []
        gone = text(
            f"DELETE FROM {_TRACKER} WHERE sender_id IN (SELECT sender_id FROM {_TRACKER} GROUP BY sender_id "  # noqa: S608
            "HAVING max(timestamp) < :before) AND NOT sender_id = ANY(:kept)"
        )
        return _count(self.session.execute(gone, {"before": before.timestamp(), "kept": list(names)}))

    # -- traces

    def forget_traces(self, before: datetime) -> int:
        """What only conversations still going on need; those under a hold keep theirs."""
        over = select(Conversation.id).where(Conversation.last_activity_at < before, ~_held())
        gone = 0
        for table in (ConversationEvent, ChatSession, OneTimeCode):
            gone += _count(self.session.execute(delete(table).where(table.conversation_id.in_(over))))
        for row in (Draft, Presence, Snooze):
            owned = select(Base.metadata.tables["handoff"].c.id).where(
                Base.metadata.tables["handoff"].c.conversation_id.in_(over)
            )
            gone += _count(self.session.execute(delete(row).where(row.handoff_id.in_(owned))))
        stored = update(Turn).where(Turn.conversation_id.in_(over), Turn.rendered.is_not(None)).values(rendered=None)
        gone += _count(self.session.execute(stored))
        epoch = func.to_timestamp(0)
        counted = delete(AttemptCounter).where(AttemptCounter.window > epoch, AttemptCounter.window < before)
        gone += _count(self.session.execute(counted))
        answered = delete(AnsweredRequest).where(AnsweredRequest.answered_at < before)
        return gone + _count(self.session.execute(answered))

    # -- transcripts

    def due(self, before: datetime, *, proved: bool, limit: int) -> list[UUID]:
        """Conversations whose words have had their time and are under no hold, oldest first; locked."""
        wanted = select(Conversation.id).where(self._aged(before, proved=proved), ~_held())
        ordered = wanted.order_by(Conversation.last_activity_at).limit(limit).with_for_update(skip_locked=True)
        return list(self.session.scalars(ordered))

    def held(self, before: datetime, *, proved: bool) -> int:
        """How many a hold keeps beyond their time."""
        return self.session.scalar(select(func.count()).where(self._aged(before, proved=proved), _held())) or 0

    def _aged(self, before: datetime, *, proved: bool) -> ColumnElement[bool]:
        known = exists().where(Verification.conversation_id == Conversation.id)
        emptied = exists().where(EmptiedConversation.conversation_id == Conversation.id)
        return (Conversation.last_activity_at < before) & (known if proved else ~known) & ~emptied

    def empty(self, ids: Sequence[UUID], now: datetime) -> None:
        """Take every word and name out of these conversations."""
        for name in GONE:
            table, wanted = _of_conversations(name, ids)
            self.session.execute(delete(table).where(wanted))
        for name, values in EMPTIED.items():
            table, wanted = _of_conversations(name, ids)
            self.session.execute(update(table).where(wanted).values(values))
        for name, values in ABOUT_A_CONVERSATION.items():
            table = Base.metadata.tables[name]
            wanted = (table.c.subject_kind == "conversation") & table.c.subject_id.in_(ids)
            self.session.execute(update(table).where(wanted).values(values))
        self.session.execute(update(Conversation).where(Conversation.id.in_(ids)).values(origin=None))
        self.session.add_all(EmptiedConversation(conversation_id=one, emptied_at=now) for one in ids)
        self.session.flush()

    # -- holds

    def any_hold(self) -> bool:
        return bool(self.session.scalar(select(exists().where(LegalHold.lifted_at.is_(None)))))

    def everything_held(self) -> bool:
        whole = LegalHold.conversation_id.is_(None) & LegalHold.member_id.is_(None)
        return bool(self.session.scalar(select(exists().where(LegalHold.lifted_at.is_(None), whole))))

    def names_held(self) -> list[str]:
        """How the audit trail calls the conversations under a hold: by name as actor, by id as subject."""
        if not self.any_hold():
            return []
        rows = self.session.execute(select(Conversation.id, Conversation.name, Conversation.dialogue).where(_held()))
        return [name for row in rows for name in (f"conversation:{row.id}", row.name, row.dialogue)]

    def holds(self, *, conversation_id: UUID | None = None) -> list[LegalHold]:
        """Every hold, open ones first, the newest first; or those on one conversation by name."""
        wanted = LegalHold.conversation_id == conversation_id if conversation_id else true()
        ordered = select(LegalHold).where(wanted).order_by(LegalHold.lifted_at.is_not(None), LegalHold.placed_at.desc())
        return list(self.session.scalars(ordered.limit(200)))

    def covering(self, conversation_id: UUID) -> bool:
        return bool(
            self.session.scalar(select(_held()).where(Conversation.id == conversation_id).select_from(Conversation))
        )

    def hold(self, hold_id: UUID) -> LegalHold | None:
        return self.session.get(LegalHold, hold_id, with_for_update=True)

    # -- the rest

    def conversation(self, conversation_id: UUID) -> Conversation | None:
        return self.session.get(Conversation, conversation_id)

    def proved(self, conversation_id: UUID) -> bool:
        wanted = exists().where(Verification.conversation_id == conversation_id)
        return bool(self.session.scalar(select(wanted)))

    def emptied_at(self, conversation_id: UUID) -> datetime | None:
        row = self.session.get(EmptiedConversation, conversation_id)
        return row.emptied_at if row else None

    def amendments(self, conversation_id: UUID) -> list[AmendmentNote]:
        mine = select(AmendmentNote).where(AmendmentNote.conversation_id == conversation_id)
        return list(self.session.scalars(mine.order_by(AmendmentNote.written_at)))

    def runs(self, limit: int) -> list[RetentionRun]:
        return list(self.session.scalars(select(RetentionRun).order_by(RetentionRun.at.desc()).limit(limit)))

    def add(self, row: LegalHold | RetentionRun | AmendmentNote) -> None:
        self.session.add(row)
        self.session.flush()


def _count(result: Any) -> int:
    assert isinstance(result, CursorResult)
    return max(result.rowcount, 0)
