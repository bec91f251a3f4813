"""Triage of one adjustment: denial or not, root cause, route, who bears it, next step, last day. Pure.

Combinations decide, not single codes: group code, adjustment code, remarks, amounts, claim status and what is on file.
A reversal and a contract discount deny nothing; the patient's share is no denial; 16 means nothing without its remark.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from backend.codes import knowledge
from backend.codes.claim_status import FORWARDED, REVERSAL
from backend.codes.deadlines import NO_APPEAL_REMARKS, Deadline, DeadlineEvent, NoDeadline
from backend.codes.deadlines import deadline as last_day_of
from backend.codes.knowledge import NOT_DENIALS, Carc, Responsible, RootCause, Route
from backend.pipeline.denials import remarks as remark_table
from backend.pipeline.denials.facts import AdjustmentFacts, LastDay, Triage
from backend.pipeline.denials.next_steps import next_step

SECOND_OR_LATER = frozenset({"2", "3", "20", "21"})
"""CLP02: this payer was not the first in line."""

REMARK_DECIDES = frozenset({"16", "17", "95", "96", "125", "129", "192", "193", "272", "A1", "B5", "P1", "P13"})
"""Adjustment codes that tell next to nothing by themselves: the remark names root cause and route."""
ASKS_FOR_INFORMATION = frozenset({"148", "163", "164", "226", "227", "250", "251", "252"})
"""Codes that ask for something; the remark may say that it is other than records."""
NOT_RECORDS: frozenset[RootCause] = frozenset(
    {"coordination_of_benefits", "other_liability", "authorization", "eligibility", "provider_enrollment"}
)
RESUBMIT_ONLY = frozenset({"MA130", "N704"})
"""Remarks: no appeal, but a corrected claim is welcome."""
WAIT_FOR_PAYER = frozenset({"N185", "N618", "N938"})
"""Remarks: do not resubmit, the payer processes the claim again by itself."""
PEER_TO_PEER = "N939"
PATIENT_INFORMED = "M38"
PATIENT_FREE = frozenset({"M27", "M39", "N172", "N174", "N842"})
"""Remarks: the patient may not be billed for this."""
QMB = frozenset({"N192", "N781", "N782", "N783"})
"""Remarks: a Qualified Medicare Beneficiary, whose share Medicaid settles (Social Security Act 1902(n)(3)(B))."""
NO_SURPRISES = frozenset({"N830", "N859", "N860", "N862", "N863", "N864", "N865", "N866", "N869"})
NO_COVER_HERE = frozenset({"26", "27", "28", "32", "33", "34", "166", "177", "179", "180", "200"})
"""No cover with this payer on that day: another plan on file is the place to go."""
NUMBER_IS_WRONG = frozenset({"15", "284", "296"})
"""Authorization denials about a number on the claim that does not fit."""
BEYOND_AUTHORIZED = frozenset({"198", "287", "302"})
"""There was an authorization or referral and the care went past it: one on file does not answer that."""
FIRST_PLAN_UNTOLD = frozenset(
    {"MA04", "MA83", "MA88", "MA89", "MA90", "MA92", "MA99", "N4", "N48", "N245", "N307", "N479", "N480", "N811"}
)
"""Remarks: the claim does not say, or not rightly, what the first plan did; the claim goes again with its EOB."""
SUBSCRIBER_ACTS = frozenset({"N197", "N375"})
"""Remarks: only the subscriber can settle it with the plan."""
ADJUSTS_OR_DENIES = frozenset({"54", "59", "169", "172", "203", "256", "P15", "P20", "P22", "P28", "P32"})
"""Codes that reduce a payment by a rule, or deny it when they take the whole charge."""
UNITS_CHECKED = frozenset({("119", "N430"), ("151", "N362"), ("151", "N430"), ("222", "N362"), ("222", "N430")})
"""Code and remark: more units than the payer takes for this procedure; the units are checked first."""
REMARK_TURNS: frozenset[tuple[str, RootCause]] = frozenset(
    {
        ("8", "provider_enrollment"),
        ("22", "other_liability"),
        ("109", "eligibility"),
        ("109", "other_liability"),
        ("167", "coding"),
        ("208", "provider_enrollment"),
    }
)
"""Codes with a meaning of their own that a remark of this root cause turns."""
BILLED_BY_FACILITY = frozenset({"N70", "N106", "N107"})
"""Remarks: consolidated billing, the facility's claim carries this service."""
APPEAL_OVER = "N921"
"""Remark: the time for an appeal has passed."""
NEEDS_REMARK = frozenset({"16", "17", "96", "125"})
"""Codes that by rule never come without a remark (835 guide, code notes): without one the payer has to say more."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """What has been settled so far, on the way from codes to a decision."""

    root_cause: RootCause
    route: Route
    appealable: bool = True


def triage(facts: AdjustmentFacts) -> Triage:
    """Decide one adjustment. An unknown code is a denial of cause ``other`` for a person; nothing is guessed."""
    code = knowledge.carc(facts.carc)
    finding = _remarks_applied(facts, _routed(facts, code, _cause(facts, code)))
    if finding.root_cause in NOT_DENIALS or finding.root_cause == "duplicate":
        finding = replace(finding, appealable=False)
    day, unknown = _last_day(facts, finding)
    return Triage(
        is_denial=finding.root_cause not in NOT_DENIALS,
        root_cause=finding.root_cause,
        route=finding.route,
        appealable=finding.appealable,
        responsible=_responsible(facts, code, finding),
        next_step=next_step(finding.root_cause, finding.route, facts, code.attach if code else ()),
        deadline=day,
        deadline_unknown=unknown,
    )


def is_the_patients(group: str, responsible: str) -> bool:
    """Whether a person may bill a denied amount to the patient.

    CO and PI forbid it, whoever finds what; OA says nothing of it by itself, so that the triage must have found the patient.
    """
    return group == "PR" or (group == "OA" and responsible == "patient")


def _cause(facts: AdjustmentFacts, code: Carc | None) -> _Finding:
    """Root cause and usual route, from status, group, code and remarks."""
    if facts.claim_status == REVERSAL or facts.group == "CR":
        return _Finding("payment_adjustment", "none")
    if code is None:
        return _Finding("other", "human_review")
    if code.root_cause in NOT_DENIALS:
        return _no_denial(facts, code)
    if facts.amount.amount <= 0 or facts.claim_status == "25":
        return _Finding("payment_adjustment", "none")
    if facts.claim_status == "23":
        return _Finding("coordination_of_benefits", "none", appealable=False)
    if code.code in ADJUSTS_OR_DENIES and not facts.whole_charge:
        return _Finding("patient_cost_share" if facts.group == "PR" else "contractual", "none")
    if code.code == "178" and facts.group == "PR":
        return _Finding("patient_cost_share", "none")
    return _weighed(facts, code)


def _weighed(facts: AdjustmentFacts, code: Carc) -> _Finding:
    """The code against its remarks."""
    own = _Finding(code.root_cause, code.route, code.appealable)
    told = remark_table.deciding(facts.remarks)
    if any((code.code, remark) in UNITS_CHECKED for remark in facts.remarks):
        return _Finding("coding", "correct_and_resubmit")
    if told and (code.code, told[0]) in REMARK_TURNS:
        return _Finding(*told)
    if code.code in REMARK_DECIDES:
        return _Finding(*told) if told else _silent(facts, code, own)
    if code.code in ASKS_FOR_INFORMATION and told and told[0] in NOT_RECORDS:
        return _Finding(*told)
    return own


def _no_denial(facts: AdjustmentFacts, code: Carc) -> _Finding:
    """Codes that deny nothing by themselves, and the few combinations in which they do."""
    if code.code == "24" and facts.plan_type == "medicare":
        # Original Medicare uses it for a patient enrolled in a Medicare Advantage plan: that plan is the payer.
        return _Finding("coordination_of_benefits", "bill_other_payer")
    if code.code == "59" and facts.whole_charge:
        return _Finding("coding", "correct_and_resubmit")
    if code.code == "85":
        return _Finding("payment_adjustment", "bill_patient")
    if code.root_cause == "patient_cost_share":
        # CO and PI forbid billing the patient: what would be a share is then the contract's reduction.
        return _Finding("patient_cost_share" if facts.group in {"PR", "OA"} else "contractual", "none")
    if code.root_cause == "contractual" and facts.group == "PR":
        return _Finding("patient_cost_share", "none")
    return _Finding(code.root_cause, code.route)


def _silent(facts: AdjustmentFacts, code: Carc, own: _Finding) -> _Finding:
    """A code that needs its remark and came without one that tells: the payer has to say what it means."""
    patient_pays = code.code == "96" and facts.group == "PR"
    return replace(own, route="call_payer") if code.code in NEEDS_REMARK and not patient_pays else own


def _routed(facts: AdjustmentFacts, code: Carc | None, finding: _Finding) -> _Finding:
    """The usual route fitted to group and to what is on file."""
    number = code.code if code else ""
    match finding.root_cause:
        case "patient_cost_share":
            return replace(finding, route=_share_route(facts))
        case "contractual" if number in {"209", "303"} and facts.other_plan_on_file and not _answered_first(facts):
            return replace(finding, route="bill_other_payer")
        case "eligibility" if (
            facts.other_plan_on_file and number in NO_COVER_HERE and finding.route == "verify_coverage"
        ):
            return replace(finding, route="bill_other_payer")
        case "coordination_of_benefits":
            return replace(finding, route=_coordination_route(facts, number, finding.route))
        case "authorization":
            return replace(finding, route=_authorization_route(facts, number, finding.route))
        case "not_covered" | "benefit_limit":
            return replace(finding, route=_not_covered_route(facts, finding.route))
        case "timely_filing" if number in {"29", "B4"}:
            return _timely_filing(facts, finding)
        case "duplicate" if facts.frequency == "7":
            # A replacement taken for a duplicate: the payer overlooked the frequency code or the original's number.
            return replace(finding, route="call_payer")
        case "provider_enrollment" | "missing_or_invalid_data" if facts.group == "PR" and finding.route in _PASSED_ON:
            return replace(finding, route="bill_patient")
        case "coding" if BILLED_BY_FACILITY.intersection(facts.remarks):
            return replace(finding, route="bill_other_payer")
        case _:
            return finding


_PASSED_ON: frozenset[Route] = frozenset({"enrollment", "call_payer"})
"""What the payer leaves to the patient and the provider cannot correct."""


def _share_route(facts: AdjustmentFacts) -> Route:
    """The next plan answers before the patient is billed; no plan is billed twice."""
    if NO_SURPRISES.intersection(facts.remarks) and knowledge.carc(facts.carc) == knowledge.carc("45"):
        return "human_review"
    if facts.claim_status in FORWARDED:
        return "none"
    if QMB.intersection(facts.remarks):
        return "bill_other_payer"
    if facts.other_plan_on_file and not _answered_first(facts):
        return "bill_other_payer"
    return "bill_patient" if facts.group == "PR" else "none"


def _answered_first(facts: AdjustmentFacts) -> bool:
    """Whether the other plan on file has spoken before this one."""
    return facts.claim_status in SECOND_OR_LATER


def _coordination_route(facts: AdjustmentFacts, code: str, usual: Route) -> Route:
    if code == "129" or usual == "correct_and_resubmit":
        return "correct_and_resubmit"
    if code == "109":
        named = (told := remark_table.deciding(facts.remarks)) is not None and told[1] == "bill_other_payer"
        return "bill_other_payer" if named or facts.other_plan_on_file else "verify_coverage"
    if usual in {"none", "appeal", "bill_other_payer"}:
        return usual
    if _answered_first(facts) or (facts.other_plan_on_file and FIRST_PLAN_UNTOLD.intersection(facts.remarks)):
        return "correct_and_resubmit"
    return "bill_other_payer" if facts.other_plan_on_file else "update_coordination_of_benefits"


def _authorization_route(facts: AdjustmentFacts, code: str, usual: Route) -> Route:
    if {"N385", "N758"}.intersection(facts.remarks):
        return "appeal"
    if usual not in {"obtain_authorization", "correct_and_resubmit"}:
        return usual
    if code in BEYOND_AUTHORIZED:
        return "obtain_authorization"
    if facts.authorization_on_file is None:
        return "correct_and_resubmit" if code in NUMBER_IS_WRONG else "obtain_authorization"
    return "correct_and_resubmit" if facts.authorization_on_file else "obtain_authorization"


def _not_covered_route(facts: AdjustmentFacts, usual: Route) -> Route:
    if usual in {"none", "bill_other_payer", "human_review"}:
        return usual
    another_plan_next = facts.other_plan_on_file and not _answered_first(facts)
    match facts.group:
        case "PR":
            return "bill_other_payer" if another_plan_next else "bill_patient"
        case "OA" if usual == "write_off_review" and another_plan_next:
            return "bill_other_payer"
        case _:
            return "write_off_review" if usual == "bill_patient" else usual


def _timely_filing(facts: AdjustmentFacts, finding: _Finding) -> _Finding:
    """Original Medicare's timely filing decision is no initial determination (42 CFR 405.926(n)): no appeal right.

    Where the remittance itself lies within the year, the payer is wrong on its face and is called.
    """
    if facts.plan_type != "medicare":
        return finding
    within = facts.service_from is not None and (facts.remittance_date - facts.service_from).days <= 365
    return _Finding("timely_filing", "call_payer" if within else "write_off_review", appealable=False)


def _remarks_applied(facts: AdjustmentFacts, finding: _Finding) -> _Finding:
    """Remarks that change the way to act whatever the adjustment code is."""
    if finding.root_cause in NOT_DENIALS:
        return finding
    if facts.group == "CO" and finding.route == "bill_patient":
        finding = replace(finding, route="write_off_review")
    told = frozenset(facts.remarks)
    clinical = finding.root_cause in {"medical_necessity", "authorization"}
    if APPEAL_OVER in told:
        return replace(finding, route="write_off_review", appealable=False)
    if told & RESUBMIT_ONLY:
        return replace(finding, route="correct_and_resubmit", appealable=False)
    if told & NO_APPEAL_REMARKS:
        finding = replace(finding, appealable=False)
        finding = replace(finding, route=_without_appeal(facts)) if finding.route == "appeal" else finding
    if told & WAIT_FOR_PAYER:
        return replace(finding, route="none")
    if PEER_TO_PEER in told and clinical and finding.appealable:
        return replace(finding, route="peer_to_peer")
    if PATIENT_INFORMED in told and facts.group == "PR":
        return replace(finding, route="bill_patient")
    if told & PATIENT_FREE and finding.route == "bill_patient":
        return replace(finding, route="write_off_review")
    if finding.root_cause == "medical_necessity" and finding.route == "appeal" and _records_asked(facts.remarks):
        return replace(finding, route="send_records")
    return finding


def _without_appeal(facts: AdjustmentFacts) -> Route:
    return "bill_patient" if facts.group == "PR" else "write_off_review"


def _records_asked(remarks: tuple[str, ...]) -> bool:
    return any((told := remark_table.meaning(remark)) is not None and told[0] == "documentation" for remark in remarks)


def _responsible(facts: AdjustmentFacts, code: Carc | None, finding: _Finding) -> Responsible:
    """Who bears the amount or acts next: the group code says it, unless the next step belongs to somebody else."""
    if facts.claim_status == REVERSAL or facts.group == "CR":
        return "payer"
    if finding.route == "bill_other_payer":
        return "other_payer"
    if finding.root_cause == "patient_cost_share":
        return "other_payer" if facts.claim_status in FORWARDED else "patient"
    if finding.route == "bill_patient":
        return "patient"
    if finding.route == "none" and finding.root_cause in {"coordination_of_benefits", "not_covered"}:
        return "other_payer"
    if finding.route == "update_coordination_of_benefits" and SUBSCRIBER_ACTS.intersection(facts.remarks):
        return "patient"
    if code is None:
        return "patient" if facts.group == "PR" else "provider"
    if facts.amount.amount <= 0 and finding.root_cause == "payment_adjustment":
        return "payer"
    return code.responsible.get(facts.group, "provider")


def _last_day(facts: AdjustmentFacts, finding: _Finding) -> tuple[LastDay | None, str | None]:
    """The last day of the first appeal level; without an appeal right, the last day for the claim itself."""
    if finding.root_cause in NOT_DENIALS:
        return None, None
    if finding.appealable:
        found = _appeal_day(facts.plan_type, facts.remittance_date)
    elif finding.route == "correct_and_resubmit" and facts.service_from is not None:
        found = _filing_day(facts.plan_type, facts.service_from, facts.payer)
    else:
        return None, "this decision carries no appeal right"
    if isinstance(found, NoDeadline):
        return None, found.reason
    return LastDay(found.last_day, found.rule, found.source), None


@lru_cache(maxsize=4096)
def _appeal_day(plan_type: str, remittance_date: date) -> Deadline | NoDeadline:
    return last_day_of(DeadlineEvent(plan_type, "initial_denial", remittance_date), remittance_date)


@lru_cache(maxsize=4096)
def _filing_day(plan_type: str, service_from: date, payer: str | None) -> Deadline | NoDeadline:
    return last_day_of(DeadlineEvent(plan_type, "claim_service", service_from, payer=payer), service_from)
