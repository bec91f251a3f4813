"""The minimum necessary envelope: which facts of a claim a purpose may carry to which role. Pure.

45 CFR 164.502(b): no more than the purpose needs. ``ENVELOPE`` is the table; :func:`facts_for` fills it and nothing else
leaves, so a new field reaches nobody until somebody writes it here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from backend.codes import knowledge
from backend.conversation.callers.verification.rules import Role
from backend.kit.money import Money
from backend.pipeline.claims.explanation import Explanation, Mismatch, Part, explain, part_of
from backend.pipeline.claims.right import lead

if TYPE_CHECKING:
    from backend.pipeline.claims.service import Adjustment, ClaimSnapshot, DenialSnapshot, Evidence, LineSnapshot


Purpose = Literal[
    "status", "payment", "denial", "explanation", "appeal_rights", "next_step", "lines", "documents", "headline"
]
Fact = str | int | bool | None | list[Any]

_CLAIM = frozenset({"claim_id", "last_four", "service_from", "service_to", "stage", "payer_name", "provider_name"})
_STATE = frozenset({"status_category", "status_code"})
"""Beside the stage wherever a claim that is open is asked about: they tell what it waits for."""
_SHARE = frozenset({"share_deductible", "share_coinsurance", "share_copay", "share_other", "patient_share"})
_PARTS = frozenset({"discount", "not_covered", "other_payer", "payment_adjustment", "parts", "adds_up", "difference"})
_DENIAL = frozenset(
    {
        "denied",
        "denial_reason",
        "denial_root_cause",
        "denial_group",
        "denial_carc",
        "denial_remarks",
        "denial_remark_texts",
        "denial_amount",
        "denial_responsible",
        "denial_route",
        "denial_next_step",
        "step_day",
        "denial_appealable",
        "denial_deadline",
        "denial_days_left",
        "denial_count",
    }
)
_CODES = frozenset({"denial_group", "denial_carc", "denial_remarks"})
"""Of a denial that stands for the claim as a whole, where no line names it."""
_STATUS = (_CLAIM | _STATE) | {
    "status_text",
    "received",
    "finalized",
    "charge",
    "allowed",
    "paid",
    "patient_share",
    "rejections",
    "payment_date",
    "appeal_number",
    "appeal_state",
    "appeal_outcome",
}
_EXPLANATION = (
    _CLAIM
    | _STATE
    | _SHARE
    | _PARTS
    | {"charge", "allowed", "paid", "adjustments", "received", "finalized", "payment_date"}
)
_APPEAL = (_CLAIM | _STATE) | {
    "denial_appealable",
    "denial_deadline",
    "denial_days_left",
    "denial_deadline_rule",
    "denial_deadline_source",
    "denial_next_step",
    "denial_route",
    "denial_amount",
    "denied",
    "appeal_number",
    "appeal_level",
    "appeal_state",
    "appeal_outcome",
    "appeal_opened",
    "appeal_decision_due",
}
_NEXT = (
    _CLAIM
    | _STATE
    | _DENIAL
    | {
        "rejections",
        "denial_attach",
        "denial_deadline_rule",
        "patient_share",
        "appeal_number",
        "appeal_state",
        "finalized",
    }
)
_PAYMENT = (_CLAIM | _STATE) | {"paid", "charge", "allowed", "finalized", "payment_date", "payment_method"}

ENVELOPE: Mapping[Role, Mapping[Purpose, frozenset[str]]] = {
    "provider": {
        "headline": _CLAIM | {"received", "charge", "paid", "patient_last"},
        "status": _STATUS | _DENIAL | {"denial_attach", "patient_last"},
        "payment": _PAYMENT | {"payment_trace_number", "payment_amount_total", "patient_last"},
        "denial": _CLAIM | _DENIAL | {"denial_deadline_rule", "denial_deadline_source", "denial_attach", "rejections"},
        "explanation": _EXPLANATION,
        "appeal_rights": _APPEAL,
        "next_step": _NEXT,
        "lines": _CLAIM | {"lines"} | _CODES,
        "documents": _CLAIM | {"document_kinds", "denial_attach", "denied"},
    },
    "member": {
        "headline": _CLAIM | {"received", "charge", "paid"},
        "status": _STATUS | _DENIAL,
        "payment": _PAYMENT | _SHARE,
        "denial": _CLAIM | _DENIAL | {"denial_deadline_rule", "denial_deadline_source", "rejections"},
        "explanation": _EXPLANATION,
        "appeal_rights": _APPEAL,
        "next_step": _NEXT,
        "lines": _CLAIM | {"lines"} | _CODES,
        "documents": _CLAIM | {"document_kinds", "denial_attach", "denied"},
    },
}

EVIDENCE_OF = {
    "patient_share": "share",
    "share_deductible": "share",
    "share_coinsurance": "share",
    "share_copay": "share",
    "share_other": "share",
    "payment_date": "payment",
    "payment_method": "payment",
    "payment_trace_number": "payment",
    "payment_amount_total": "payment",
    "last_four": "payer_claim_control_number",
    "status_text": "status_code",
    "discount": "adjustments",
    "not_covered": "adjustments",
    "other_payer": "adjustments",
    "payment_adjustment": "adjustments",
    "parts": "adjustments",
    "denial_appealable": "deadline",
    "denial_deadline": "deadline",
    "denial_days_left": "deadline",
    "denial_deadline_rule": "deadline",
    "denial_deadline_source": "deadline",
    "appeal_number": "appeal",
    "appeal_state": "appeal",
    "appeal_outcome": "appeal",
}
"""The snapshot's evidence key of a fact that is named otherwise; other ``denial_…`` facts stand under ``denials``."""


def facts_for(purpose: Purpose, role: Role, claim: ClaimSnapshot, today: date, *, detail: bool) -> dict[str, Fact]:
    """Every fact the envelope of this purpose and role admits. ``detail``: procedure codes too (stepped up, provider)."""
    admitted = ENVELOPE[role][purpose]
    facts = {name: make(claim, role, today) for name, make in _FACTS.items() if name in admitted}
    if "lines" in admitted:
        facts["lines"] = [_line(one, role, claim.remarks, detail) for one in claim.lines]
    return facts


def evidence_for(facts: Mapping[str, Fact], claim: ClaimSnapshot) -> list[dict[str, str]]:
    """Where each fact stands in the record; a fact without a source in the record brings none."""
    found = []
    for name in facts:
        key = EVIDENCE_OF.get(name) or ("denials" if name.startswith(("denial", "denied")) else name)
        source = claim.evidence.get(key)
        if source is not None:
            found.append(_evidence(f"claim.{name}", source))
    return found


def _evidence(fact: str, source: Evidence) -> dict[str, str]:
    at: datetime = source.time
    return {"fact": fact, "record": source.record, "field": source.field, "time": at.isoformat()}


def last_four(claim_number: str) -> str:
    """The last four letters and digits of a claim number, as it is read back."""
    return "".join(one for one in claim_number if one.isalnum())[-4:]


def _amount(value: Money | None) -> str | None:
    return None if value is None else str(value)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _denials(claim: ClaimSnapshot) -> tuple[DenialSnapshot, ...]:
    """All the payer has not taken back; what is still worked on comes first."""
    return (*claim.denials, *claim.settled)


def _worst(claim: ClaimSnapshot) -> DenialSnapshot | None:
    """The one whose reason and next step are told."""
    return next(iter(_denials(claim)), None)


def _text(code: knowledge.Code | None, role: Role) -> str | None:
    if code is None:
        return None
    return code.biller if role == "provider" else code.member


def _denial_reason(claim: ClaimSnapshot, role: Role, _today: date) -> Fact:
    worst = _worst(claim)
    return _text(knowledge.carc(worst.carc), role) if worst else None


def _status_text(claim: ClaimSnapshot, role: Role, _today: date) -> Fact:
    code = knowledge.claim_status(claim.status_code) if claim.status_code else None
    return _text(code or knowledge.status_category(claim.status_category), role)


def _remark_texts(claim: ClaimSnapshot, role: Role, _today: date) -> Fact:
    worst = _worst(claim)
    texts = [_text(knowledge.rarc(code), role) for code in worst.remarks] if worst else []
    return [text for text in texts if text]


def _attach(claim: ClaimSnapshot, _role: Role, _today: date) -> Fact:
    worst = _worst(claim)
    # what to attach belongs to a next step; where the work is closed there is none
    code = knowledge.carc(worst.carc) if worst and worst.route else None
    return list(code.attach) if code else []


def _days_left(claim: ClaimSnapshot, _role: Role, today: date) -> Fact:
    right = lead(_denials(claim), today)
    return (right.deadline - today).days if right and right.deadline else None


def _of_explanation(make: Callable[[Explanation], Fact]) -> Callable[[ClaimSnapshot, Role, date], Fact]:
    """A fact of the explanation; None while nothing is decided, and where the parts do not add up."""

    def fact(claim: ClaimSnapshot, _role: Role, _today: date) -> Fact:
        found = explain(claim)
        return make(found) if isinstance(found, Explanation) else None

    return fact


def _parts(found: Explanation) -> Fact:
    return [_part(part) for part in found.parts]


def _part(part: Part) -> dict[str, str]:
    told = {"kind": part.kind, "name": part.name, "amount": str(part.amount), "may_bill": part.may_bill}
    return told | ({"group": part.group, "carc": part.carc} if part.group else {})


def _adds_up(claim: ClaimSnapshot, _role: Role, _today: date) -> Fact:
    """None while nothing is decided."""
    found = explain(claim)
    return isinstance(found, Explanation) if isinstance(found, Explanation | Mismatch) else None


def _difference(claim: ClaimSnapshot, _role: Role, _today: date) -> Fact:
    found = explain(claim)
    return str(found.difference) if isinstance(found, Mismatch) else None


def _all_adjustments(claim: ClaimSnapshot) -> list[Adjustment]:
    """Of the claim as a whole and of its lines."""
    return [*claim.adjustments, *(one for line in claim.lines for one in line.adjustments)]


def _adjustments(claim: ClaimSnapshot, role: Role, _today: date) -> Fact:
    found: dict[tuple[str, str], Money] = {}
    for one in _all_adjustments(claim):
        found[one.group, one.carc] = found.get((one.group, one.carc), Money.zero()) + one.amount
    return [
        {"group": group, "carc": code, "amount": str(amount), "text": _text(knowledge.carc(code), role)}
        for (group, code), amount in found.items()
        if amount
    ]


def _line(line: LineSnapshot, role: Role, remarks: tuple[str, ...], detail: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "number": line.number,
        "service_date": _day(line.service_date),
        "charge": str(line.charge),
        "allowed": _amount(line.allowed),
        "paid": str(line.paid),
        "adjustments": [
            {
                "group": one.group,
                "carc": one.carc,
                "amount": str(one.amount),
                "text": _text(knowledge.carc(one.carc), role),
                "may_bill": part_of(one, (*line.remarks, *remarks)).may_bill,
            }
            for one in line.adjustments
        ],
        "remarks": list(line.remarks),
    }
    if detail:
        told |= {"procedure": line.procedure, "modifiers": list(line.modifiers)}
    return told


def _of_denial(name: str) -> Callable[[ClaimSnapshot, Role, date], Fact]:
    def fact(claim: ClaimSnapshot, _role: Role, _today: date) -> Fact:
        worst = _worst(claim)
        value = getattr(worst, name) if worst else None
        return _plain(value)

    return fact


def _of_right(name: str) -> Callable[[ClaimSnapshot, Role, date], Fact]:
    """A fact of the denial that tells the right to appeal; the worst one may carry none."""

    def fact(claim: ClaimSnapshot, _role: Role, today: date) -> Fact:
        right = lead(_denials(claim), today)
        return _plain(getattr(right, name)) if right else None

    return fact


def _denied_in_all(claim: ClaimSnapshot, _role: Role, _today: date) -> Fact:
    denials = _denials(claim)
    return str(Money.total(one.amount for one in denials)) if denials else None


def _of_claim(path: str) -> Callable[[ClaimSnapshot, Role, date], Fact]:
    def fact(claim: ClaimSnapshot, _role: Role, _today: date) -> Fact:
        value: Any = claim
        for name in path.split("."):
            value = getattr(value, name) if value is not None else None
        return _plain(value)

    return fact


def _plain(value: Any) -> Fact:
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


_FACTS: dict[str, Callable[[ClaimSnapshot, Role, date], Fact]] = {
    "claim_id": _of_claim("claim_id"),
    "last_four": lambda claim, role, today: last_four(claim.payer_claim_control_number),
    "service_from": _of_claim("service_from"),
    "service_to": _of_claim("service_to"),
    "stage": _of_claim("stage"),
    "payer_name": _of_claim("payer_name"),
    "provider_name": _of_claim("provider_name"),
    "patient_last": _of_claim("patient_last"),
    "status_category": _of_claim("status_category"),
    "status_code": _of_claim("status_code"),
    "status_text": _status_text,
    "received": _of_claim("received"),
    "finalized": _of_claim("finalized"),
    "charge": _of_claim("charge"),
    "allowed": _of_claim("allowed"),
    "paid": _of_claim("paid"),
    "discount": _of_explanation(lambda found: str(found.total("discount"))),
    "not_covered": _of_explanation(lambda found: str(found.not_covered_by_patient)),
    "other_payer": _of_explanation(lambda found: str(found.total("other_payer"))),
    "payment_adjustment": _of_explanation(lambda found: str(found.total("payment_adjustment"))),
    "parts": _of_explanation(_parts),
    "adds_up": _adds_up,
    "difference": _difference,
    "adjustments": _adjustments,
    "patient_share": _of_claim("share.total"),
    "share_deductible": _of_claim("share.deductible"),
    "share_coinsurance": _of_claim("share.coinsurance"),
    "share_copay": _of_claim("share.copay"),
    "share_other": _of_claim("share.other"),
    "payment_date": _of_claim("payment.date"),
    "payment_method": _of_claim("payment.method"),
    "payment_trace_number": _of_claim("payment.trace_number"),
    "payment_amount_total": _of_claim("payment.amount_total"),
    "rejections": _of_claim("rejections"),
    "denied": lambda claim, role, today: bool(_denials(claim)),
    "denial_count": lambda claim, role, today: len(_denials(claim)),
    "denial_reason": _denial_reason,
    "denial_root_cause": _of_denial("root_cause"),
    "denial_route": _of_denial("route"),
    "denial_appealable": _of_right("appealable"),
    "denial_responsible": _of_denial("responsible"),
    "denial_next_step": _of_denial("next_step"),
    "step_day": _of_claim("step_day.day"),
    "denial_amount": _denied_in_all,
    "denial_group": _of_denial("group"),
    "denial_carc": _of_denial("carc"),
    "denial_remarks": _of_denial("remarks"),
    "denial_remark_texts": _remark_texts,
    "denial_attach": _attach,
    "denial_deadline": _of_right("deadline"),
    "denial_days_left": _days_left,
    "denial_deadline_rule": _of_right("deadline_rule"),
    "denial_deadline_source": _of_right("deadline_source"),
    "appeal_number": _of_claim("appeal.number"),
    "appeal_level": _of_claim("appeal.level"),
    "appeal_state": _of_claim("appeal.state"),
    "appeal_outcome": _of_claim("appeal.outcome"),
    "appeal_opened": _of_claim("appeal.opened"),
    "appeal_decision_due": _of_claim("appeal.decision_due"),
    "document_kinds": lambda claim, role, today: [
        "status_letter",
        "remittance_copy" if role == "provider" else "eob_copy",
    ],
}
