"""Patient billing as others see it: the daily cycle, accounts, statements, and recommendations a named person decides."""

from __future__ import annotations

from backend.pipeline.patient_billing.accounts import (
    AccountView,
    Application,
    Received,
    accounts,
    address_found,
    answer_dispute,
    apply_for_help,
    close_application,
    dispute,
    document_received,
    look_at,
    mail_returned,
    pay_back,
    record_payment,
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
    withdraw_on_new_word,
)
from backend.pipeline.patient_billing.cycle import CycleRun, run_cycle
from backend.pipeline.patient_billing.deciding import Decider
from backend.pipeline.patient_billing.letters import letters_of, look_at_statement, statement_facts
from backend.pipeline.patient_billing.mistaken import take_back_payment
from backend.pipeline.patient_billing.plans import Agreement, agree_plan, change_plan
from backend.pipeline.patient_billing.taken_back import undo_taken_back

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
    "change_plan",
    "close_application",
    "decide",
    "dispute",
    "document_received",
    "letters_of",
    "listed",
    "look_at",
    "look_at_statement",
    "mail_returned",
    "name_approver",
    "pay_back",
    "practices_waiting",
    "recommend",
    "record_payment",
    "run_cycle",
    "shown",
    "statement_facts",
    "take_back_payment",
    "undo_taken_back",
    "waiting",
    "withdraw",
    "withdraw_on_new_word",
]
