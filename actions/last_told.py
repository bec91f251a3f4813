"""A bare word of question after a fact: "when?", "to whom?", "by when?", "can I pay it here?". Pure.

Such a line names no subject: its subject is the fact told last. So the question and that fact together are the wish.
"""

from __future__ import annotations

import re

from actions.heard import NO_PROOF_ASKED, Heard
from actions.memory import Memory

_FACTS_TOLD = {
    "ask_payment": ("payment",),
    "ask_payment_total": ("payment",),
    "ask_if_cashed": ("payment",),
    "not_received": ("payment",),
    "paid_to_whom": ("payment",),
    "paid_when": ("payment",),
    "paid_how": ("payment",),
    "paid_under": ("payment",),
    "is_its_number": ("payment",),
    "ask_amount_owed": ("share",),
    "explain_eob": ("share",),
    "mine_to_pay": ("share",),
    "bill_and_eob": ("share",),
    "already_paid": ("share",),
    "in_collections": ("share",),
    "help_with_share": ("share",),
    "ask_whom_to_pay": ("share",),
    "share_due": ("share",),
    "ask_charge": ("charge",),
    "more_details": ("charge",),
    "ask_dates": ("days",),
    "ask_when_decided": ("days",),
    "ask_denial_reason": ("denial", "appeal"),
    "ask_next_step": ("appeal",),
    "ask_appeal_rights": ("appeal",),
    "explain_appeal": ("appeal",),
    "appeal_cost": ("appeal",),
    "was_covered": ("appeal",),
    "late_reason": ("appeal",),
    "check_appeal_status": ("appeal_on_file",),
    "start_appeal": ("appeal_on_file",),
}
"""Wish → what its answer tells, first what is most likely meant."""
_HEADLINE_TOLD = {
    "paid": ("payment", "share"),
    "partly_paid": ("payment", "denial", "appeal"),
    "denied": ("denial", "appeal"),
    "patient_share": ("share", "days"),
    "rejected": ("rejection",),
    "reversed": ("payment", "days"),
}
"""Stage of a claim → what its headline tells; of any other stage, the days."""

_AROUND = frozenset(
    "and so ok okay but oh um uh hm hmm well then please pls exactly though sorry wait just like now".split()
)
_IT_WAS = frozenset("was is that this it did has be happen happened".split())
_OVER = frozenset({"was", "did", "happened"})
"""A day that is over is not the one a share is due on."""
_ASKED: tuple[tuple[str, tuple[str, ...], frozenset[str]], ...] = (
    ("day", ("on what day", "on which day", "on what date", "on which date", "what day", "which day", "what date",
             "which date", "when", "dated when", "dated what", "what's it dated", "what is it dated", "date", "dated", "dt"),
     _IT_WAS | {"the", "and", "its"}),
    ("whom", ("to whom", "to who", "who to", "where to", "to where"), _IT_WAS | {"go", "paid", "sent", "send"}),
    ("whom", ("whom", "who", "where"), frozenset()),
    ("how", ("how", "how do i do that", "how do i do it", "how do we do that", "how do we do it"), frozenset()),
    ("until", ("by when", "until when", "till when", "when by", "by what day", "by which day", "by what date", "how soon"),
     _IT_WAS | {"do", "i", "we", "have", "need", "to"}),
    ("due", ("by when do i have to pay", "by when do i pay", "when do i have to pay", "when do i pay", "when is it due",
             "when is that due", "when's it due", "when's that due"), frozenset({"it", "that"})),
    ("number", ("under what number", "under which number", "what number", "which number", "the number of it",
                "the number of that", "the number for it", "the number for that", "the number to it", "number of it",
                "a number for it", "its number", "the number"),
     _IT_WAS | {"i", "we", "i'd", "need", "want", "like", "can", "could", "may", "get", "have", "give", "me", "us", "you", "tell",
                "under", "to", "got", "again", "what's", "what", "read", "still", "only"}),
    ("same_number", ("that number", "the number again", "those numbers", "that number again"),
     _IT_WAS | {"could", "can", "you", "give", "me", "us", "say", "read", "repeat", "tell", "once", "more", "one", "time",
                "again", "slowly", "slower", "over", "i", "need", "have", "get", "may"}),
    ("sum", ("for how much", "in what amount", "for what amount"),
     _IT_WAS | {"i", "we", "can", "say", "tell", "it", "right", "to", "them", "him", "her", "the", "doctor", "office", "again"}),
    ("here", ("pay it here", "pay here", "pay that here", "pay you", "pay it now", "pay now", "pay it to you", "pay online",
              "pay by phone", "pay it by phone", "pay over the phone", "pay it over the phone", "pay by card",
              "pay with a card", "pay with my card", "pay it with my card"),
     frozenset({"can", "could", "may", "i", "we", "do", "to", "you", "today", "right"})),
    ("allowed", ("can they do that", "can they do this", "can they even do that", "can they really do that",
                 "can they just do that", "is that allowed", "is this allowed", "is that legal", "are they allowed to",
                 "are they allowed to do that", "is that even allowed", "is that even legal"), frozenset({"really", "even"})),
    ("too_much", ("too much", "way too much", "a lot", "a lot of money", "so much money", "too much money"),
     frozenset({"that's", "thats", "that", "it's", "is", "for", "me"})),
    ("already", ("i already paid", "i paid already", "i paid it already", "i already paid it", "i already paid that",
                 "i've already paid", "i have already paid", "i paid that already"), frozenset({"what", "if"})),
)  # fmt: skip
"""Question → the phrases that ask it, the longer before what it begins with; the words that may stand beside, and no others."""

_WISH = {
    ("payment", "day"): "paid_when",
    ("payment", "whom"): "paid_to_whom",
    ("payment", "how"): "paid_how",
    ("payment", "number"): "paid_under",
    ("payment", "same_number"): "paid_under",
    ("share", "same_number"): "ask_amount_owed",
    ("charge", "same_number"): "ask_charge",
    ("denial", "number"): "ask_claim_number",
    ("days", "number"): "ask_claim_number",
    ("payment", "sum"): "ask_payment",
    ("share", "sum"): "ask_amount_owed",
    ("charge", "sum"): "ask_charge",
    ("share", "day"): "share_due",
    ("share", "until"): "share_due",
    ("share", "due"): "share_due",
    ("share", "whom"): "ask_whom_to_pay",
    ("share", "how"): "ask_whom_to_pay",
    ("charge", "whom"): "ask_provider",
    ("days", "day"): "ask_dates",
    ("denial", "day"): "ask_dates",
    ("appeal", "day"): "ask_appeal_rights",
    ("appeal", "until"): "ask_appeal_rights",
    ("appeal", "whom"): "submit_documents",
    ("appeal_on_file", "day"): "check_appeal_status",
    ("appeal_on_file", "until"): "check_appeal_status",
    ("rejection", "day"): "ask_dates",
    ("rejection", "until"): "ask_timely_filing",
}
"""Fact and question → the wish, whoever asks."""
_ASKED_BY = {
    "provider": {
        ("appeal", "how"): "ask_how_to_send",
        ("rejection", "how"): "ask_how_to_send",
    },
    "member": {
        ("appeal", "how"): "explain_appeal",
        ("rejection", "how"): "ask_next_step",
        ("days", "until"): "ask_when_decided",
        ("share", "here"): "ask_whom_to_pay",
        ("share", "too_much"): "help_with_share",
        ("share", "already"): "already_paid",
        ("share", "allowed"): "mine_to_pay",
        ("charge", "too_much"): "ask_amount_owed",
    },
}
"""What only the one asks, or each means in another way."""


def asked_of_the_last(memory: Memory, heard: Heard) -> str | None:
    """The wish of a bare question about the fact told last; None where the line says more, or no such fact was told."""
    if memory.claim is None or heard.values or heard.piece or memory.expects not in NO_PROOF_ASKED:
        return None
    wishes = _WISH | _ASKED_BY.get(str(memory.speaker), {})
    words = re.findall(r"[a-z0-9']+", heard.text.lower().replace("’", "'"))
    question = _question(words)
    over = question == "day" and not _OVER.isdisjoint(words)
    told = [fact for fact in _told_last(memory, always=question == "number") if not (over and fact == "share")]
    return next((wish for fact in told if (wish := wishes.get((fact, question))) is not None), None)


def _question(words: list[str]) -> str:
    """The question a line asks with these words and with nothing beside it; empty where it says more."""
    line = f" {' '.join(words)} "
    for name, phrases, beside in _ASKED:
        for phrase in phrases:
            rest = line.replace(f" {phrase} ", " ", 1)
            if rest != line and set(rest.split()) <= _AROUND | beside:
                return name
    return ""


def _told_last(memory: Memory, *, always: bool = False) -> list[str]:
    """The facts of the last answers, the last one first, and after them what stood in the claim's headline; ``always``: that
    also where the last answers told no fact."""
    headline = _HEADLINE_TOLD.get(str((memory.claim or {}).get("stage")), ("days",))
    names = [str(one["name"]) for one in reversed(memory.answered)]
    facts = [fact for name in names for fact in _FACTS_TOLD.get(name, ())]
    return [*facts, *headline] if always or facts or "check_claim_status" in names else []
