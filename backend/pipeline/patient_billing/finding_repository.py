"""The query that finds patients' accounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from backend.kit.repository import Repository
from backend.models.member import Member
from backend.models.patient_account import PatientAccount

if TYPE_CHECKING:
    from backend.pipeline.patient_billing.finding import Wanted


class FindingRepository(Repository):
    """Accounts by what is known of their patient."""

    def accounts(self, wanted: Wanted, limit: int) -> list[PatientAccount]:
        statement = (
            select(PatientAccount)
            .join(Member, Member.id == PatientAccount.member_id)
            .where(_fits(wanted))
            .order_by(Member.last_name, Member.first_name, PatientAccount.serial)
            .limit(limit)
        )
        return list(self.session.scalars(statement))


def _fits(wanted: Wanted) -> ColumnElement[bool]:
    if wanted.names:
        return and_(*(or_(_begins(Member.last_name, one), _begins(Member.first_name, one)) for one in wanted.names))
    fits = func.upper(func.translate(Member.member_id, " -.", "")) == wanted.identifier
    return fits if wanted.serial is None else or_(fits, PatientAccount.serial == wanted.serial)


def _begins(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    """In whatever case; written as the indexes on names are, which a comparison by ILIKE does not use."""
    told = func.lower(re.sub(r"([/%_])", r"/\1", name))
    return func.lower(column).like(told.concat("%"), escape="/")
