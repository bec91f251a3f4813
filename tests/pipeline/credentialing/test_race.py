"""A claim judged while the payer's word is entered is never left behind, whichever commits first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from backend.models.submission import OutgoingClaim
from backend.pipeline.credentialing import service
from tests.pipeline.credentialing.test_service import NOW, NPI, confirm, scrubbed


@pytest.mark.parametrize("requested_before", [True, False], ids=["requested", "not on file"])
def test_claim_judged_while_the_enrolment_is_confirmed_leaves(committed: Engine, requested_before: bool) -> None:
    with Session(committed) as session, session.begin():
        claim_id = scrubbed(session)
        asked = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW) if requested_before else None

    def enter_the_word() -> None:
        with Session(committed) as session, session.begin():
            confirm(session, asked or service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW))

    with ThreadPoolExecutor(1) as other:
        with Session(committed) as session, session.begin():
            judged = service.check(session, [claim_id], NOW)
            assert judged.held == 1
            entering = other.submit(enter_the_word)
            with pytest.raises(NotYet):
                entering.result(timeout=1)
        entering.result(timeout=30)
    assert state(committed, claim_id) == "ready"


def test_claim_judged_after_an_uncommitted_word_waits_for_it(committed: Engine) -> None:
    with Session(committed) as session, session.begin():
        claim_id = scrubbed(session)
        asked = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)

    def judge() -> int:
        with Session(committed) as session, session.begin():
            return service.check(session, [claim_id], NOW).ready

    with ThreadPoolExecutor(1) as other:
        with Session(committed) as session, session.begin():
            confirm(session, asked, since=date(2026, 1, 1))
            judging = other.submit(judge)
            with pytest.raises(NotYet):
                judging.result(timeout=1)
        assert judging.result(timeout=30) == 1
    assert state(committed, claim_id) == "ready"


def state(committed: Engine, claim_id: UUID) -> str:
    with Session(committed) as session:
        found = session.scalars(select(OutgoingClaim.state).where(OutgoingClaim.claim_id == claim_id)).one()
        assert session.scalar(text("SELECT count(*) FROM work_item WHERE closed_at IS NULL")) == 0
        return found
