"""The domain, the rules and the memory say the same; no slot can be set by what a person types."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from actions.memory import Memory
from actions.requests import GENERAL, HANDOFFS, NEEDS_CLAIM

PROJECT = Path(__file__).resolve().parents[2]
INNER_WISHES = {"list_claims", "spell_claim", "explain_claim_codes", "check_code", "ask_payment_floor", "notify_me",
                "skip_claim", "next_claim", "say_simply", "ask_when_decided", "ask_dates", "ask_provider", "ask_claim_number",
                "ask_if_cashed", "explain_term", "ask_whom_to_pay", "ask_if_recorded", "explain_appeal",
                "explain_appeal_next", "sorry_for_loss", "ask_if_safe", "explain_fast_appeal", "ask_charge",
                "act_for_someone", "finish_batch", "batch_progress", "resume_batch",
                "ask_hours", "explain_paper", "below_contract", "id_card", "change_details", "in_collections",
                "already_paid", "bill_and_eob", "ask_network", "change_claim", "already_sent", "approval_in_hand", "not_read_out",
                "timely_proof", "corrected_time", "only_billed_claims", "sorry_upset", "void_claim", "ask_denied_lines",
                "ask_code_amount", "find_original", "money_back", "not_received", "paid_to_whom", "who_acts", "mine_to_pay",
                "what_to_say", "appeal_cost", "compare_claims", "was_covered", "help_with_share", "no_total", "late_reason",
                "ask_beyond", "ask_missing", "ask_same_number", "ask_how_to_send", "ask_appeal_level", "ask_when_returned",
                "ask_payment_total", "ask_earlier_payment", "ask_which_plan", "appeals_in_general",
                "not_on_file", "call_reference", "one_patient_only", "no_totals",
                "others_of_the_day", "ask_payer", "appeal_consent",
                "paid_when", "paid_how", "paid_under", "share_due", "is_its_number",
                "ask_doctor_first", "delete_data", "appeal_by_another", "ask_diagnosis", "doctor_can_call", "whom_at_office",
                "ask_allowed", "ask_if_sure", "not_duplicate", "will_hear", "not_denied", "patient_acts",
                "callback_number"}  # fmt: skip
"""Wishes no single intent names."""


def read(folder: str) -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text()) for path in sorted((PROJECT / folder).rglob("*.yml"))]


def intents() -> list[str]:
    return [
        next(iter(one)) if isinstance(one, dict) else one
        for part in read("assistant/domain")
        for one in part.get("intents", [])
    ]


def test_every_intent_has_exactly_one_rule() -> None:
    ruled = Counter(
        choice["intent"]
        for part in read("nlu_data/rules")
        for rule in part["rules"]
        for step in rule["steps"]
        for choice in step.get("or", [])
    )
    assert set(ruled.values()) == {1}
    assert set(ruled) == set(intents()) - {"restart"}


def test_every_intent_of_the_training_lines_is_known() -> None:
    taught = {one["intent"] for part in read("nlu_data/nlu") for one in part["nlu"] if "intent" in one}
    assert taught - set(intents()) == set()
    assert [name for name in taught if name.startswith("event_")] == []


def test_every_wish_is_an_intent_or_ours() -> None:
    assert (NEEDS_CLAIM | GENERAL | set(HANDOFFS)) - set(intents()) - INNER_WISHES == set()


def test_every_offer_has_its_question() -> None:
    code = "".join(path.read_text() for path in (PROJECT / "actions").glob("*.py"))
    offered = set(re.findall(r'offer ?= ?\{"name": "(\w+)"', code))
    asked = {name for part in read("assistant/domain") for name in part.get("responses", {})}
    assert len(offered) > 2
    assert {f"utter_offer_{name}" for name in offered} - asked == set()


def test_slots_are_the_memory_and_hold_no_right() -> None:
    slots: dict[str, Any] = {}
    for part in read("assistant/domain"):
        slots |= part.get("slots", {})
    assert set(slots) == {one.name for one in fields(Memory)}
    for slot in slots.values():
        assert slot["mappings"] == [{"type": "custom"}]
        assert slot["influence_conversation"] is False
    assert [name for name in slots if "verified" in name or "grant" in name or "level" in name] == []


def test_sessions_are_ended_by_the_backend_alone() -> None:
    settings = next(part["session_config"] for part in read("assistant/domain") if "session_config" in part)
    assert settings == {"session_expiration_time": 0, "carry_over_slots_to_new_session": False}
