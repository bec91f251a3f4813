"""A claim's history as sentences a person can follow. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from backend.codes.claim_status import REJECTED
from backend.kit.clock import day_in_words
from backend.kit.money import Money

SENTENCES: dict[str, str] = {
    "received": "The claim arrived.",
    "acknowledged": "The payer acknowledged it.",
    "status": "The payer answered where it stands.",
    "pended": "A person at the payer looks at it.",
    "decided": "The payer decided it; the payment follows.",
    "withdrawn": "It was taken out before a decision, because another claim took its place.",
    "adjudicated": "The payer decided it.",
    "reversed": "The payer took its earlier decision back.",
    "replaced": "A corrected claim took its place.",
    "void_requested": "The provider asked to void it.",
    "held": "It was held for a person.",
    "released": "It was released.",
    "appealed": "An appeal was opened.",
    "built": "The claim was built from the coded encounter.",
    "scrubbed": "The claim was checked against the payer's edits.",
    "corrected": "The claim was corrected before it was sent.",
    "submitted": "The claim was sent to the payer.",
    "payment_matched": "A payment that named no claim was found to be for it, by a person.",
    "sent_again": "The payer did not have it: it was sent again.",
    "status_asked": "The payer was asked where it stands.",
    "file_rejected": "The file it was in was returned; it was never decided on.",
}
WITH_DETAIL: dict[str, str] = {
    "reopened": "Appeal {appeal} was won: the payer decides the claim anew by {due}.",
    "decided_anew": "It was decided anew after the appeal: {paid} instead of {earlier}. The payment follows.",
    "replacement_asked": "{name} asked whoever billed it for a corrected claim ({way}); its file is expected by {by}.",
    "kept_back": "The payer kept back {amount} from payment {payment} for it.",
    "taken_off": "It was taken off its way and never sent: {reason}",
    "next_plan_billed": "What the plan left, {amount}, was billed to the next plan: {payer}.",
    "crossed_over": "The payer sent the claim on to the next plan itself: {payer}.",
    "statement_sent": "Statement {notice} was sent to the patient: {amount} to pay by {pay_by}.",
    "statement_returned": "The statement came back: the patient's address is wrong.",
    "address_found": "The patient's address was found.",
    "patient_paid": "The patient paid {amount}.",
    "billed_to_patient": "{amount} of what the plan denied was found to be the patient's.",
    "denial_settled": "{name} closed the denial of {amount}: {outcome}.",
    "put_back": "{amount} that was {what} was put back: the payer took its decision back.",
    "decided_after_all": "{amount} that was written off is in the books again: the payer decided the claim after all.",
    "credit_moved": "{amount} the patient had paid too much here counts on another claim of the patient.",
    "credit_counted": "{amount} the patient had paid too much on another claim was counted here.",
    "credit_kept": "{amount} the patient had paid too much is kept to be paid back.",
    "plan_agreed": "A payment plan was agreed with {agreed_by}: {count} payments, {amount} in all.",
    "plan_changed": "The payment plan was changed with {agreed_by}: {count} payments, {amount} in all. {reason}",
    "payment_taken_back": "{name} took back the entry of a payment of {amount}: {reason}",
    "plan_kept": "The payment plan was kept to its end.",
    "plan_broken": "The payment plan ended: {missed} payments were missed.",
    "disputed": "The patient disputed the bill. Statements stop until it is answered.",
    "dispute_answered": "The dispute was answered.",
    "hardship_applied": "The patient asked for help with the bill.",
    "hardship_granted": "{name} granted help with the bill: {amount} is not charged.",
    "hardship_closed": "{name} closed the application for help.",
    "hardship_lapsed": "The application for help lapsed: its documents did not come in time.",
    "hardship_refused": "{name} refused help with the bill: {reason}",
    "write_off_recommended": "A write-off of {amount} was recommended: {reason}",
    "written_off": "{name} wrote off {amount}.",
    "write_off_refused": "{name} refused to write off {amount}: {reason}",
    "small_balance_written_off": "{amount} was written off under the practice's small-balance rule.",
    "collection_recommended": "Referral to collection of {amount} was recommended: {reason}",
    "referred_to_collection": "{name} referred {amount} to collection.",
    "collection_refused": "{name} refused to refer {amount} to collection: {reason}",
    "contacted": "{name} contacted the payer ({way}): {outcome}. It is looked at next on {next_date}.",
    "escalated": "{days} days old: it was escalated.",
    "accelerated": "{days} days old: it goes first from now on. Recommended: {recommendation}.",
}
"""Sentences that take amounts, days and names from the event's detail."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One step of the story: the day it counts for, a sentence, and the payer's own words for the status."""

    day: date
    kind: str
    sentence: str
    status: str
    """Category and status code (code sources 507 and 508), empty where none was given."""
    meaning: str


def happening(
    kind: str,
    day: date,
    status: str,
    meaning: str,
    *,
    paid: Money | None = None,
    share: Money | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Happening:
    """Tell one claim event; ``paid`` and the patient's ``share`` are the remittance's, where one decided."""
    sentence = SENTENCES.get(kind, kind.replace("_", " ").capitalize() + ".")
    if kind in WITH_DETAIL:
        sentence = with_detail(WITH_DETAIL[kind], detail or {})
    if kind == "built" and detail and "after" in detail:
        sentence = "The claim was built for the next plan, with what the first plan paid."
    if kind == "received" and detail and detail.get("crossed_over"):
        sentence = "The first plan sent the claim on to this one."
    if kind == "acknowledged" and status[:2] in REJECTED:
        sentence = "The payer rejected it at the door; it was never decided on."
    if kind == "adjudicated" and paid is not None and share is not None:
        sentence = f"The payer decided it: {paid.spoken} paid, {share.spoken} left to the patient."
    if kind == "reversed" and paid is not None:
        sentence = f"The payer took its earlier decision back: {paid.spoken}."
    return Happening(day, kind, sentence, status, meaning)


def with_detail(sentence: str, detail: Mapping[str, Any]) -> str:
    """A sentence with the amounts, days and names of the event's detail in their places."""
    told = {name: _spoken(value) for name, value in detail.items()}
    for _, name, _, _ in Formatter().parse(sentence):
        if name is not None and not told.get(name):
            told[name] = "not told"
    text = sentence.format_map(told)
    return text if text.endswith(".") else text + "."


def _spoken(value: Any) -> str:
    """An amount or day in a detail as people say it; anything else as it stands."""
    text = str(value)
    if re.fullmatch(r"-?\d+\.\d\d", text):
        return Money.of(text).spoken
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return day_in_words(date.fromisoformat(text))
    return text
