"""Eligibility: the schedule taken in, payers asked the evening before or at once, answers turned into work for the front desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.codes.deadlines import next_business_day
from backend.database import defer_job
from backend.integrations.clearinghouse.outbox import Outbox, is_writable
from backend.kit.ids import npi_is_valid
from backend.models.appointment import Appointment, CoverageSpan, EligibilityInquiry
from backend.pipeline.claims.parties import MemberParty, PartyRepository, PayerParty, ProviderParty, member_key
from backend.pipeline.eligibility.errors import AppointmentCancelled, AppointmentNotFound, ProviderNumberWrong
from backend.pipeline.eligibility.repository import EligibilityRepository, Visit
from backend.pipeline.eligibility.rules import WHAT_TO_DO, KnownCover, Span, Verdict, judge
from backend.pipeline.eligibility.schedule import NewAppointment, RowProblem, read_schedule
from backend.pipeline.work.service import NewWork, close_work_items, open_work_items
from backend.x12.eligibility_270_271.models import (
    EligibilityHeader,
    EligibilityResponse,
    Parties,
    Person,
    Trace,
)
from backend.x12.eligibility_270_271.models import (
    EligibilityInquiry as Question,
)
from backend.x12.eligibility_270_271.writing import inquiries
from backend.x12.parts import Dates, Name

QUEUE = "front_desk"
ORIGINATOR = "9CLAIMLINE"
"""TRN03: ten characters that name who asks."""

__all__ = [
    "FrontDeskRow",
    "KnownCover",
    "NewAppointment",
    "RowProblem",
    "ask_ahead",
    "ask_now",
    "cover_of",
    "front_desk",
    "known_cover",
    "open_unanswered",
    "read_schedule",
    "record_answers",
    "take_appointments",
]


@dataclass(frozen=True, slots=True)
class FrontDeskRow:
    """One visit as the front desk sees it before the day begins. Amounts are decimal strings, empty where not told."""

    appointment_id: UUID
    number: str
    time: str
    patient: str
    payer: str
    outcome: str
    findings: tuple[str, ...]
    what_to_do: str
    plan: str
    copay: str
    deductible_left: str


def take_appointments(session: Session, appointments: Sequence[NewAppointment], now: datetime) -> int:
    """Put visits on the schedule; the same number again changes the visit. Raises :class:`ProviderNumberWrong`.

    What was to be done about a visit that is cancelled, on another day or another person's is closed.
    """
    if not all(npi_is_valid(one.provider_npi) for one in appointments):
        raise ProviderNumberWrong
    parties = PartyRepository(session)
    payers = parties.payers({PayerParty(one.payer_identifier, one.payer_name) for one in appointments})
    providers = parties.providers(
        {ProviderParty(one.provider_npi, one.provider_name, one.provider_tax_id) for one in appointments}
    )
    keys = [member_key(payers[one.payer_identifier], _party(one)) for one in appointments]
    members = parties.members(dict(zip(keys, map(_party, appointments), strict=True)))
    rows = {
        (one.provider_npi, one.number): {
            "number": one.number, "provider_id": providers[one.provider_npi], "payer_id": payers[one.payer_identifier],
            "member_id": members[key], "day": one.day, "time": one.time, "service_type": one.service_type,
            "plan_on_file": one.plan, "state": "cancelled" if one.cancelled else "scheduled",
        }
        for one, key in zip(appointments, keys, strict=True)
    }  # fmt: skip
    repository = EligibilityRepository(session)
    given = {(row["provider_id"], row["number"]): row for row in rows.values()}
    known = repository.known([(providers[npi], number) for npi, number in rows])
    changed = [one.id for one in known if _differs(one, given[one.provider_id, one.number])]
    repository.put(list(rows.values()))
    if changed:
        _settle_changed(session, changed, now)
    return len(rows)


def _differs(known: Appointment, row: dict[str, Any]) -> bool:
    return any(getattr(known, name) != row[name] for name in ("member_id", "day", "state"))


def _settle_changed(session: Session, appointment_ids: list[UUID], now: datetime) -> None:
    """Work about visits as they were is done; what is known of them as they are now is work again."""
    repository = EligibilityRepository(session)
    for appointment_id in repository.with_open_work(QUEUE, appointment_ids):
        close_work_items(session, "appointment", appointment_id, outcome="visit changed", now=now, queue=QUEUE)
    latest = repository.latest(appointment_ids)
    visits = repository.scheduled(list(latest))
    _open_work(session, [(one, latest[one.appointment.id].findings) for one in visits], now)


def _party(one: NewAppointment) -> MemberParty:
    return MemberParty(one.member_id, one.first_name, one.last_name, one.date_of_birth, one.sex)


def ask_ahead(session: Session, now: datetime) -> int:
    """The evening round: every visit up to the next business day that nobody asked about yet. How many were asked."""
    today = now.date()
    last = next_business_day(today + timedelta(days=1))
    return _ask(session, EligibilityRepository(session).not_asked(today, last), "evening", now)


def ask_now(session: Session, appointment_id: UUID, now: datetime) -> None:
    """Ask about one visit, whatever was asked before. Raises AppointmentNotFound, AppointmentCancelled."""
    visit = EligibilityRepository(session).visit(appointment_id)
    if visit is None:
        raise AppointmentNotFound
    if visit.appointment.state == "cancelled":
        raise AppointmentCancelled
    _ask(session, [visit], "on_demand", now)


def _ask(session: Session, visits: list[Visit], occasion: str, now: datetime) -> int:
    """One 270 for each payer."""
    header = EligibilityHeader("E1", now.date(), f"{now:%H%M}")
    good, bad = visits, list[Visit]()
    if visits and not is_writable(inquiries(header, [_question(one, "1") for one in visits]), now):
        fits = [is_writable(inquiries(header, [_question(one, "1")]), now) for one in visits]
        good = [one for one, each in zip(visits, fits, strict=True) if each]
        bad = [one for one, each in zip(visits, fits, strict=True) if not each]
    open_work_items(session, [_work(one, "unwritable", now.date()) for one in bad])
    outbox, repository = Outbox(session), EligibilityRepository(session)
    in_order = sorted(
        good, key=lambda one: (one.payer.identifier, one.provider.npi, one.member.member_id, str(one.member.id))
    )
    for _, of_payer in groupby(in_order, key=lambda one: one.payer.identifier):
        members = list(of_payer)
        file = outbox.open("270", members[0].payer.id, now)
        traces = [f"{file.number:09d}-{place:05d}" for place in range(1, len(members) + 1)]
        questions = [_question(visit, trace) for visit, trace in zip(members, traces, strict=True)]
        outbox.fill(file, [inquiries(header._replace(reference=f"E{file.number:09d}"), questions)], now)
        repository.add_inquiries(
            EligibilityInquiry(
                appointment_id=visit.appointment.id, member_id=visit.member.id, trace_number=trace, occasion=occasion,
                service_date=visit.appointment.day, interchange_number=file.number, asked_at=now,
            )
            for visit, trace in zip(members, traces, strict=True)
        )  # fmt: skip
    return len(in_order)


def _question(visit: Visit, trace: str) -> Question:
    member = visit.member
    person = Person(
        Name("IL", "1", member.last_name, member.first_name, id_qualifier="MI", id=member.member_id),
        member.date_of_birth, member.sex if member.sex in ("F", "M") else "",
    )  # fmt: skip
    parties = Parties(
        Name("PR", "2", visit.payer.name, id_qualifier="PI", id=visit.payer.identifier),
        Name("1P", "2", visit.provider.name, id_qualifier="XX", id=visit.provider.npi),
        person,
    )
    day = visit.appointment.day
    return Question(parties, (Trace("1", trace, ORIGINATOR),), (visit.appointment.service_type,), (Dates("291", day),))


def record_answers(
    session: Session, answers: Sequence[EligibilityResponse], file_id: UUID, now: datetime
) -> list[bool]:
    """Write down what payers answered. For each answer whether it was about a question or a member of ours.

    An answer nobody asked for still tells of cover, where member id and birthday name exactly one person. Claims held for
    want of cover are looked at again by a job. Set-based: a handful of statements however many answers.
    """
    repository = EligibilityRepository(session)
    known = repository.inquiries([trace.number for one in answers for trace in one.traces])
    spans: list[tuple[UUID, Sequence[Span]]] = []
    told: dict[UUID, tuple[Visit, Verdict]] = {}
    members: list[UUID | None] = []
    for one in answers:
        found = next((known[each.number] for each in one.traces if each.number in known), None)
        if found is None:
            cover = _cover_told(repository, one, now)
            members.append(cover[0] if cover else None)
            spans += [cover] if cover else []
            continue
        visit, verdict = _enter(*found, one, file_id, now)
        if _stands(*found):
            told[visit.appointment.id] = (visit, verdict)
        spans.append((visit.member.id, verdict.spans))
        members.append(visit.member.id)
    repository.put_spans(spans, now.date(), file_id)
    _settle_work(session, told, now)
    session.flush()
    looked_at = sorted({str(one) for one in members if one is not None})
    if looked_at:
        defer_job(session, "scrubbing.cover_told", member_ids=looked_at)
    return [one is not None for one in members]


def _enter(
    inquiry: EligibilityInquiry, visit: Visit, answer: EligibilityResponse, file_id: UUID, now: datetime
) -> tuple[Visit, Verdict]:
    theirs = visit.appointment.member_id == inquiry.member_id
    plan = visit.appointment.plan_on_file if theirs else ""
    verdict = judge(answer, inquiry.service_date, plan, visit.appointment.service_type)
    inquiry.answered_at, inquiry.file_id = now, file_id
    inquiry.outcome, inquiry.findings, inquiry.benefits = verdict.outcome, list(verdict.findings), _benefits(verdict)
    return visit, verdict


def _stands(inquiry: EligibilityInquiry, visit: Visit) -> bool:
    """Whether the visit still is what the payer was asked about."""
    now = visit.appointment
    return (now.member_id, now.day, now.state) == (inquiry.member_id, inquiry.service_date, "scheduled")


def _settle_work(session: Session, told: dict[UUID, tuple[Visit, Verdict]], now: datetime) -> None:
    """What waited for an answer is done; what the answer asks for is opened."""
    open_now = EligibilityRepository(session).with_open_work(QUEUE, list(told))
    for appointment_id in open_now:
        outcome = told[appointment_id][1].outcome
        close_work_items(session, "appointment", appointment_id, outcome=outcome, now=now, queue=QUEUE)
    _open_work(session, [(visit, verdict.findings) for visit, verdict in told.values()], now)


def _open_work(session: Session, found: Sequence[tuple[Visit, Sequence[str]]], now: datetime) -> None:
    items = [_work(visit, each, now.date()) for visit, findings in found for each in findings if each != "active"]
    open_work_items(session, items)


def _cover_told(
    repository: EligibilityRepository, answer: EligibilityResponse, now: datetime
) -> tuple[UUID, Sequence[Span]] | None:
    """Cover of the one member an unasked answer is about; None where nobody or several fit."""
    subscriber, person = answer.parties.subscriber, answer.parties.dependent or answer.parties.subscriber
    if subscriber is None or person is None or person.birth_date is None or not subscriber.name.id:
        return None
    members = repository.members(
        answer.parties.payer.id or answer.parties.payer.last, subscriber.name.id, person.birth_date
    )
    return (members[0], judge(answer, now.date(), "").spans) if len(members) == 1 else None


def _benefits(verdict: Verdict) -> dict[str, Any]:
    share = verdict.share
    amounts = {"copay": share.copay, "deductible": share.deductible, "deductible_left": share.deductible_left}
    told: dict[str, Any] = {name: f"{value:.2f}" for name, value in amounts.items() if value is not None}
    if share.coinsurance is not None:
        told["coinsurance_percent"] = f"{(share.coinsurance * 100).normalize():f}"
    if verdict.plan:
        told["plan"] = verdict.plan
    if verdict.reasons:
        told["reasons"] = list(verdict.reasons)
    others = [one.payer_name for one in verdict.spans if one.position == "S" and one.payer_name]
    if others:
        told["other_payers"] = others
    return told


def _work(visit: Visit, outcome: str, today: date) -> NewWork:
    due = max(today, visit.appointment.day)
    return NewWork(QUEUE, "appointment", visit.appointment.id, outcome, "biller", due, WHAT_TO_DO[outcome])


def open_unanswered(session: Session, now: datetime) -> int:
    """In the morning: a visit of today whose payer said nothing is a piece of work for a person. How many there are."""
    repository = EligibilityRepository(session)
    visits = repository.visits(now.date(), None)
    latest = repository.latest([one.appointment.id for one in visits])
    silent = [one for one in visits if (asked := latest.get(one.appointment.id)) is None or asked.answered_at is None]
    open_work_items(session, [_work(one, "no_answer", now.date()) for one in silent])
    return len(silent)


def front_desk(session: Session, day: date, provider_npi: str | None = None) -> list[FrontDeskRow]:
    """The report for the front desk: each visit of the day in order, with what to do."""
    repository = EligibilityRepository(session)
    visits = repository.visits(day, provider_npi)
    latest = repository.latest([one.appointment.id for one in visits])
    return list(_rows(visits, latest))


def _rows(visits: list[Visit], latest: dict[UUID, EligibilityInquiry]) -> Iterator[FrontDeskRow]:
    for visit in visits:
        asked = latest.get(visit.appointment.id)
        outcome = "not_asked" if asked is None else asked.outcome or "waiting"
        told = asked.benefits if asked else {}
        yield FrontDeskRow(
            visit.appointment.id, visit.appointment.number, visit.appointment.time,
            f"{visit.member.first_name} {visit.member.last_name}", visit.payer.name, outcome,
            tuple(asked.findings) if asked else (), " ".join(_instructions(outcome, asked)), told.get("plan", ""),
            told.get("copay", ""), told.get("deductible_left", ""),
        )  # fmt: skip


def _instructions(outcome: str, asked: EligibilityInquiry | None) -> list[str]:
    if asked is None or not asked.findings:
        return [WHAT_TO_DO[outcome]]
    told = [WHAT_TO_DO[one] for one in asked.findings]
    copay = asked.benefits.get("copay")
    if copay and "lapsed" not in asked.findings and Decimal(copay) > 0:
        told.append(f"Copay: ${copay}.")
    return told


def cover_of(session: Session, member_id: UUID) -> list[CoverageSpan]:
    """The cover on file for a member, as payers told it."""
    return EligibilityRepository(session).spans([member_id])


def known_cover(session: Session, member_ids: Sequence[UUID]) -> dict[UUID, KnownCover]:
    """What payers told of members; a member nobody asked about is missing."""
    repository = EligibilityRepository(session)
    spans: dict[UUID, list[Span]] = defaultdict(list)
    for one in repository.spans(member_ids):
        spans[one.member_id].append(
            Span(
                one.payer_identifier, one.payer_name, one.plan, one.insurance_type, one.position, one.starts, one.stops
            )
        )  # fmt: skip
    outcomes: dict[UUID, dict[date, str]] = defaultdict(dict)
    for member_id, day, outcome in repository.outcomes(member_ids):
        outcomes[member_id][day] = outcome
    return {
        member_id: KnownCover(tuple(spans.get(member_id, ())), outcomes.get(member_id, {}))
        for member_id in spans.keys() | outcomes.keys()
    }
