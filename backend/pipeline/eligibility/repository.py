"""Queries on appointments, inquiries and cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select, text, tuple_
from sqlalchemy.dialects.postgresql import insert

from backend.kit.ids import new_id
from backend.kit.repository import Repository
from backend.models.appointment import Appointment, CoverageSpan, EligibilityInquiry
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.work_item import WorkItem
from backend.pipeline.eligibility.rules import Span


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment with its parties."""

    appointment: Appointment
    payer: Payer
    provider: Provider
    member: Member


def _as_it_stands() -> ColumnElement[bool]:
    """A question about the visit as it is on the schedule now: the same day, the same person."""
    return and_(
        EligibilityInquiry.appointment_id == Appointment.id,
        EligibilityInquiry.service_date == Appointment.day,
        EligibilityInquiry.member_id == Appointment.member_id,
    )


class EligibilityRepository(Repository):
    """The schedule and what is known of it."""

    def known(self, keys: Sequence[tuple[UUID, str]]) -> list[Appointment]:
        """Visits by provider and number, locked until the transaction ends."""
        statement = select(Appointment).where(tuple_(Appointment.provider_id, Appointment.number).in_(keys))
        locked = statement.order_by(Appointment.id).with_for_update()
        return list(self.session.scalars(locked.execution_options(populate_existing=True)))

    def put(self, rows: list[dict[str, Any]]) -> None:
        """Add visits; one known by provider and number is changed."""
        if not rows:
            return
        statement = insert(Appointment)
        changed = {
            name: statement.excluded[name]
            for name in ("payer_id", "member_id", "day", "time", "service_type", "plan_on_file", "state")
        }
        self.session.execute(
            statement.on_conflict_do_update(index_elements=["provider_id", "number"], set_=changed),
            [{"id": new_id(), **row} for row in rows],
        )

    def visit(self, appointment_id: UUID) -> Visit | None:
        return next(iter(self._visits(Appointment.id == appointment_id)), None)

    def scheduled(self, appointment_ids: Sequence[UUID]) -> list[Visit]:
        """Those of some visits that are not cancelled."""
        return self._visits(Appointment.id.in_(appointment_ids), Appointment.state == "scheduled")

    def visits(self, day: date, provider_npi: str | None) -> list[Visit]:
        """The scheduled visits of a day, by time."""
        wanted = [Appointment.day == day, Appointment.state == "scheduled"]
        if provider_npi is not None:
            wanted.append(Provider.npi == provider_npi)
        return self._visits(*wanted)

    def not_asked(self, first: date, last: date) -> list[Visit]:
        """Scheduled visits of some days that nobody asked the payer about since day and person are these."""
        asked = exists().where(_as_it_stands())
        return self._visits(Appointment.day.between(first, last), Appointment.state == "scheduled", ~asked)

    def _visits(self, *wanted: Any) -> list[Visit]:
        rows = self.session.execute(
            select(Appointment, Payer, Provider, Member)
            .join(Payer, Payer.id == Appointment.payer_id)
            .join(Provider, Provider.id == Appointment.provider_id)
            .join(Member, Member.id == Appointment.member_id)
            .where(*wanted)
            .order_by(Appointment.day, Appointment.time, Appointment.number, Appointment.id)
            .execution_options(populate_existing=True)
        )
        return [Visit(*row) for row in rows]

    def add_inquiries(self, rows: Iterable[EligibilityInquiry]) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def inquiries(self, trace_numbers: Sequence[str]) -> dict[str, tuple[EligibilityInquiry, Visit]]:
        """Questions by the trace number an answer returns, with whom they were about; the visits stay as they are meanwhile."""
        rows = self.session.execute(
            select(EligibilityInquiry, Appointment, Payer, Provider, Member)
            .join(Appointment, Appointment.id == EligibilityInquiry.appointment_id)
            .join(Payer, Payer.id == Appointment.payer_id)
            .join(Provider, Provider.id == Appointment.provider_id)
            .join(Member, Member.id == EligibilityInquiry.member_id)
            .where(EligibilityInquiry.trace_number.in_(trace_numbers))
            .order_by(Appointment.id)
            .with_for_update(of=Appointment, read=True)
            .execution_options(populate_existing=True)
        )
        return {row[0].trace_number: (row[0], Visit(*row[1:])) for row in rows}

    def latest(self, appointment_ids: Sequence[UUID]) -> dict[UUID, EligibilityInquiry]:
        """The last question of each visit about the day and the person it now has."""
        rows = self.session.scalars(
            select(EligibilityInquiry)
            .join(Appointment, _as_it_stands())
            .where(EligibilityInquiry.appointment_id.in_(appointment_ids))
            .order_by(EligibilityInquiry.asked_at, EligibilityInquiry.trace_number)
            .execution_options(populate_existing=True)
        )
        return {one.appointment_id: one for one in rows}

    def members(self, payer_identifier: str, member_id: str, born: date) -> list[UUID]:
        """Who bears this member id and birthday with this payer."""
        statement = (
            select(Member.id)
            .join(Payer, Payer.id == Member.payer_id)
            .where(
                text("upper(translate(member.member_id, ' -.', '')) = upper(translate(:number, ' -.', ''))"),
                Payer.identifier == payer_identifier,
                Member.date_of_birth == born,
            )
        )
        return list(self.session.scalars(statement, {"number": member_id}))

    def put_spans(self, told: Sequence[tuple[UUID, Sequence[Span]]], told_on: date, file_id: UUID) -> None:
        """Note the cover answers tell of; a later answer about the same span corrects its end."""
        rows = {
            (member_id, one.payer_identifier, one.plan, one.starts): {
                "id": new_id(), "member_id": member_id, "payer_identifier": one.payer_identifier,
                "payer_name": one.payer_name, "plan": one.plan, "insurance_type": one.insurance_type,
                "position": one.position, "starts": one.starts, "stops": one.stops, "told_on": told_on,
                "file_id": file_id,
            }
            for member_id, spans in told
            for one in spans
        }  # fmt: skip
        if not rows:
            return
        statement = insert(CoverageSpan)
        changed = {
            name: statement.excluded[name] for name in ("stops", "told_on", "position", "insurance_type", "file_id")
        }
        self.session.execute(
            statement.on_conflict_do_update(
                index_elements=["member_id", "payer_identifier", "plan", "starts"],
                set_=changed,
                where=CoverageSpan.told_on <= statement.excluded.told_on,
            ),
            list(rows.values()),
        )

    def with_open_work(self, queue: str, appointment_ids: Sequence[UUID]) -> list[UUID]:
        """Those of some visits for which a piece of work is open."""
        statement = select(WorkItem.subject_id).where(
            WorkItem.subject_kind == "appointment", WorkItem.subject_id.in_(appointment_ids), WorkItem.queue == queue,
            WorkItem.closed_at.is_(None),
        )  # fmt: skip
        return list(self.session.scalars(statement.distinct()))

    def outcomes(self, member_ids: Sequence[UUID]) -> list[tuple[UUID, date, str]]:
        """Answers about members, oldest first: member, day asked after, outcome."""
        rows = self.session.execute(
            select(EligibilityInquiry.member_id, EligibilityInquiry.service_date, EligibilityInquiry.outcome)
            .where(EligibilityInquiry.member_id.in_(member_ids), EligibilityInquiry.outcome.is_not(None))
            .order_by(EligibilityInquiry.answered_at, EligibilityInquiry.asked_at)
        )
        return [(row[0], row[1], row[2] or "") for row in rows]

    def spans(self, member_ids: Sequence[UUID]) -> list[CoverageSpan]:
        statement = select(CoverageSpan).where(CoverageSpan.member_id.in_(member_ids)).order_by(CoverageSpan.starts)
        return list(self.session.scalars(statement.execution_options(populate_existing=True)))
