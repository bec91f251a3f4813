"""Patient billing as others see it: the daily cycle, accounts, statements, and recommendations a named person decides."""

from __future__ import annotations

from backend.pipeline.patient_billing.accounts import (
    AccountView,
    Agreement,
    Application,
    Received,
    accounts,
    address_found,
    agree_plan,
    answer_dispute,
    apply_for_help,
    dispute,
    document_received,
    look_at,
    mail_returned,
    record_payment,
    statement_facts,
)
from backend.pipeline.patient_billing.approving import (
    Kind,
    Recommendation,
    approvers,
    decide,
    listed,
    name_approver,
    practices_waiting,
    recommend,
    shown,
    waiting,
    withdraw,
)
from backend.pipeline.patient_billing.cycle import CycleRun, run_cycle
from backend.pipeline.patient_billing.deciding import Decider

__all__ = [
    "AccountView",
    "Agreement",
    "Application",
    "CycleRun",
    "Decider",
    "Kind",
    "Received",
    "Recommendation",
    "accounts",
    "address_found",
    "agree_plan",
    "answer_dispute",
    "apply_for_help",
    "approvers",
    "decide",
    "dispute",
    "document_received",
    "listed",
    "look_at",
    "mail_returned",
    "name_approver",
    "practices_waiting",
    "recommend",
    "record_payment",
    "run_cycle",
    "shown",
    "statement_facts",
    "waiting",
    "withdraw",
]
