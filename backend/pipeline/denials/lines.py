"""Triage of facts that come as JSON Lines: the exact format of ``claimline denials triage``; pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.codes.deadlines import PLAN_TYPES, YEARS
from backend.codes.knowledge import GROUP_CODES
from backend.kit.json_lines import BadLine, answer_to
from backend.kit.money import Money
from backend.pipeline.denials.facts import AdjustmentFacts, Triage
from backend.pipeline.denials.triage import triage


def triage_line(line: str) -> dict[str, Any]:
    """One line in, one object out; a line that cannot be read gives its id and the problem."""
    return answer_to(line, lambda row: as_row(triage(facts_of(row))))


def as_row(decision: Triage) -> dict[str, Any]:
    """A decision in the format of the command line."""
    day = decision.deadline
    return {
        "is_denial": decision.is_denial,
        "root_cause": decision.root_cause,
        "route": decision.route,
        "appealable": decision.appealable,
        "responsible": decision.responsible,
        "next_step": decision.next_step,
        "deadline": {"date": day.date.isoformat(), "rule": day.rule, "source": day.source} if day else None,
    }


def facts_of(row: Mapping[str, Any]) -> AdjustmentFacts:
    """The facts of one line. Raises :class:`BadLine` naming the field at fault."""
    group = _text(row, "group").upper()
    if group not in GROUP_CODES:
        raise BadLine("group is none of CO, PR, OA, PI, CR")
    plan_type = str(row.get("plan_type") or "unknown").lower()
    if plan_type not in PLAN_TYPES:
        raise BadLine("plan_type is none of the known plan types")
    remarks = row.get("remarks") or []
    if not isinstance(remarks, list) or not all(isinstance(code, str) for code in remarks):
        raise BadLine("remarks is no list of codes")
    amount = _money(row, "amount")
    return AdjustmentFacts(
        group=group,
        carc=_text(row, "carc"),
        remarks=tuple(code.strip().upper() for code in remarks),
        amount=amount,
        charge=_money(row, "charge") if row.get("charge") is not None else amount,
        claim_status=str(row.get("claim_status") or "").strip(),
        plan_type=plan_type,
        service_from=_day(row, "service_from") if row.get("service_from") else None,
        remittance_date=_day(row, "remittance_date"),
        frequency=str(row.get("frequency") or "1"),
        authorization_on_file=_flag(row, "authorization_on_file"),
        other_plan_on_file=_flag(row, "other_plan_on_file"),
        payer=str(row["payer"]) if row.get("payer") else None,
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
        raise BadLine(f"{key} is missing")
    return str(value).strip()


def _money(row: Mapping[str, Any], key: str) -> Money:
    try:
        return Money.of(_text(row, key))
    except ValueError:
        raise BadLine(f"{key} is no amount of dollars and cents") from None


def _day(row: Mapping[str, Any], key: str) -> date:
    try:
        day = date.fromisoformat(_text(row, key))
    except ValueError:
        raise BadLine(f"{key} is no date of the form YYYY-MM-DD") from None
    if day.year not in YEARS:
        raise BadLine(f"{key} is not a date of our time")
    return day


def _flag(row: Mapping[str, Any], key: str) -> bool | None:
    value = row.get(key)
    if value is not None and not isinstance(value, bool):
        raise BadLine(f"{key} is neither true, false nor null")
    return value
