"""Encounters: documented visits taken in, asked about where the note leaves something out, coded within 48 hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import defer_job
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.encounter import CodingQuery, Encounter
from backend.pipeline.claims.parties import MemberParty, PartyRepository, PayerParty, ProviderParty, member_key
from backend.pipeline.encounters.errors import AnswerDoesNotFit, QueryClosed, QueryNotFound
from backend.pipeline.encounters.patterns import Asked, Lag, LeftOut, Pattern, charge_lag, left_out, patterns
from backend.pipeline.encounters.repository import EncounterRepository
from backend.pipeline.encounters.rules import (
    NOT_BILLED,
    Coded,
    CodedLine,
    Gap,
    code,
    completed,
    due_times,
    gaps,
    not_billed,
    read_word,
    same_services,
)
from backend.pipeline.encounters.schemas import NewEncounter, RowProblem
from backend.pipeline.work.service import NewWork, close_work_items, open_work_items

QUEUE = "coding_queries"
MOST_LINES = 5000
LEFT_BEHIND = timedelta(minutes=15)
"""After this time the job that should have gone on is taken for lost."""
_STOPPED = {
    "not_codable": "The note cannot be coded even conservatively: the practice has to complete it.",
    "too_short": "Every service is documented with less time than can be billed: the practice completes the note, or closes "
    "the visit without a claim.",
}


@dataclass(frozen=True, slots=True)
class TakenEncounter:
    """What became of one encounter."""

    number: str
    id: UUID
    state: str
    queries: int


@dataclass(frozen=True, slots=True)
class CodedEncounter:
    """A coded encounter with its parties, ready to become a claim."""

    id: UUID
    payer_id: UUID
    provider_id: UUID
    member_id: UUID
    queried_unresolved: bool
    documented: NewEncounter
    coded: Coded


def read_lines(content: str) -> tuple[list[NewEncounter], list[RowProblem]]:
    """Encounters of a JSON Lines file; a bad line is named without its values, the others go on."""
    good: list[NewEncounter] = []
    problems: list[RowProblem] = []
    for number, line in enumerate((one for one in content.splitlines() if one.strip()), 1):
        if number > MOST_LINES:
            problems.append(RowProblem(row=number, field="", code="too_many_rows"))
            break
        try:
            good.append(NewEncounter.model_validate_json(line))
        except ValidationError as wrong:
            problems += [
                RowProblem(row=number, field=".".join(map(str, one["loc"])), code=one["type"]) for one in wrong.errors()
            ]
    return good, problems


def take_encounters(session: Session, encounters: Sequence[NewEncounter], now: datetime) -> list[TakenEncounter]:
    """Take encounters in: coded at once where the note says all, else the physician is asked.

    The same number again brings a corrected note, as long as the old one is not coded: its claim is then on its way.
    """
    latest = {(one.practice.npi, one.number): one for one in encounters}
    keyed = _with_parties(session, list(latest.values()))
    repository = EncounterRepository(session)
    known = repository.known([(row["provider_id"], row["number"]) for row, _ in keyed])
    again = [one.id for one in known.values() if not _is_closed(one)]
    repository.drop_open_queries(again)
    asked = repository.queries_of(again)
    taken: list[tuple[Encounter, NewEncounter]] = []
    closed: list[TakenEncounter] = []
    for row, encounter in keyed:
        old = known.get((row["provider_id"], row["number"]))
        if old is not None and _is_closed(old):
            closed.append(TakenEncounter(old.number, old.id, "already_billed", 0))
            continue
        if old is not None:
            _carry_over(old, encounter, [one for one in asked if one.encounter_id == old.id])
        taken.append((_put(old, row), encounter))
    repository.add(one for one, _ in taken)
    for encounter_id in again:
        close_work_items(session, "encounter", encounter_id, outcome="note sent again", now=now, queue=QUEUE)
    results = [
        _begin(session, one, _completed(encounter, [each for each in asked if each.encounter_id == one.id]), now)
        for one, encounter in taken
    ]
    session.flush()
    _hand_on(session, [one.id for one in results if one.state == "coded"])
    return results + closed


def _is_closed(known: Encounter) -> bool:
    return known.claim_id is not None or known.state == "coded"


def _carry_over(known: Encounter, note: NewEncounter, queries: list[CodingQuery]) -> None:
    """Answers go with their service to where the new note has it; what was asked of another is no longer asked."""
    places = same_services(NewEncounter.model_validate(known.documented), note)
    for one in queries:
        one.place = places.get(one.place) if one.state == "answered" and one.place is not None else None
    known.queried_unresolved = False


def _with_parties(session: Session, encounters: list[NewEncounter]) -> list[tuple[dict[str, Any], NewEncounter]]:
    parties = PartyRepository(session)
    payers = parties.payers(
        {PayerParty(one.insurance.payer_identifier, one.insurance.payer_name) for one in encounters}
    )
    providers = parties.providers(
        {ProviderParty(one.practice.npi, one.practice.name, one.practice.tax_id) for one in encounters}
    )
    people = [_member(one) for one in encounters]
    keys = [
        member_key(payers[one.insurance.payer_identifier], who) for one, who in zip(encounters, people, strict=True)
    ]
    members = parties.members(dict(zip(keys, people, strict=True)))
    return [
        (
            {
                "number": one.number, "provider_id": providers[one.practice.npi],
                "payer_id": payers[one.insurance.payer_identifier], "member_id": members[key],
                "physician_npi": one.physician.npi, "service_date": one.service_date,
                "documented_at": one.documented_at, "documented": one.model_dump(mode="json"),
            },
            one,
        )
        for one, key in zip(encounters, keys, strict=True)
    ]  # fmt: skip


def _member(one: NewEncounter) -> MemberParty:
    who = one.patient
    return MemberParty(
        one.insurance.member_id, who.first_name, who.last_name, who.date_of_birth, who.sex, who.address, who.city,
        who.state, who.zip[:5], who.phone,
    )  # fmt: skip


def _put(old: Encounter | None, row: dict[str, Any]) -> Encounter:
    if old is None:
        coding_due, _ = due_times(row["documented_at"], row["documented_at"])
        return Encounter(id=new_id(), state="queried", coding_due=coding_due, queried_unresolved=False, **row)
    for name, value in row.items():
        setattr(old, name, value)
    return old


def _begin(session: Session, row: Encounter, encounter: NewEncounter, now: datetime) -> TakenEncounter:
    found = gaps(encounter)
    if found:
        _ask(session, row, found, now)
    else:
        _settle(session, row, encounter, now)
    return TakenEncounter(row.number, row.id, row.state, len(found))


def _ask(session: Session, row: Encounter, found: Sequence[Gap], now: datetime) -> None:
    row.state = "queried"
    session.add_all(_query(row, one, now) for one in found)
    work = NewWork(
        QUEUE, "encounter", row.id, "note_incomplete", "biller", due_times(row.documented_at, now)[1].date(),
        f"The physician is asked for {len(found)} thing{'s' if len(found) > 1 else ''} the note leaves out.",
    )  # fmt: skip
    open_work_items(session, [work])


def _query(row: Encounter, gap: Gap, now: datetime) -> CodingQuery:
    _, due = due_times(row.documented_at, now)
    return CodingQuery(
        encounter_id=row.id, physician_npi=row.physician_npi, service=gap.service, place=gap.service, gap=gap.gap,
        missing=gap.missing, needed=gap.needed, field=gap.field, choices=list(gap.choices), asked_at=now, due=due,
        state="open",
    )  # fmt: skip


def answer_query(session: Session, query_id: UUID, word: str, actor: str, now: datetime) -> TakenEncounter:
    """Enter a physician's answer; the last open one lets the encounter be coded.

    Raises QueryNotFound, QueryClosed, AnswerDoesNotFit.
    """
    repository = EncounterRepository(session)
    query = repository.query(query_id)
    if query is None:
        raise QueryNotFound
    row = repository.get(query.encounter_id)
    assert row is not None, "a query has its encounter"
    if query.state != "open" or row.state != "queried":
        raise QueryClosed
    try:
        read_word(query.field, tuple(query.choices), word)
    except ValueError:
        raise AnswerDoesNotFit(query.choices) from None
    query.answer, query.answered_at, query.state = word.strip(), now, "answered"
    session.flush()
    audit.record(session, Act.CODING_QUERY_ANSWERED, actor=actor, subject=f"encounter:{row.id}", fields=[query.field])
    queries = repository.queries_of([row.id])
    still_open = sum(one.state == "open" for one in queries)
    if not still_open:
        still_open = _after_answers(session, row, queries, now)
    return TakenEncounter(row.number, row.id, row.state, still_open)


def _after_answers(session: Session, row: Encounter, queries: list[CodingQuery], now: datetime) -> int:
    """Code it, unless an answer opened a gap nobody asked about yet; how many such there are."""
    encounter = _completed(NewEncounter.model_validate(row.documented), queries)
    asked = {(one.place, one.gap) for one in queries}
    fresh = [one for one in gaps(encounter) if (one.service, one.gap) not in asked]
    if fresh:
        _ask(session, row, fresh, now)
        return len(fresh)
    close_work_items(session, "encounter", row.id, outcome="answered", now=now, queue=QUEUE)
    _settle(session, row, encounter, now)
    _hand_on(session, [row.id] if row.state == "coded" else [])
    return 0


def _completed(encounter: NewEncounter, queries: list[CodingQuery]) -> NewEncounter:
    words = {
        (one.place, one.field): read_word(one.field, tuple(one.choices), one.answer)
        for one in queries
        if one.answer is not None and one.place is not None
    }
    return completed(encounter, words)


def close_overdue(session: Session, now: datetime, limit: int = 500) -> int:
    """Code conservatively what physicians left unanswered, marked queried-unresolved. How many encounters."""
    repository = EncounterRepository(session)
    rows = repository.overdue(now, limit)
    queries = repository.queries_of([one.id for one in rows])
    for row in rows:
        own = [one for one in queries if one.encounter_id == row.id]
        encounter = _completed(NewEncounter.model_validate(row.documented), own)
        for one in own:
            if one.state == "open":
                one.state = "unresolved"
        row.queried_unresolved = True
        close_work_items(session, "encounter", row.id, outcome="not answered", now=now, queue=QUEUE)
        _settle(session, row, encounter, now)
    session.flush()
    _hand_on(session, [one.id for one in rows if one.state == "coded"])
    return len(rows)


def _settle(session: Session, row: Encounter, encounter: NewEncounter, now: datetime) -> None:
    """Code the encounter, conservatively where gaps stay; or stop it for a person."""
    coded = code(encounter)
    if coded is None:
        row.state = "stopped"
        open_work_items(session, [_stopped(row, encounter, now)])
        return
    row.documented = encounter.model_dump(mode="json")
    row.coded, row.coded_at, row.state = _as_json(coded), now, "coded"
    if coded.left_out:
        charge = Money.total(Money.of(encounter.services[number - 1].charge) for number, _ in coded.left_out)
        why = "; ".join(f"service {number}: {NOT_BILLED[reason]}" for number, reason in coded.left_out)
        sentence = f"Left out of the claim, because the note does not support it: {why}."
        work = NewWork(
            QUEUE, "encounter", row.id, "services_left_out", "biller", (now + timedelta(days=5)).date(), sentence, charge,
            {"services": [list(one) for one in coded.left_out]},
        )  # fmt: skip
        open_work_items(session, [work])


def _stopped(row: Encounter, encounter: NewEncounter, now: datetime) -> NewWork:
    left = not_billed(encounter)
    unsigned = any(one.stops and one.service == 0 for one in gaps(encounter))
    reason = "too_short" if set(left.values()) == {"too_short"} and not unsigned else "not_codable"
    day = max(row.coding_due, now + timedelta(days=1)).date()
    facts = {"services": [list(one) for one in sorted(left.items())]}
    return NewWork(QUEUE, "encounter", row.id, reason, "supervisor", day, _STOPPED[reason], None, facts)


def _as_json(coded: Coded) -> dict[str, Any]:
    told = asdict(coded)
    for line in told["lines"]:
        line["charge"] = str(line["charge"])
    return told


def _from_json(told: dict[str, Any]) -> Coded:
    lines = tuple(
        CodedLine(
            one["service"], one["procedure"], tuple(one["modifiers"]), one["units"], Decimal(one["charge"]),
            tuple(one["diagnoses"]),
        )
        for one in told["lines"]
    )  # fmt: skip
    return Coded(tuple(told["diagnoses"]), lines, tuple((at, gap) for at, gap in told["left_out"]))


def _hand_on(session: Session, encounter_ids: list[UUID]) -> None:
    """The claim is built by a job of the next stage."""
    if encounter_ids:
        defer_job(session, "scrubbing.build", encounter_ids=[str(one) for one in encounter_ids])


def take_up(session: Session, now: datetime) -> int:
    """Hand on again what was coded a while ago and never became a claim: its job was lost. How many."""
    found = EncounterRepository(session).left_behind(now - LEFT_BEHIND, 500)
    _hand_on(session, found)
    return len(found)


def coded_encounters(session: Session, encounter_ids: Sequence[UUID]) -> list[CodedEncounter]:
    """Those of the encounters that are coded and not billed, in the order asked, locked until the transaction ends."""
    rows = {row.id: row for row, _ in EncounterRepository(session).many(encounter_ids)}
    return [
        CodedEncounter(
            row.id, row.payer_id, row.provider_id, row.member_id, row.queried_unresolved,
            NewEncounter.model_validate(row.documented), _from_json(row.coded),
        )
        for row in (rows[one] for one in dict.fromkeys(encounter_ids) if one in rows)
        if row.state == "coded" and row.claim_id is None and row.coded is not None
    ]  # fmt: skip


def name_claims(session: Session, claims: dict[UUID, UUID]) -> None:
    """Note which claim was built from which encounter."""
    EncounterRepository(session).name_claims(claims)


def mark_billed(session: Session, encounter_ids: Sequence[UUID], now: datetime) -> None:
    """The claims of these encounters left: charge lag ends here."""
    EncounterRepository(session).mark_billed(encounter_ids, now)


def coding_queries(
    session: Session, *, physician_npi: str | None = None, state: str = "open", limit: int = 100
) -> list[tuple[CodingQuery, str]]:
    """Queries with the number of their encounter, most urgent first."""
    return EncounterRepository(session).list_queries(physician_npi, state, limit)


def physician_patterns(session: Session, since: date, until: date) -> list[Pattern]:
    """What physicians' notes of these days keep leaving out."""
    repository = EncounterRepository(session)
    asked = [
        Asked(npi, gap, (answered - at).total_seconds() / 3600 if answered else None)
        for npi, gap, at, answered in repository.asked(since, until)
    ]
    return patterns(asked, repository.counts(since, until))


def services_left_out(session: Session, since: date, until: date) -> list[LeftOut]:
    """What was documented on these days and not billed, by physician and reason."""
    return left_out(EncounterRepository(session).left_out(since, until))


def charge_lags(session: Session, since: date, until: date) -> list[Lag]:
    """Days from visit to claim, by practice, for visits of these days."""
    billed = EncounterRepository(session).billed(since, until)
    return charge_lag((npi, served, left.date()) for npi, served, left in billed)


def encounter_number(session: Session, encounter_id: UUID) -> str:
    """The practice's number of an encounter; empty where there is none."""
    return EncounterRepository(session).number(encounter_id) or ""
