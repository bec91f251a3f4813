"""How a payer outside decides a claim: its own rules over the claim as billed, and its moods. Pure but for its random source.

It knows its members and contracts; of the practice's truth it knows nothing but what the claim says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from backend.world import medicine, pricing
from backend.world.causes import CAUSES, Cause
from backend.world.operation import fees
from backend.world.operation.outside.members import Known
from backend.world.operation.rates import Desk
from backend.world.payers import PayerProfile
from backend.world.records import Adjustment, WorldLine
from backend.x12.claim_837.models import Claim, OtherPayer

_SPELLED_25 = frozenset({"59", "XE", "XS", "XP", "XU", "25", "57"})


@dataclass(slots=True)
class Decided:
    """What the payer decided. Without lines the claim is decided as a whole (``adjustments`` and ``paid``)."""

    status: str
    lines: list[WorldLine] = field(default_factory=list)
    whole: list[Adjustment] = field(default_factory=list)
    whole_paid: int = 0
    allowed: int | None = None
    why: str = ""
    """The payer's own reason for a denial, in the words of ``rates``: what an appeal is judged by."""
    underpaid: int = 0
    """Cents below the contract."""

    @property
    def paid(self) -> int:
        return self.whole_paid + sum(one.paid for one in self.lines)

    @property
    def share(self) -> int:
        """All the patient bears (group PR)."""
        found = [*self.whole, *(each for one in self.lines for each in one.adjustments)]
        return sum(one.cents for one in found if one.group == "PR")


@dataclass(frozen=True, slots=True)
class Bench:
    """What the desk may look up: contract, the member, whether it paid such a service before, the enrolment of who treated."""

    payer: PayerProfile
    known: Known
    received: date
    paid_before: Callable[[WorldLine], bool]
    enrolled: Callable[[str, date], bool]
    deductible_left: int


def lines_of(claim: Claim) -> list[WorldLine]:
    """The claim's lines in cents."""
    day = claim.service_from
    assert day is not None, "taken in with a date of service"
    return [
        WorldLine(
            one.procedure.code if one.procedure else "", one.revenue_code, one.procedure.modifiers if one.procedure else (),
            int(one.units), one.service_date or day, int(one.charge * 100),
        )
        for one in claim.lines
    ]  # fmt: skip


def decide(claim: Claim, bench: Bench, rates: Desk, rng: Random) -> Decided:
    """The payer's decision on a claim it has taken in."""
    lines = lines_of(claim)
    first = claim.service_from
    assert first is not None, "taken in with a date of service"
    if (primary := _paid_first(claim)) is not None:
        return _second(claim, lines, primary)
    refusal = _whole_claim(claim, bench, first)
    if refusal is None and not claim.institutional:
        refusal = _mood(claim, bench.payer, rates, rng)
    if refusal is not None:
        cause, why = refusal
        for line in lines:
            pricing.deny(line, cause)
        return Decided("4", lines, why=why)
    if claim.institutional and claim.facility_code == "11":
        return _stay(claim, lines, bench)
    return _line_by_line(claim, lines, bench, rates, rng)


def _cause(root: str, carc: str, group: str = "") -> Cause:
    return next(one for one in CAUSES if one.root_cause == root and one.carc == carc and group in ("", one.group))


def _paid_first(claim: Claim) -> OtherPayer | None:
    """The payer before us, where the claim comes to us second."""
    if claim.subscriber.payer_responsibility == "P":
        return None
    return next((one for one in claim.other_payers if one.payer_responsibility == "P"), None)


def _whole_claim(claim: Claim, bench: Bench, first: date) -> tuple[Cause, str] | None:
    """What stops all of it, by rule."""
    if not bench.known.covered(first):
        return _cause("eligibility", "27", "PR"), "not_covered_that_day"
    if bench.known.other_first and not any(one.payer_responsibility == "P" for one in claim.other_payers):
        return _cause("coordination_of_benefits", "22", "CO"), "another_plan_first"
    if bench.received > (claim.service_to or first) + timedelta(days=bench.payer.filing_days):
        return _cause("timely_filing", "29"), "too_late"
    doctor = next((one.name.id for one in claim.providers if one.name.entity in ("82", "71")), "")
    if doctor and not claim.institutional and not bench.enrolled(doctor, bench.received):
        return _cause("provider_enrollment", "B7"), "not_enrolled"
    return None


def _mood(claim: Claim, payer: PayerProfile, rates: Desk, rng: Random) -> tuple[Cause, str] | None:
    drawn = rng.randrange(1000)
    authorized = bool(claim.prior_authorization)
    moods: tuple[tuple[int, tuple[Cause, str]], ...] = (
        (rates.medical_necessity, (_cause("medical_necessity", "50"), "medical_necessity")),
        (rates.records_wanted, (_cause("documentation", "252"), "records")),
        (rates.not_covered, (_cause("not_covered", "204" if payer.plan_type != "medicare" else "96"), "not_covered")),
        (rates.benefit_limit, (_cause("benefit_limit", "119", "PR"), "benefit_limit")),
        (rates.coding_view, (_cause("coding", "11"), "coding_view")),
        (rates.payers_mistake, (
            _cause("authorization", "197") if authorized else _cause("missing_or_invalid_data", "16"), "mistake")),
    )  # fmt: skip
    for rate, found in moods:
        if drawn < rate:
            return found
        drawn -= rate
    return None


def _line_by_line(claim: Claim, lines: list[WorldLine], bench: Bench, rates: Desk, rng: Random) -> Decided:
    payer = bench.payer
    first = claim.service_from or bench.received
    underpaid = rng.randrange(1000) < rates.underpaid
    copay = rng.choice(payer.copay_cents) if payer.copay_cents and any(_is_visit(one) for one in lines) else 0
    deductible, decided = bench.deductible_left, Decided("1", lines)
    for line in lines:
        refused = _line_refusal(line, lines, claim, bench, first)
        if refused is not None:
            pricing.deny(line, refused[0])
            decided.why = decided.why or refused[1]
            continue
        full = contract_amount(payer, line, institutional=claim.institutional)
        allowed = pricing.percent(full, 85) if underpaid else full
        decided.underpaid += full - allowed
        taken = min(deductible, allowed)
        pricing.pay(
            line, allowed, deductible=taken, copay=copay, coinsurance_rate=0 if copay else payer.coinsurance_percent,
            sequestration=payer.sequestration,
        )  # fmt: skip
        deductible -= taken
        copay = 0
    if not any(one.allowed is not None for one in lines):
        decided.status = "4"
    return decided


def contract_amount(payer: PayerProfile, line: WorldLine, *, institutional: bool) -> int:
    """What the contract allows for a line, never more than was charged."""
    if institutional:
        return pricing.percent(line.charge, fees.rate_percent(payer))
    return min(line.charge, fees.contract_fee(payer, line.procedure) * line.units)


def _is_visit(line: WorldLine) -> bool:
    return line.procedure.startswith(("9920", "9921"))


def _line_refusal(
    line: WorldLine, lines: list[WorldLine], claim: Claim, bench: Bench, first: date
) -> tuple[Cause, str] | None:  # fmt: skip
    """What stops one line, by rule: the payer's own copies of the published edits."""
    codes, born = {one.procedure for one in lines}, bench.known.person.born
    sex = claim.patient.sex if claim.patient else claim.subscriber.sex
    fits = medicine.SERVICES.get(line.procedure, medicine.Fits())
    if bench.paid_before(line):
        return _cause("duplicate", "18", "CO"), "duplicate"
    wants_it = bench.payer.plan_type in ("commercial", "medicare_advantage")
    if wants_it and line.procedure in fees.NEEDS_AUTHORIZATION and not claim.prior_authorization:
        return _cause("authorization", "197"), "no_authorization"
    if (fits.sex and sex in ("F", "M") and sex != fits.sex) or not fits.least <= medicine.age(born, first) <= fits.most:
        return _cause("coding", "11"), "age_or_sex"
    whole = next((one for one, part in medicine.PART_OF if part == line.procedure and one in codes), None)
    if (whole or (line.procedure == "93005" and "93000" in codes)) and not _SPELLED_25 & set(line.modifiers):
        return _cause("coding", "97"), "part_of_another"
    if _is_visit(line) and codes & medicine.OWN_VISIT_WORK - {"90460"} and not _SPELLED_25 & set(line.modifiers):
        return _cause("coding", "97"), "part_of_another"
    if line.procedure in medicine.SIDED and not {"LT", "RT", "50"} & set(line.modifiers):
        return _cause("coding", "4"), "no_side"
    if line.procedure in ("80053", "80061", "83036", "93306", "99202", "99203") and line.units > 1:
        return _cause("coding", "236"), "units"
    if not claim.institutional and _is_visit(line) and claim.facility_code == "21":
        return _cause("coding", "5"), "place"
    return None


def _stay(claim: Claim, lines: list[WorldLine], bench: Bench) -> Decided:
    """A stay is paid by the day and decided as a whole: adjustments at claim level, no lines."""
    first, last = claim.service_from, claim.service_to
    assert first is not None
    assert last is not None
    charge = sum(one.charge for one in lines)
    whole = WorldLine("", "", (), 1, first, charge)
    allowed = min(charge, fees.per_diem(bench.payer) * max(1, (last - first).days))
    pricing.pay(
        whole, allowed, deductible=min(bench.deductible_left, allowed), copay=0,
        coinsurance_rate=bench.payer.coinsurance_percent, sequestration=bench.payer.sequestration,
    )  # fmt: skip
    return Decided("1", [], whole.adjustments, whole.paid, allowed)


def _second(claim: Claim, lines: list[WorldLine], primary: OtherPayer) -> Decided:
    """Second in line: four fifths of what the first plan left to the patient; the rest stays with the patient."""
    if claim.lines and all(one.adjudications for one in claim.lines):
        for line, billed in zip(lines, claim.lines, strict=True):
            left = sum(int(one.amount * 100) for one in billed.adjudications[0].adjustments if one.group == "PR")
            _bear(line, min(left, line.charge))
        return Decided("2", lines)
    charge = sum(one.charge for one in lines)
    whole = WorldLine("", "", (), 1, lines[0].day, charge)
    _bear(whole, min(charge, sum(int(one.amount * 100) for one in primary.adjustments if one.group == "PR")))
    return Decided("2", [], whole.adjustments, whole.paid, whole.allowed)


def _bear(line: WorldLine, left: int) -> None:
    line.allowed, line.paid = left, pricing.percent(left, 80)
    named = (("OA", "23", line.charge - left), ("PR", "2", left - line.paid))
    line.adjustments = [Adjustment(*one) for one in named if one[2]]
