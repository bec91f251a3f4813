"""A claim billed again: each of the two tells of the other, with who did it."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from backend.models.staff import Staff
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.reporting.claim_history import tell
from backend.pipeline.reporting.story import Chapter
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.replacing import replace_claim
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from backend.pipeline.submission import service as submission
from tests.pipeline.submission.test_replacing import LATER, denied

WANTED = ClaimCorrection(reason="the authorization came.", authorization_number="A7741")


@pytest.fixture
def person(session: Session) -> str:
    """Sam, as the trail knows them."""
    one = Staff(
        email="sam@example.test", name="Sam Lindqvist", role="biller", skills="", password_hash="-", totp_secret="-",
        created_at=LATER,
    )  # fmt: skip
    session.add(one)
    session.flush()
    return f"staff:{one.id}"


def chapter(session: Session, claim_id: UUID, kind: str) -> Chapter:
    session.flush()
    return next(one for one in tell(session, claim_id).chapters if one.kind == kind)


@pytest.mark.parametrize(
    ("void", "new", "old", "left"),
    [
        (
            False, "The claim was made to take the place of claim ICN77.",
            "A corrected claim was made to take its place.", "replaced",
        ),
        (True, "The claim was made to take claim ICN77 back.", "A claim was made to take it back.", "void_requested"),
    ],
)  # fmt: skip
def test_both_claims_tell_of_each_other_and_of_who_did_it(
    session: Session, person: str, void: bool, new: str, old: str, left: str
) -> None:
    original = denied(session)
    made = replace_claim(session, original, WANTED, void=void, actor=person, now=LATER).claim_id
    of_new, of_old = chapter(session, made, "built"), chapter(session, original, "made_again")
    assert (of_new.sentence, of_new.link, of_new.actor) == (new, f"/operate/claims/{original}", "Sam Lindqvist")
    assert (of_old.sentence, of_old.link, of_old.actor) == (old, f"/operate/claims/{made}", "Sam Lindqvist")
    assert of_new.detail == of_old.detail == ["Because the authorization came."]
    credentialing.check(session, [made], LATER)
    ready = tell(session, made).standing
    assert (ready.finished, ready.sentence) == (False, "It leaves with the next batch.")
    submission.submit_ready(session, LATER)
    assert chapter(session, original, left).link == f"/operate/claims/{made}"


def test_replacement_taken_off_its_way_is_told_so_with_who_took_it_off(session: Session, person: str) -> None:
    original = denied(session)
    made = replace_claim(session, original, WANTED, void=False, actor=person, now=LATER).claim_id
    scrubbing.withdraw_claim(session, made, "The payer decided anew by itself.", person, LATER)
    told = chapter(session, original, "made_again")
    assert told.sentence == "A corrected claim was made to take its place, and was taken off its way."
    assert chapter(session, made, "taken_off").actor == "Sam Lindqvist"
    assert tell(session, made).standing.sentence == "It was taken off its way and never leaves."
