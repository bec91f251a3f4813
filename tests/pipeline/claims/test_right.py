"""Which denial tells the right to appeal: the biller's worth decides no caller's right."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.claim import ClaimEvent
from backend.models.remittance import RemittanceClaim
from backend.pipeline.claims.right import lead, step_day
from backend.pipeline.claims.service import snapshot
from backend.pipeline.claims.snapshot import DenialSnapshot
from tests.pipeline.denials.opening import open_denials

TODAY = date(2026, 11, 20)
SOON, LATER, OVER = date(2026, 12, 1), date(2027, 5, 1), date(2026, 11, 19)


def denial(*, appealable: bool, last_day: date | None = None, route: str = "human_review") -> DenialSnapshot:
    rule, source = ("a rule", "its source") if last_day else (None, None)
    return DenialSnapshot(
        uuid4(),
        "other",
        route,
        appealable,
        "provider",
        "Look.",
        Money.of("10.00"),
        "50",
        "CO",
        (),
        last_day,
        rule,
        source,
    )


def test_worst_without_a_right_hides_no_smaller_ones_right() -> None:
    worst, small = denial(appealable=False, last_day=SOON), denial(appealable=True, last_day=LATER)
    assert lead([worst, small], TODAY) is small


def test_nearest_of_two_last_days_is_told() -> None:
    worst, small = denial(appealable=True, last_day=LATER), denial(appealable=True, last_day=SOON)
    assert lead([worst, small], TODAY) is small


def test_day_that_is_over_gives_way_to_one_that_is_not() -> None:
    over, today = denial(appealable=True, last_day=OVER), denial(appealable=True, last_day=TODAY)
    assert lead([over, today], TODAY) is today


def test_known_last_day_comes_before_an_unknown_one_and_that_before_one_that_is_over() -> None:
    unknown, known, over = (denial(appealable=True, last_day=day) for day in (None, LATER, OVER))
    assert lead([over, unknown, known], TODAY) is known
    assert lead([over, unknown], TODAY) is unknown


def test_all_days_over_leave_the_first_that_could_be_appealed() -> None:
    worst, first = denial(appealable=False), denial(appealable=True, last_day=OVER)
    assert lead([worst, first, denial(appealable=True, last_day=date(2026, 1, 2))], TODAY) is first


def test_no_right_at_all_leaves_the_worst() -> None:
    worst = denial(appealable=False, last_day=SOON)
    assert lead([worst, denial(appealable=False)], TODAY) is worst
    assert lead([], TODAY) is None


def correction(worst: DenialSnapshot | None, payer: str = "Cigna Fernbrook") -> date | None:
    found = step_day(worst, plan_type="commercial", payer=payer, told=date(2026, 3, 16))
    return found.day if found else None


def test_step_of_the_worst_has_its_own_day_beside_anothers_right() -> None:
    worst = denial(appealable=False, last_day=SOON, route="correct_and_resubmit")
    assert lead([worst, denial(appealable=True, last_day=LATER)], TODAY) is not worst
    told = step_day(worst, plan_type="commercial", payer="Any", told=None)
    assert told is not None
    assert (told.route, told.day, told.rule, told.source) == ("correct_and_resubmit", SOON, "a rule", "its source")


def test_correction_of_what_can_be_appealed_has_the_payers_time_for_corrections() -> None:
    """Cigna: 90 days from the remittance; 14 June is a Sunday."""
    worst = denial(appealable=True, last_day=LATER, route="correct_and_resubmit")
    assert correction(worst) == date(2026, 6, 15)
    assert correction(worst, payer="No Rule Known") is None


def test_without_a_step_or_a_day_none_is_told() -> None:
    assert correction(None) is None
    assert correction(denial(appealable=True, last_day=LATER, route="appeal")) is None
    assert correction(denial(appealable=False)) is None


def test_claim_tells_the_days_of_its_step_and_of_its_right(session: Session, records: Any, make_facts: Any) -> None:
    """The large line is to be billed anew, the small one can be appealed: each has its own last day."""
    payer = records.payer()
    claim = records.claim(
        payer, records.provider(), records.member(payer), paid_on=date(2026, 3, 20), plan_type="medicare"
    )
    session.get_one(RemittanceClaim, claim.advice_id).lines = []
    session.add(ClaimEvent(claim_id=claim.id, kind="received", effective=claim.received))
    given = [
        make_facts(plan_type="medicare", carc="16", remarks=("MA130",), amount=Money.of("300.00"), line_number=1),
        make_facts(plan_type="medicare", carc="50", remarks=(), amount=Money.of("40.00"), line_number=2),
    ]
    large, small = open_denials(session, claim.id, given, date(2026, 3, 23), claim.advice_id)
    assert (large.appealable, small.appealable) == (False, True)
    told = snapshot(session, claim.id, date(2026, 3, 23))
    right = lead(told.denials, date(2026, 3, 23))
    assert right is not None
    assert right.denial_id == small.id
    assert told.step_day is not None
    assert (told.step_day.route, told.step_day.day) == ("correct_and_resubmit", large.deadline)
    assert told.step_day.day != right.deadline
    assert told.evidence["step_day"].record == f"denial {large.id}"
    assert told.evidence["deadline"].record == f"denial {small.id}"
