"""Control words and events: repeat, go back, start over, yes, no, "I don't have it", silence, not understood. Pure.

Each takes the memory before and after the turn and gives the one to go on with, what to say first, whether it ends there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from actions.another import takes_leave
from actions.believed import GUESS
from actions.beside_the_proof import beside_the_proof
from actions.capture import (
    asks_back,
    begins_anew,
    goes_on,
    is_over,
    not_given_yet,
    note_vague_date,
    still_needed,
    what_is_wrong,
)
from actions.capture_words import HOW_LONG, HOW_MANY, INSTEAD, NO_DAY, REFUSES_TO_GIVE, WHY_ASKED
from actions.claim_answers import said_name
from actions.control_words import (
    LEAVES_IT,
    LEFT_UNDONE,
    NOT_WHAT_WAS_ASKED,
    WHERE_WERE_WE,
    bears_out,
    declines,
    sees_to_it,
    speaks_of_the_answer,
)
from actions.heard import NOTHING_ASKED, Heard
from actions.memory import Memory
from actions.requests import GENERAL, HANDOFFS, NEEDS_CLAIM, needs_claim
from actions.speaker import spoken_for
from actions.steps import Ask, HandOff, Listen, Say, Step
from actions.wishes import ONE_MORE_THING
from actions.wording import span

PROOFS = (
    "npi",
    "tax_id",
    "member_id",
    "date_of_birth",
    "zip_code",
    "last_name",
    "person_name",
    "date_of_service",
    "claim_number",
    "one_time_code",
)
EXAMPLES = frozenset({*PROOFS, "role", "self", "phone_number", "offer", "more", "which_claim"})
HELD_UP = "held_up"
"""The question for a proof was put off once by a wish."""
NOT_ANSWERED = "not_answered"
"""The caller said once that what they asked was not answered."""
QUESTION_WORDS = 12
"""More words than these tell something; a question about the questions is short."""
LADDER_SHORT = 3
"""Rungs of the ladder in writing; the phone has one more."""
TWO_LISTENERS = frozenset({"member_id", "date_of_birth", "date_of_service", "claim_number"})
"""Proofs whose help is worded for each listener."""
STOOD_IN_FOR = {
    "provider": frozenset({"date_of_birth", "date_of_service"}),
    "member": frozenset({"zip_code", "last_name"}),
}
"""Proofs another one does for: the name, the claim number."""
TAKE_NEWEST = "take_newest"
"""What "yes" means where the newest of a list was asked about."""
NOT_REPEATED = frozenset({"start_appeal", "request_callback", "request_document", "request_peer_to_peer", "report_fraud",
                          "report_other_insurance", "complain", "thank", "hold_on", "notify_me", "sorry_upset"})  # fmt: skip


@dataclass
class Control:
    """What a control word changed: the memory, what is said first, and a step that ends the turn, if any."""

    memory: Memory
    says: list[Say] = field(default_factory=list)
    step: Step | None = None


def control(before: Memory, after: Memory, heard: Heard) -> Control:
    """Applies the control words of a turn; a turn with facts or wishes passes through unchanged."""
    if heard.event:
        return _event(before, heard)
    if _is_not_known(before, after, heard):
        after.requests = [dict(one) for one in before.requests]
        return _dont_know(before, after, heard)
    if _waits_for_a_paper(before) and (without := _without_the_code(before, after, heard)) is not None:
        return without
    if NOT_WHAT_WAS_ASKED.fullmatch(heard.text) and not (before.offer is not None and heard.has("deny")):
        return _not_answered(before, heard)
    if (aside := beside_the_proof(before, after, heard)) is not None:
        return Control(*aside)
    if (captured := _of_the_capture(before, after, heard)) is not None:
        return captured
    return _held_up(before, _by_words(before, after, heard), heard)


def _by_words(before: Memory, after: Memory, heard: Heard) -> Control:
    progressed = _progressed(before, after)
    if before.offer is not None and declines(before.offer, heard.text):
        return _no(before, after)
    if ONE_MORE_THING.fullmatch(heard.text) and not progressed:
        return Control(after, [Say("utter_what_more")], None if before.expects in PROOFS else Listen())
    if WHERE_WERE_WE.search(heard.text) and not progressed and before.expects in PROOFS:
        return _again(before, after)
    if before.expects in ("more", "wish") and before.offer is None and LEAVES_IT.match(heard.text):
        after.requests = [one for one in after.requests if one in before.requests or one["name"] not in LEFT_UNDONE]
        if not _progressed(before, after):
            return Control(after, [Say("utter_all_right")])
    for intent in heard.intents:
        unlikely = not bears_out(intent, heard) or (intent == "restart" and after.is_waiting_for("delete_data"))
        no_answer = intent == "affirm" and _QUESTION.search(heard.text) is not None and not _YES.search(heard.text)
        if unlikely or no_answer or (intent == "deny" and before.offer is None and heard.text.rstrip().endswith("?")):
            continue  # a guess of the language model the words do not bear out
        handler = _HANDLERS.get(intent)
        taken_up = (intent == "affirm" and before.offer is not None) or takes_leave(intent, after)
        if handler is not None and not (progressed and intent in _YIELDING and not taken_up):
            of_the_answer = handler is _wrong and before.claim is not None and speaks_of_the_answer(heard)
            return _not_answered(before, heard) if of_the_answer else handler(before, after)
        if intent == "dont_know" and not progressed:
            return _dont_know(before, after, heard)
    if before.expects in ("date_of_service", "claim_number") and set(heard.values) == {"amount"} and not progressed:
        return _dont_know(before, after, heard, "utter_not_by_amount")
    if "vague_date" in after.told and "vague_date" not in before.told:
        return Control(after, [Say("utter_exact_day")])
    if progressed:
        return Control(after)
    if heard.ambiguous:
        return Control(after, [Say("utter_one_value")])
    told_again = spoken_for(heard.text) == before.speaker is not None and before.expects not in NOTHING_ASKED
    if heard.has("identify_member", "identify_provider") or told_again:
        return Control(after)  # said before: the open question stands
    if before.expects in ("more", "wish", "offer") and sees_to_it(heard.text):
        return Control(after, [Say("utter_all_right")])
    missed = _miss(before, after, heard)
    if heard.values.get("account_number") and missed.step is None:
        return Control(missed.memory, [Say("utter_not_by_account")])
    return missed


def _is_not_known(before: Memory, after: Memory, heard: Heard) -> bool:
    """ "I forget my zip, we just moved": what is asked for is not known, and nothing else is surely wanted."""
    if before.expects not in _NOT_KNOWN_OF or heard.values or heard.piece or not _FORGOTTEN.search(heard.text):
        return False
    if heard.confidence >= GUESS and not heard.has("dont_know", "out_of_scope", "nlu_fallback"):
        return False
    fresh = [one for one in after.requests if one not in before.requests]
    return not any(one["name"] in _NEVER_FORGOTTEN or one.get("reason") for one in fresh)


def _waits_for_a_paper(memory: Memory) -> bool:
    """Whether the code asked for is to send a copy: who waits for it is verified already."""
    return memory.expects == "one_time_code" and any(one.get("code_sent") for one in memory.requests)


def _without_the_code(before: Memory, after: Memory, heard: Heard) -> Control | None:
    """No code, for whatever reason: the paper is then a person's to mail, and nobody is told that a proof failed."""
    if heard.values or heard.piece or any(one["name"] in HANDOFFS for one in after.requests):
        return None
    if after.is_waiting_for("explain_code") or after.is_waiting_for("explain_claim_codes"):  # "what code?"
        return Control(before.copy(), [Say("utter_help_one_time_code")], Ask("one_time_code"))
    fresh = [one for one in after.requests if one not in before.requests]
    if heard.has(*_NO_CODE) and all(one["name"] in ("out_of_scope", "request_document") for one in fresh):
        after.requests, after.misses = [dict(one) for one in before.requests], 0
        return Control(after, [Say("utter_no_matter")])
    return None


_NO_CODE = ("dont_know", "deny", "correct_that", "repeat", "nlu_fallback", "out_of_scope", "request_document", "inform")


def _of_the_capture(before: Memory, after: Memory, heard: Heard) -> Control | None:
    """What a turn brings of an identifier, or asks about giving it; None where it does neither, or brings a person."""
    if any(one["name"] in HANDOFFS for one in after.requests) or before.expects not in (*PROOFS, "phone_number"):
        return None
    same = before.copy()  # such a line changes nothing, whatever the language model guessed of it
    same.silences = 0
    if begins_anew(before, heard):
        same.piece = None
        return Control(same, [Say("utter_start_it_again")])
    says = asks_back(before, heard)
    if says is not None and not (says.response == "utter_not_read_out" and after.is_waiting_for("not_read_out")):
        return Control(same, [says], Listen() if before.piece else None)
    if (says := _about_the_questions(before, heard)) is not None:
        return Control(same, [says])
    if REFUSES_TO_GIVE.fullmatch(heard.text) and before.expects in PROOFS and before.expects != "one_time_code":
        return _refused(before, same)
    wishes = [one for one in after.requests if one not in before.requests and one["name"] != "out_of_scope"]
    if not wishes and (yet := not_given_yet(before, heard)) is not None:
        missed = _miss(before, same, heard)
        return missed if missed.step else Control(missed.memory, [yet])
    if _names_no_day(before, heard):
        note_vague_date(same)
        return Control(same, [Say("utter_exact_day" if "date_of_service" not in same.dont_have else "utter_no_matter")])
    if (going := goes_on(before, after)) is not None:
        after.misses = 0
        wished = [one for one in after.requests if one not in before.requests]
        return Control(after, going, None if wished else Listen())
    if heard.piece and after.piece is not None and after.requests == before.requests:
        return _no_further(before, after, heard)
    return None


def _refused(before: Memory, after: Memory) -> Control:
    """ "I'd rather not say that": why it is asked; what can stand in for it comes next, else once more, then a person."""
    asked, speaker = str(before.expects), before.speaker
    looked = f"looked_for_{asked}"  # there is nothing to look for: a second refusal is offered a person
    if asked in STOOD_IN_FOR.get(str(speaker), ()):
        after.dont_have = [*after.dont_have, asked]
        return Control(after, [Say(said_name("utter_something_instead", speaker))])
    if looked not in before.told:
        after.told = [*after.told, looked]
        return Control(after, [Say(_help_with(asked, speaker))])
    after.dont_have = [*after.dont_have, asked]
    return Control(after)


def _names_no_day(before: Memory, heard: Heard) -> bool:
    """Whether an office tells a stretch of time where the day of a visit is to prove the patient."""
    asked = before.expects == "date_of_service" and before.speaker == "provider" and before.proved_patient() is None
    return asked and not heard.values and NO_DAY.search(heard.text) is not None


def _no_further(before: Memory, after: Memory, heard: Heard) -> Control:
    """Characters that make no identifier with what was said before: it is begun again; a rung of the ladder."""
    piece, missed = after.piece or {}, _miss(before, after, heard)
    over = is_over(piece)
    after.piece = None if over else after.piece
    return Control(after, [what_is_wrong(piece)]) if over and missed.step is None else missed


def _about_the_questions(before: Memory, heard: Heard) -> Say | None:
    """ "What do you need", "why", "how many more", "can I use the tax ID instead", while something is asked for."""
    asked = str(before.expects)
    if heard.values or heard.piece or before.speaker is None or len(heard.text.split()) > QUESTION_WORDS:
        return None
    if HOW_MANY.search(heard.text) and (left := still_needed(before)):
        return Say("utter_still_needed", {"left": left})
    if HOW_LONG.search(heard.text) and (left := still_needed(before)):
        return Say("utter_takes_a_minute", {"left": left})
    if WHY_ASKED.fullmatch(heard.text):
        return Say(_help_with(asked, before.speaker))
    instead = INSTEAD.get(asked)
    return Say(f"utter_only_{asked}") if instead and instead.search(heard.text) else None


def _held_up(before: Memory, result: Control, heard: Heard) -> Control:
    """A question that stays open turn after turn is one not understood, also where each line was a wish or a courtesy."""
    after, asked = result.memory, before.expects
    if (
        WHERE_WERE_WE.search(heard.text)
        or asked not in PROOFS
        or _asks_of_one_of_a_batch(before)
        or result.says
        or result.step
        or heard.has("repeat", "identify_member", "identify_provider")
    ):
        return result
    given = after.filled != before.filled or after.dont_have != before.dont_have or after.speaker != before.speaker
    if given or getattr(after, str(asked), None) != getattr(before, str(asked), None) or after.for_another:
        after.told = [one for one in after.told if one != HELD_UP]
        return result
    fresh = [one for one in after.requests if one not in before.requests]
    if any(one["name"] in HANDOFFS or not needs_claim(one["name"], after.claim is not None) for one in fresh):
        return result
    if fresh and HELD_UP not in before.told:
        after.told = [*after.told, HELD_UP]
        return result
    return _miss(before, after, heard) if _progressed(before, after) == bool(fresh) else result


def _asks_of_one_of_a_batch(before: Memory) -> bool:
    """Between two claims of a batch a question is one of the claim just told, and answered."""
    return before.claim is not None and bool(before.batch and before.batch.get("begun"))


def _progressed(before: Memory, after: Memory) -> bool:
    old, new = before.copy(), after.copy()
    for memory in (old, new):
        memory.silences = memory.misses = 0
        memory.tried = memory.offer = memory.piece = None
    return old != new


def _event(before: Memory, heard: Heard) -> Control:
    memory, event = before.copy(), heard.event
    if event == "start":
        fresh = Memory(expects="role", for_another=before.for_another)
        return Control(fresh, [Say("utter_greeting")], Listen())
    if event == "returned":
        return Control(memory, [Say("utter_returned")])
    if event == "no_match":
        return _miss(before, memory, heard)
    memory.silences += 1
    count = heard.silences or memory.silences
    if count >= heard.rungs:
        return Control(memory, [], HandOff("silence"))
    if heard.rungs > LADDER_SHORT and count == 2:
        return Control(memory, [Say("utter_silence_first"), _example(before.expects)])
    return Control(memory, [Say("utter_silence_first" if count == 1 else "utter_silence_second")])


def _miss(before: Memory, after: Memory, heard: Heard) -> Control:
    """The ladder: an example, then choices or keys, then a person; on the phone the question is first asked again."""
    after.misses = before.misses + 1
    count = heard.misses or after.misses
    if count >= heard.rungs:
        return Control(after, [], HandOff("no_understanding"))
    asked = before.expects
    if asked == "which_claim" and after.claims:
        return _help_to_choose(after)
    if asked in PROOFS and _QUESTION.search(heard.text):
        after.misses = before.misses
        return Control(after, [Say(_help_with(str(asked), after.speaker))])
    if heard.rungs > LADDER_SHORT:
        if count == 1:
            return Control(after, [Say("utter_again")])
        if count == 2 and asked not in PROOFS:
            return Control(after, [_example(asked)])
        count -= 1
    stage = "first" if count == 1 else "second"
    if asked in PROOFS:
        return Control(after, [Say(f"utter_missed_{asked}_{stage}")])
    about_claim = stage == "first" and after.claim is not None and after.speaker == "member"
    return Control(after, [Say("utter_rephrase_on_claim" if about_claim else f"utter_rephrase_{stage}")])


def _help_with(asked: str, speaker: str | None) -> str:
    """What is asked for, where it stands and why it is asked."""
    return said_name(f"utter_help_{asked}", speaker) if asked in TWO_LISTENERS else f"utter_help_{asked}"


def _example(asked: str | None) -> Say:
    """What an answer to that question sounds like."""
    return Say(f"utter_example_{asked}" if asked in EXAMPLES else "utter_example_wish")


def _again(before: Memory, after: Memory) -> Control:
    """Says the last answers again, looked up anew, then the open question."""
    again = [dict(r) | {"whole": True} for r in before.answered if r["name"] not in NOT_REPEATED]
    for request in again:
        request.pop("looked_up", None)
    waiting = [r for r in after.requests if r not in again]
    after.requests = again + waiting
    return Control(after)


def _slower(before: Memory, after: Memory) -> Control:
    after.pace = "slow"
    result = _again(before, after)
    result.says.insert(0, Say("utter_slower"))
    return result


def _spell(before: Memory, after: Memory) -> Control:
    if after.claim is not None:
        after.requests = [{"name": "spell_claim"}, *after.requests]
    return Control(after)


def _back(before: Memory, after: Memory) -> Control:
    """Forgets the last element heard and asks for it again; with none, returns to the list or the question before."""
    if after.claim is not None:
        after.forget_claim()
        after.requests = after.requests or [{"name": "check_claim_status"}]
        after.ask_date = True
    elif after.filled:
        last = after.filled.pop()
        setattr(after, last, None)
    else:
        after.speaker = None
    return Control(after, [Say("utter_going_back")])


def _restart(before: Memory, after: Memory) -> Control:
    return Control(Memory(expects="role", for_another=after.for_another), [Say("utter_restart")])


def _yes(before: Memory, after: Memory) -> Control:
    if before.offer is not None and before.offer["name"] == TAKE_NEWEST:
        after.claim, after.offer = after.claims[0], None
        return Control(after)
    if before.offer is not None:
        after.requests = [*after.requests, dict(before.offer)]
        after.offer = None
        return Control(after)
    if before.expects in ("more", "wish", None) and not after.requests:
        return Control(after, [Say("utter_what_more")], Listen())
    return Control(after)


def _no(before: Memory, after: Memory) -> Control:
    if before.offer is not None:
        after.offer = None
        return Control(after, [Say("utter_all_right")])
    if before.expects in ("more", "wish") and not after.requests:
        return _goodbye(before, after)
    return Control(after)


def _goodbye(before: Memory, after: Memory) -> Control:
    after.expects, after.offer, after.requests = None, None, []
    return Control(after, [Say("utter_goodbye")], Listen(end=True))


def _help_to_choose(after: Memory) -> Control:
    """Who cannot tell which claim is helped to: by what else they may know of it, the newest as a question, then a person."""
    newest = after.claims[0]
    helped = f"helped:{newest['id']}"
    if helped in after.told:
        after.offer = {"name": "request_human"}
        return Control(after, [Say("utter_cannot_tell_which"), Say("utter_offer_request_human")], Listen())
    after.told, after.offer = [*after.told, helped], {"name": TAKE_NEWEST}
    seen = newest.get("provider_name") if after.speaker == "member" else None
    when = span(newest.get("service_from"), newest.get("service_to"))
    told = {"service": f"{when}, at {seen}" if seen else when}
    return Control(after, [Say(said_name("utter_help_which", after.speaker), told)], Listen())


def _dont_know(before: Memory, after: Memory, heard: Heard, told: str = "utter_no_matter") -> Control:
    element = before.expects
    if element == "which_claim" and after.claims:
        return _help_to_choose(after)
    if element in NOTHING_ASKED:  # nothing was asked that one could not know
        return _miss(before, after, heard)
    if element == "one_time_code":
        return Control(after, [Say("utter_no_matter")], HandOff("failed_verification"))
    if element == "phone_number":
        after.requests = [r for r in after.requests if r["name"] != "request_callback"]
        after.offer = {"name": "request_human"}
        return Control(after)
    if element in PROOFS and element not in after.dont_have:
        after.dont_have = [*after.dont_have, element]
        return Control(after, [Say(told)])
    if element == "offer":
        return _no(before, after)
    return Control(after)


def _not_answered(before: Memory, heard: Heard) -> Control:
    """ "That's not what I asked": sorry, and what they would like to know; after that a person. What was given stays."""
    same = before.copy()
    same.silences, same.offer = 0, None
    if before.expects in (*PROOFS, "role", "phone_number"):
        missed = _miss(before, same, heard)
        return missed if missed.step else Control(missed.memory, [Say("utter_this_first")])
    if NOT_ANSWERED in before.told:
        same.offer = {"name": "request_human"}
        return Control(same, [Say("utter_not_answered_again"), Say("utter_offer_request_human")], Listen())
    same.told = [*same.told, NOT_ANSWERED]
    return Control(same, [Say("utter_not_answered")], Listen())


def _wrong(before: Memory, after: Memory) -> Control:
    """ "That's not right" without the right value: the last element is asked for again."""
    return (
        _back(before, after) if after.filled and after.claim is None else Control(after, [Say("utter_what_is_wrong")])
    )


_HANDLERS = {
    "repeat": _again, "slow_down": _slower, "spell_it": _spell, "go_back": _back, "restart": _restart, "affirm": _yes,
    "deny": _no, "goodbye": _goodbye, "correct_that": _wrong,
    "greet": lambda _before, after: Control(after, [Say("utter_hello")]),
}  # fmt: skip
_YES = re.compile(
    r"\b(?:yes|yeah|yep|yup|sure|please|go ahead|do (?:it|that)|of course|absolutely|start|ok|okay)\b", re.I
)
"""An offer that changes something is taken with a yes, never with a question ("is that the right patient")."""
_QUESTION = re.compile(
    r"\?\W*$|^\W*(?:(?:and|so|but|wait|sorry|um|uh|hold on)\W+)*(?:which|whose|what|why|where|how come|"
    r"do you (?:mean|want|need)|does it|is (?:that|it)|should (?:i|it)|(?:is|are|was|were|does|did|do|can|could|"
    r"will|would) (?:that|this|it|the|he|she|they|you|we|i)\b|"
    r"with or without|the .{2,20} or the)\b",
    re.I,
)
_NOT_KNOWN_OF = frozenset({"member_id", "zip_code", "npi", "tax_id", "date_of_service", "claim_number"})
_NEVER_FORGOTTEN = frozenset({*HANDOFFS, "report_fraud", "complain", "request_callback"})
"""Wanted in the same breath as "I don't know", these go first."""
_FORGOTTEN = re.compile(
    r"^(?:\W*[\w']+){0,3}\W*\b(?:i|i'?ve|we) (?:\w+ )?(?:forg[eo]t|forgotten|don'?t (?:know|remember|recall)|"
    r"can'?t (?:remember|recall|think of))\b(?!.{0,20}\b(?:why|where|what|how|if)\b)",
    re.I,
)
_YIELDING = frozenset(
    {"affirm", "deny", "greet", "correct_that", "dont_know", "goodbye", "repeat", "go_back", "spell_it", "slow_down"}
)
"""Where the same turn brought facts or wishes, these words were courtesy or correction."""

assert not NOT_REPEATED - (GENERAL | NEEDS_CLAIM)
