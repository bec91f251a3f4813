"""Who stands on claims: payers, providers and members, found or added in bulk, each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert

from backend.kit.ids import new_id
from backend.kit.repository import Repository
from backend.models.claim import plain
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.pipeline.claims.numbers import plain_number


@dataclass(frozen=True, slots=True)
class PayerParty:
    """Loop 2010BB of an 837, or 1000A of an 835."""

    identifier: str
    name: str


@dataclass(frozen=True, slots=True)
class ProviderParty:
    """Loop 2010AA: billing provider."""

    npi: str
    name: str
    tax_id: str


@dataclass(frozen=True, slots=True)
class MemberParty:
    """The patient: loop 2010BA or 2010CA."""

    member_id: str
    first_name: str
    last_name: str
    date_of_birth: date
    sex: str = "U"
    address: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    phone: str = ""


MemberKey = tuple[UUID, str, date, str]
PartyT = TypeVar("PartyT")


def member_key(payer_id: UUID, member: MemberParty) -> MemberKey:
    """What makes two records the same person: payer, member id, birthday, first name."""
    return payer_id, member.member_id, member.date_of_birth, member.first_name


class PartyRepository(Repository):
    """Find or add. Each method answers an id for every party asked."""

    def payers(self, parties: Iterable[PayerParty]) -> dict[str, UUID]:
        wanted = {one.identifier: one for one in parties}
        known = self._payers(wanted)
        missing = [one for key, one in wanted.items() if key not in known]
        if missing:
            rows = [
                {"id": new_id(), "identifier": one.identifier, "name": one.name, "adjudicated_here": False}
                for one in missing
            ]
            self.session.execute(insert(Payer).on_conflict_do_nothing(index_elements=["identifier"]), rows)
            known = self._payers(wanted)
        return known

    def _payers(self, wanted: Iterable[str]) -> dict[str, UUID]:
        rows = self.session.execute(select(Payer.identifier, Payer.id).where(Payer.identifier.in_(list(wanted))))
        return {row.identifier: row.id for row in rows}

    def any_client(self, payer_ids: Iterable[UUID]) -> bool:
        """Whether one of these payers has its claims decided here."""
        statement = select(Payer.id).where(Payer.id.in_(set(payer_ids)), Payer.adjudicated_here).limit(1)
        return self.session.scalar(statement) is not None

    def providers(self, parties: Iterable[ProviderParty]) -> dict[str, UUID]:
        wanted = {one.npi: one for one in parties}
        known = self._providers(wanted)
        missing = [one for key, one in wanted.items() if key not in known]
        if missing:
            rows = [{"id": new_id(), "npi": one.npi, "name": one.name, "tax_id": one.tax_id} for one in missing]
            self.session.execute(insert(Provider).on_conflict_do_nothing(index_elements=["npi"]), rows)
            known = self._providers(wanted)
        return known

    def _providers(self, wanted: Iterable[str]) -> dict[str, UUID]:
        rows = self.session.execute(select(Provider.npi, Provider.id).where(Provider.npi.in_(list(wanted))))
        return {row.npi: row.id for row in rows}

    def members(self, parties: dict[MemberKey, MemberParty]) -> dict[MemberKey, UUID]:
        known = self._members(parties)
        missing = {key: one for key, one in parties.items() if key not in known}
        if missing:
            rows: list[dict[str, Any]] = [
                {
                    "id": new_id(), "payer_id": key[0], "member_id": one.member_id, "first_name": one.first_name,
                    "last_name": one.last_name, "date_of_birth": one.date_of_birth, "sex": one.sex,
                    "address": one.address, "city": one.city, "state": one.state, "zip": one.zip, "phone": one.phone,
                }
                for key, one in missing.items()
            ]  # fmt: skip
            unique = ["payer_id", "member_id", "date_of_birth", "first_name"]
            self.session.execute(insert(Member).on_conflict_do_nothing(index_elements=unique), rows)
            known |= self._members(missing)
        self._fill_in(parties, known)
        return known

    def _members(self, wanted: Iterable[MemberKey]) -> dict[MemberKey, UUID]:
        keys = set(wanted)
        numbers = sorted({plain_number(number) for _, number, _, _ in keys})
        rows = self.session.execute(
            select(Member.payer_id, Member.member_id, Member.date_of_birth, Member.first_name, Member.id).where(
                text(plain("member.member_id") + " = ANY(:numbers)")
            ),
            {"numbers": numbers},
        )
        return {key: id for *parts, id in rows if (key := (parts[0], parts[1], parts[2], parts[3])) in keys}

    def _fill_in(self, parties: dict[MemberKey, MemberParty], known: dict[MemberKey, UUID]) -> None:
        """Add a telephone number or an address that no earlier file gave; nothing on file is overwritten.

        An address is one thing: of another one neither the street nor the ZIP code, by which callers are known, is taken.
        """
        given = [(known[key], one) for key, one in parties.items() if one.phone or one.zip]
        if not given:
            return
        rows = self.session.execute(
            text(
                """SELECT id, phone = '' AS phone, concat(address, city, state, zip) = '' AS address
                   FROM member WHERE id = ANY(:ids) AND (phone = '' OR concat(address, city, state, zip) = '')"""
            ),
            {"ids": [id for id, _ in given]},
        )
        lacking = {row.id: row for row in rows}
        for id, one in given:
            new: dict[str, str] = {}
            if id in lacking and lacking[id].phone and one.phone:
                new["phone"] = one.phone
            if id in lacking and lacking[id].address and one.zip:
                new |= {"address": one.address, "city": one.city, "state": one.state, "zip": one.zip}
            if new:
                self.session.execute(update(Member).where(Member.id == id).values(new))
