"""The explanation of benefits taken apart, from what the patient owes back to the charge. Pure.

charge = patient's share + not covered + other payer + payment adjustments + discount + plan's payment, to the cent, for
each service line and for the whole claim (X221 section 1.10.2). What does not add up is never explained: it comes back
as a :class:`Mismatch`, and a person looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from backend.codes import knowledge
from backend.kit.money import Money
from backend.pipeline.claims.snapshot import Adjustment, ClaimSnapshot, LineSnapshot
from backend.pipeline.claims.stage import COST_SHARE, UNDECIDED
from backend.pipeline.denials.triage import NO_SURPRISES, PATIENT_FREE, QMB

Kind = Literal[
    "deductible", "coinsurance", "copay", "other_share", "not_covered", "other_payer", "payment_adjustment", "discount",
    "plan_paid",
]  # fmt: skip
MayBill = Literal["yes", "no", "depends"]
"""Whether the provider may bill the patient for it."""
Bearer = Literal["patient", "provider", "other_payer", "payer"]

ORDER: tuple[Kind, ...] = (
    "deductible", "coinsurance", "copay", "other_share", "not_covered", "other_payer", "payment_adjustment", "discount",
    "plan_paid",
)  # fmt: skip
"""From what is owed back to the bill."""

NAMES: Mapping[str, str] = {
    "253": "federal payment cut (sequestration)",
    "43": "federal payment cut",
    "225": "interest or penalty between plans",
    "85": "interest",
    "94": "rate above the charge",
    "105": "tax withheld from the payment",
    "161": "bonus to the provider",
    "144": "incentive to the provider",
    "237": "penalty set by law",
    "187": "paid from a health spending account",
    "100": "paid to the patient",
    "293": "paid to the employer",
    "294": "paid to an attorney",
    "143": "part of the payment comes later",
    "A0": "refund to the patient",
    "B13": "paid before",
}
"""Payment adjustments by what they are; the others are called a payment adjustment."""
PAID_TO_PATIENT = "100"
"""The plan's money went to the patient: the provider collects it there, whatever the group."""
_PLAIN: Mapping[Kind, str] = {
    "deductible": "deductible", "coinsurance": "coinsurance", "copay": "copay", "other_share": "other patient's share",
    "not_covered": "not covered", "other_payer": "another plan's part", "payment_adjustment": "payment adjustment",
    "discount": "agreed discount", "plan_paid": "paid by the plan",
}  # fmt: skip


class Part(NamedTuple):
    """One part of a charge. ``group`` and ``carc`` are empty for the plan's own payment."""

    kind: Kind
    name: str
    amount: Money
    group: str
    carc: str
    bearer: Bearer
    may_bill: MayBill


class LineExplanation(NamedTuple):
    """A service line and the parts its charge is made of."""

    number: int
    charge: Money
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decided claim whose parts add up. ``parts`` are the whole claim's, ``lines`` each line's own."""

    charge: Money
    parts: tuple[Part, ...]
    lines: tuple[LineExplanation, ...]

    def total(self, *kinds: Kind) -> Money:
        """The money in some kinds of parts."""
        return Money.total(part.amount for part in self.parts if part.kind in kinds)

    @property
    def owed(self) -> Money:
        """The patient's share: all of group PR, also what is not covered and left to the patient."""
        return Money.total(part.amount for part in self.parts if part.group == "PR")

    @property
    def not_covered_by_patient(self) -> Money:
        """Not covered, and borne by somebody other than the patient."""
        return Money.total(one.amount for one in self.parts if one.kind == "not_covered" and one.group != "PR")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The parts do not add up: where (``claim``, ``share`` or ``line 3``), and charge less parts. For a person."""

    where: str
    difference: Money


@dataclass(frozen=True, slots=True)
class NotDecided:
    """No decision stands, so nobody owes anything yet."""

    stage: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a remittance says of one claim."""

    charge: Money
    paid: Money
    adjustments: tuple[Adjustment, ...]
    """Of the whole claim, beside the lines' own."""
    lines: tuple[LineSnapshot, ...]
    remarks: tuple[str, ...] = ()


def explain(claim: ClaimSnapshot) -> Explanation | Mismatch | NotDecided:
    """Take the claim's standing decision apart."""
    if claim.stage in UNDECIDED:
        return NotDecided(claim.stage)
    found = take_apart(Decision(claim.charge, claim.paid, claim.adjustments, claim.lines, claim.remarks))
    if isinstance(found, Explanation) and found.owed != claim.share.total:
        return Mismatch("share", claim.share.total - found.owed)
    return found


def take_apart(decision: Decision) -> Explanation | Mismatch:
    """The parts of a decision, line by line and as a whole, or where they do not add up."""
    lines = tuple(_line(line, decision.remarks) for line in decision.lines)
    for line in lines:
        if difference := line.charge - Money.total(part.amount for part in line.parts):
            return Mismatch(f"line {line.number}", difference)
    whole = [part_of(one, decision.remarks) for one in decision.adjustments]
    told = [*whole, *(part for line in lines for part in line.parts if part.kind != "plan_paid")]
    parts = _summed([*told, _payment(decision.paid)])
    if difference := decision.charge - Money.total(part.amount for part in parts):
        return Mismatch("claim", difference)
    return Explanation(decision.charge, parts, lines)


def part_of(adjustment: Adjustment, remarks: Sequence[str] = ()) -> Part:
    """One adjustment as a part of the charge: what it is, who bears it, whether the patient may be billed."""
    kind = _kind(adjustment)
    code = knowledge.carc(adjustment.carc)
    name = NAMES.get(code.code if code else adjustment.carc, _PLAIN[kind])
    group, number = adjustment.group, adjustment.carc
    if number == PAID_TO_PATIENT:
        return Part(kind, name, adjustment.amount, group, number, "patient", "yes")
    may_bill = _may_bill(kind, group, frozenset(remarks))
    return Part(kind, name, adjustment.amount, group, number, _bearer(kind, group), may_bill)


def _line(line: LineSnapshot, claim_remarks: tuple[str, ...]) -> LineExplanation:
    remarks = (*line.remarks, *claim_remarks)
    parts = [part_of(one, remarks) for one in line.adjustments]
    return LineExplanation(line.number, line.charge, _summed([*parts, _payment(line.paid)]))


def _payment(paid: Money) -> Part:
    return Part("plan_paid", _PLAIN["plan_paid"], paid, "", "", "payer", "no")


def _summed(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts that say the same are one; from what is owed back to the payment. What cancels out stays away."""
    found: dict[Part, Money] = {}
    for part in parts:
        alike = part._replace(amount=Money.zero())
        found[alike] = found.get(alike, Money.zero()) + part.amount
    told = [part._replace(amount=amount) for part, amount in found.items() if amount or part.kind == "plan_paid"]
    return tuple(sorted(told, key=lambda part: (ORDER.index(part.kind), part.group != "PR", part.group, part.carc)))


def _kind(one: Adjustment) -> Kind:
    """What an adjustment is. The group decides first: PR is always the patient's."""
    code = knowledge.carc(one.carc)
    cause = code.root_cause if code else "other"
    if one.group == "PR":
        share: Kind | None = _SHARES.get(COST_SHARE.get(one.carc, ""))
        return share or ("not_covered" if _denied(one, cause) else "other_share")
    if one.group == "CR":
        return "payment_adjustment"
    if _denied(one, cause):
        return "not_covered"
    if cause == "payment_adjustment":
        other = code is not None and code.responsible.get("OA") == "other_payer"
        return "other_payer" if other else "payment_adjustment"
    if cause == "contractual" and one.carc in NAMES:
        return "payment_adjustment"
    if one.group == "OA" and cause == "patient_cost_share":
        return "other_payer"
    # what CO and PI reduce without denying is the provider's to bear, as under a contract
    return "discount" if cause == "contractual" or one.group in ("CO", "PI") else "payment_adjustment"


_SHARES: Mapping[str, Kind] = {"deductible": "deductible", "coinsurance": "coinsurance", "copay": "copay"}


def _denied(one: Adjustment, cause: str) -> bool:
    if one.denied is not None:
        return one.denied
    return cause not in knowledge.NOT_DENIALS and one.amount > Money.zero()


def _bearer(kind: Kind, group: str) -> Bearer:
    if kind == "other_payer":
        return "other_payer"
    bearers: Mapping[str, Bearer] = {"PR": "patient", "CO": "provider", "PI": "provider"}
    return bearers.get(group, "payer")


def _may_bill(kind: Kind, group: str, remarks: frozenset[str]) -> MayBill:
    """By group: CO and PI no, PR yes, OA and CR depend. A law that protects the patient goes before the group.

    Qualified Medicare Beneficiaries owe no share (Social Security Act 1902(n)(3)(B)). Under the No Surprises Act the plan's
    share is owed; whether anything beyond it is, a person decides (45 CFR 149.410).
    """
    if group in ("CO", "PI"):
        return "no"
    if group != "PR":
        return "depends"
    if remarks & (QMB | PATIENT_FREE):
        return "no"
    if remarks & NO_SURPRISES and kind in ("other_share", "not_covered"):
        return "depends"
    return "yes"
