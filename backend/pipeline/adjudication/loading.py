"""Payers' terms brought in. Loading the same again changes nothing; what has the same natural key is brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.benefit_plan import BenefitPlan, BenefitYear, PlanAuthorization, PlanBenefit, PlanEnrolment
from backend.models.contract import Contract, ContractRate, PayerClient
from backend.models.payer import Payer
from backend.pipeline.adjudication.errors import TermsUnusable
from backend.pipeline.adjudication.terms_document import (
    AuthorizationTerms,
    ContractTerms,
    EnrolmentTerms,
    PayerTerms,
    PlanTerms,
    TermsDocument,
)
from backend.pipeline.claims.parties import MemberKey, MemberParty, PartyRepository, PayerParty, member_key

ROWS_A_STATEMENT = 2000


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much a document held."""

    payers: int
    plans: int
    contracts: int
    rates: int
    enrolments: int
    authorizations: int


def load_terms(session: Session, document: TermsDocument) -> Loaded:
    """Bring a document in, all of it or nothing. Raises TermsUnusable where it names a payer or plan that is not there."""
    repository = _TermsRepository(session)
    repository.payers(document.payers)
    named = {one.payer for one in document.plans} | {one.payer for one in document.contracts}
    named |= {one.payer for one in document.enrolments} | {one.payer for one in document.authorizations}
    payers = repository.payer_ids(named)
    if missing := sorted(named - payers.keys()):
        raise TermsUnusable(f"The payer {missing[0]} is not on file.")
    for plan in document.plans:
        repository.plan(payers[plan.payer], plan)
    for contract in document.contracts:
        repository.contract(payers[contract.payer], contract)
    repository.enrolments(payers, document.enrolments)
    repository.authorizations(payers, document.authorizations)
    return Loaded(
        len(document.payers), len(document.plans), len(document.contracts),
        sum(len(one.rates) for one in document.contracts), len(document.enrolments), len(document.authorizations),
    )  # fmt: skip


class _TermsRepository(Repository):
    def payers(self, payers: Sequence[PayerTerms]) -> None:
        if not payers:
            return
        ids = PartyRepository(self.session).payers([PayerParty(one.identifier, one.name) for one in payers])
        for one in payers:
            if one.client is not None:
                id = ids[one.identifier]
                self._upsert(PayerClient, [{"payer_id": id, **one.client.model_dump()}], ["payer_id"])
                self.session.execute(update(Payer).where(Payer.id == id).values(adjudicated_here=True, name=one.name))

    def payer_ids(self, identifiers: Iterable[str]) -> dict[str, UUID]:
        rows = self.session.execute(select(Payer.identifier, Payer.id).where(Payer.identifier.in_(set(identifiers))))
        return {row.identifier: row.id for row in rows}

    def plan(self, payer_id: UUID, plan: PlanTerms) -> None:
        row = {"payer_id": payer_id, **plan.model_dump(include={"code", "name", "plan_type"})}
        plan_id = self._upsert(BenefitPlan, [{"id": new_id(), **row}], ["payer_id", "code"])[0]
        for year in plan.years:
            terms = year.model_dump(exclude={"benefits"})
            money = {key: Money.of(terms[key]) for key in ("deductible", "out_of_pocket_max", "review_above")}
            year_row = {"id": new_id(), "plan_id": plan_id, **terms, **money}
            year_id = self._upsert(BenefitYear, [year_row], ["plan_id", "starts"])[0]
            rows = [
                {"year_id": year_id, "kind": kind, **one.model_dump(), "copay": Money.of(one.copay)}
                for kind, one in year.benefits.items()
            ]
            self._upsert(PlanBenefit, rows, ["year_id", "kind"], returning=False)

    def contract(self, payer_id: UUID, contract: ContractTerms) -> None:
        row = {"id": new_id(), "payer_id": payer_id, **contract.model_dump(exclude={"payer", "rates"})}
        contract_id = self._upsert(Contract, [row], ["payer_id", "tax_id", "npi", "starts"])[0]
        rows = [
            {"id": new_id(), "contract_id": contract_id, **one.model_dump(), "amount": Money.of(one.amount)}
            for one in contract.rates
        ]
        key = ["contract_id", "setting", "procedure", "modifier", "starts"]
        self._upsert(ContractRate, rows, key, returning=False)

    def enrolments(self, payers: dict[str, UUID], enrolments: Sequence[EnrolmentTerms]) -> None:
        plans = self._plans({payers[one.payer] for one in enrolments})
        for start in range(0, len(enrolments), ROWS_A_STATEMENT):
            part = enrolments[start : start + ROWS_A_STATEMENT]
            members = self._members(payers, part)
            rows = []
            for one in part:
                plan_id = plans.get((payers[one.payer], one.plan))
                if plan_id is None:
                    raise TermsUnusable(f"The plan {one.plan} of {one.payer} is not on file.")
                terms = one.model_dump(include={"starts", "stops", "other_plan_primary"})
                rows.append({"id": new_id(), "member_id": members[self._key(payers, one)], "plan_id": plan_id, **terms})
            self._upsert(PlanEnrolment, rows, ["member_id", "plan_id", "starts"], returning=False)

    def authorizations(self, payers: dict[str, UUID], authorizations: Sequence[AuthorizationTerms]) -> None:
        for start in range(0, len(authorizations), ROWS_A_STATEMENT):
            part = authorizations[start : start + ROWS_A_STATEMENT]
            members = self._members(payers, part)
            rows = [
                {
                    "id": new_id(), "member_id": members[self._key(payers, one)],
                    **one.model_dump(include={"number", "procedure", "starts", "stops", "units"}),
                }
                for one in part
            ]  # fmt: skip
            self._upsert(PlanAuthorization, rows, ["member_id", "number", "procedure"], returning=False)

    def _plans(self, payer_ids: Iterable[UUID]) -> dict[tuple[UUID, str], UUID]:
        statement = select(BenefitPlan.payer_id, BenefitPlan.code, BenefitPlan.id)
        rows = self.session.execute(statement.where(BenefitPlan.payer_id.in_(set(payer_ids))))
        return {(row.payer_id, row.code): row.id for row in rows}

    def _members(
        self, payers: dict[str, UUID], people: Sequence[EnrolmentTerms | AuthorizationTerms]
    ) -> dict[MemberKey, UUID]:
        return PartyRepository(self.session).members({self._key(payers, one): _party(one) for one in people})

    @staticmethod
    def _key(payers: dict[str, UUID], one: EnrolmentTerms | AuthorizationTerms) -> MemberKey:
        return member_key(payers[one.payer], _party(one))

    def _upsert(
        self, table: Any, rows: Sequence[dict[str, Any]], key: Sequence[str], *, returning: bool = True
    ) -> list[UUID]:
        """Add rows, or bring those with the same key up to date; the last row of a key counts. Ids where asked for."""
        unique = {tuple(row[name] for name in key): row for row in rows}
        if not unique:
            return []
        statement = insert(table)
        changed = {name: statement.excluded[name] for name in rows[0] if name != "id" and name not in key}
        upsert = statement.on_conflict_do_update(
            index_elements=list(key), set_=changed or {key[0]: statement.excluded[key[0]]}
        )
        if not returning:
            self.session.execute(upsert, list(unique.values()))
            return []
        name = table.id if hasattr(table, "id") else table.payer_id
        return [self.session.execute(upsert.returning(name), row).scalar_one() for row in unique.values()]


def _party(one: EnrolmentTerms | AuthorizationTerms) -> MemberParty:
    more: dict[str, str] = {}
    if isinstance(one, EnrolmentTerms):
        more = one.model_dump(include={"sex", "address", "city", "state", "zip", "phone"})
    return MemberParty(one.member_id, one.first_name, one.last_name, one.date_of_birth, **more)
