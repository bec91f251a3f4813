"""Deadlines of events that come as JSON Lines: the exact format of ``claimline deadlines``; pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from backend.codes.deadlines import YEARS
from backend.kit.json_lines import BadLine, answer_to
from backend.pipeline.appeals.deadlines import Deadline, DeadlineEvent, NoDeadline, deadline


def deadline_line(line: str, today: date) -> dict[str, Any]:
    """One line in, one object out; a line that cannot be read gives its id and the problem."""
    return answer_to(line, lambda row: as_row(deadline(event_of(row), today)))


def as_row(found: Deadline | NoDeadline) -> dict[str, Any]:
    """A last day, or why none is known, in the format of the command line."""
    if isinstance(found, NoDeadline):
        return {"unknown": found.reason}
    return {
        "action": found.action,
        "deadline": found.last_day.isoformat(),
        "days_left": found.days_left,
        "decision_due": found.decision_due.isoformat() if found.decision_due else None,
        "rule": found.rule,
        "source": found.source,
    }


def event_of(row: Mapping[str, Any]) -> DeadlineEvent:
    """The event of one line. Raises :class:`BadLine` naming the field at fault."""
    remarks = row.get("remarks") or []
    if not isinstance(remarks, list):
        raise BadLine("remarks is no list of codes")
    if not isinstance(row.get("event"), str):
        raise BadLine("event is missing")
    return DeadlineEvent(
        plan_type=str(row.get("plan_type") or "unknown").strip().lower(),
        event=str(row["event"]).strip().lower(),
        notice_date=_day(row, "notice_date"),
        received_date=_day(row, "received_date") if row.get("received_date") else None,
        urgent=row.get("urgent") is True,
        pre_service=row.get("pre_service") is True,
        amount=_amount(row),
        payer=str(row["payer"]) if row.get("payer") else None,
        remarks=tuple(str(code).strip().upper() for code in remarks),
    )


def _day(row: Mapping[str, Any], key: str) -> date:
    try:
        day = date.fromisoformat(str(row.get(key) or ""))
    except ValueError:
        raise BadLine(f"{key} is no date of the form YYYY-MM-DD") from None
    if day.year not in YEARS:
        raise BadLine(f"{key} is not a date of our time")
    return day


def _amount(row: Mapping[str, Any]) -> Decimal | None:
    if row.get("amount") is None:
        return None
    try:
        amount = Decimal(str(row["amount"]))
    except InvalidOperation:
        raise BadLine("amount is no amount of dollars and cents") from None
    if not amount.is_finite():
        raise BadLine("amount is no amount of dollars and cents")
    return amount
