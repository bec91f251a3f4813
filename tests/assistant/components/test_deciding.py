"""One request or two, a person in danger, a person asked for: decided from given probabilities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.components.clauses import clauses
from assistant.components.deciding import decide, without_an_answer, without_what_is_not_meant
from assistant.components.decision import Scores, Thresholds

KEYWORDS = {
    "status": "check_claim_status",
    "denied": "ask_denial_reason",
    "appeal": "ask_appeal_rights",
    "deductible": "ask_benefits_used",
    "agent": "request_human",
    "breathing": "medical_emergency",
    "hello": "greet",
    "thanks": "thank",
    "again": "repeat",
    "outrage": "complain",
    "complaint": "complain",
    "wrong": "correct_that",
    "robot": "bot_challenge",
}


def score(lines: Sequence[str]) -> list[Scores]:
    """Probabilities by keyword, shared where a line has several."""
    rows = []
    for line in lines:
        said = [intent for word, intent in KEYWORDS.items() if word in line] or ["out_of_scope"]
        rows.append(
            {intent: (0.94 / len(said) if intent in said else 0.005) for intent in [*KEYWORDS.values(), "out_of_scope"]}
        )
    return rows


@pytest.mark.parametrize(
    ("line", "intent", "also"),
    [
        ("why was it denied", "ask_denial_reason", ()),
        ("why was it denied and how do i appeal", "ask_denial_reason", ("ask_appeal_rights",)),
        ("how do i appeal? why was it denied?", "ask_appeal_rights", ("ask_denial_reason",)),
        ("status please, also what is my deductible", "check_claim_status", ("ask_benefits_used",)),
        ("hello, i need a claim status", "check_claim_status", ()),
        ("claim status and thanks", "check_claim_status", ()),
        ("what is the status and get me an agent", "check_claim_status", ("request_human",)),
        ("he is not breathing and what is the status", "medical_emergency", ("check_claim_status",)),
        ("claim status and the status", "check_claim_status", ()),
        ("yes that's right and what is my deductible", "affirm", ("ask_benefits_used",)),
        ("yes what is my deductible", "ask_benefits_used", ()),
        ("say that once again and what is my deductible", "repeat", ("ask_benefits_used",)),
        ("this is an outrage. why was it denied", "complain", ("ask_denial_reason",)),
        ("no that's wrong and what is the status", "correct_that", ("check_claim_status",)),
    ],
)
def test_requests_of_a_line_in_the_order_said(line: str, intent: str, also: tuple[str, ...]) -> None:
    decision = decide(line, score, Thresholds())
    assert (decision.intent, decision.also) == (intent, also)
    assert decision.confidence >= Thresholds().understood


def test_clauses_are_the_parts_that_may_ask_for_something() -> None:
    parts = [
        (clause.text, clause.joined_weakly) for clause in clauses("why denied? and how do i appeal, or what now...")
    ]
    assert parts == [("why denied", False), ("and how do i appeal", False), ("or what now", True)]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("how much is left of the maximum what's a PR-1", ["how much is left of the maximum", "what's a PR-1"]),
        ("can you tell me what the deductible is", ["can you tell me what the deductible is"]),
        ("they're sending me to collections what can i do", ["they're sending me to collections what can i do"]),
        ("and can i then have a copy", ["and can i then have a copy"]),
    ],
)
def test_a_question_behind_a_question_is_a_part_of_its_own(line: str, parts: list[str]) -> None:
    assert [clause.text for clause in clauses(line)] == parts


def by_words(shares: dict[str, Scores]) -> Callable[[Sequence[str]], list[Scores]]:
    return lambda lines: [next(s for words, s in shares.items() if words in line) for line in lines]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "i need a copy of it next thing is the status on claim two",
            ["i need a copy of it", "the status on claim two"],
        ),
        ("what do we owe and while you're in there is his plan active", ["what do we owe", "is his plan active"]),
        ("yes that's the one now why'd it pend", ["yes that's the one", "now why'd it pend"]),
        ("no i'm good let's go to claim two", ["no i'm good", "let's go to claim two"]),
        ("moving on to xid how much did it pay", ["moving on to xid", "how much did it pay"]),
        ("sorry i said xdate it's xdate what's the status", ["sorry i said xdate it's xdate", "what's the status"]),
        ("is this a bot i want a live voice", ["is this a bot", "i want a live voice"]),
        ("is it in and if it isn't how do we refile", ["is it in", "how do we refile"]),
        ("tell me if it paid and how much", ["tell me if it paid", "how much"]),
        ("1) where is the claim 2) the eft number please", ["where is the claim", "the eft number please"]),
        ("what's the next thing for us to do", ["what's the next thing for us to do"]),
    ],
)
def test_people_say_in_many_ways_that_another_thing_follows(line: str, parts: list[str]) -> None:
    assert [clause.text for clause in clauses(line)] == parts


def test_what_is_asked_beside_a_number_is_a_request() -> None:
    score = by_words(
        {
            "finaled and": {"another_claim": 0.6, "inform": 0.1, "check_claim_status": 0.1},
            "finaled": {"inform": 0.6, "check_claim_status": 0.3},
            "another": {"another_claim": 0.8},
        }
    )
    decision = decide("xid has it finaled and then i'll give you another", score, Thresholds())
    assert (decision.intent, decision.also) == ("check_claim_status", ("another_claim",))


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("is xid active today birthday xdate", "check_eligibility"),
        ("this eft xid is for xamount which claims are in it", "check_eligibility"),
        ("the npi you want is xid", "inform"),
        ("what you want is xid", "inform"),
        ("is it a holiday", "inform"),
    ],
)
def test_who_asks_something_of_a_number_told_answers_nothing(line: str, intent: str) -> None:
    def numbers_sound_like_answers(lines: Sequence[str]) -> list[Scores]:
        return [{"inform": 0.5, "check_eligibility": 0.3} for _ in lines]

    assert decide(line, without_an_answer(numbers_sound_like_answers, line), Thresholds()).intent == intent


def test_a_number_to_look_up_asks_for_its_claim() -> None:
    score = by_words(
        {
            "can you check xid for us and": {"another_claim": 0.9},
            "can you check xid": {"inform": 0.5, "ask_payment": 0.2},
            "another": {"another_claim": 0.9},
        }
    )
    decision = decide("can you check xid for us and then another", score, Thresholds())
    assert (decision.intent, decision.also) == ("check_claim_status", ("another_claim",))


def test_a_question_of_its_own_beside_a_clear_request_needs_less() -> None:
    score = by_words(
        {
            "is it in and": {"check_claim_status": 0.6},
            "is it in": {"check_claim_status": 0.9},
            "what does": {"ask_amount_owed": 0.38, "ask_payment": 0.2},
        }
    )
    decision = decide("is it in and what does that leave me with", score, Thresholds())
    assert (decision.intent, decision.also) == ("check_claim_status", ("ask_amount_owed",))
    alone = by_words({"hello": {"greet": 0.5}, "what does": {"ask_amount_owed": 0.38}})
    assert decide("hello there. what does that leave", alone, Thresholds()).also == ()


def test_a_value_put_right_before_the_question_is_heard() -> None:
    score = by_words(
        {
            "xdate what": {"check_claim_status": 0.6},
            "xdate": {"correct_that": 0.5, "inform": 0.4},
            "what's": {"check_claim_status": 0.9},
        }
    )
    decision = decide("sorry i meant xdate what's the status of that", score, Thresholds())
    assert (decision.intent, decision.also) == ("correct_that", ("check_claim_status",))


def test_whoever_said_while_trailing_off_is_no_person_asked_for() -> None:
    decision = decide("what is the status, or an agent", score, Thresholds())
    assert "request_human" in decision.also

    def eager(lines: Sequence[str]) -> list[Scores]:
        return [{"request_human": 0.9} if "whoever" in line[:8] else {"check_claim_status": 0.9} for line in lines]

    decision = decide("did it get to the board or whoever", eager, Thresholds())
    assert (decision.intent, decision.also) == ("check_claim_status", ())


def test_danger_of_then_is_not_heard_in_a_part_of_a_question() -> None:
    score = by_words(
        {
            "xcode": {"explain_code": 0.8, "medical_emergency": 0.1},
            "not breathing": {"medical_emergency": 0.9},
            "mean": {"explain_code": 0.9},
        }
    )
    past = "xcode, the patient was not breathing on arrival. what does it mean"
    assert decide(past, score, Thresholds()).intent == "explain_code"
    now = "xcode, the patient is not breathing. what does it mean"
    assert decide(now, score, Thresholds()).intent == "medical_emergency"


def test_a_denial_only_told_asks_for_no_reason() -> None:
    score = by_words(
        {
            "denied. can": {"ask_appeal_rights": 0.5, "ask_denial_reason": 0.4},
            "denied": {"ask_denial_reason": 0.8},
            "can i": {"ask_appeal_rights": 0.9},
        }
    )
    decision = decide("my surgery was denied. can i appeal that", score, Thresholds())
    assert (decision.intent, decision.also) == ("ask_appeal_rights", ())


def test_a_person_is_heard_where_something_else_is_likelier() -> None:
    def unsure(lines: Sequence[str]) -> list[Scores]:
        return [{"ask_denial_reason": 0.5, "request_human": 0.4} for _ in lines]

    decision = decide("let somebody explain this", unsure, Thresholds())
    assert (decision.intent, decision.also) == ("request_human", ("ask_denial_reason",))


@pytest.mark.parametrize("line", ["until what time can i reach a person there today", "how late are you open"])
def test_who_asks_for_the_hours_wants_neither_a_person_nor_help(line: str) -> None:
    def unsure(lines: Sequence[str]) -> list[Scores]:
        return [{"help": 0.5, "request_human": 0.3, "out_of_scope": 0.2} for _ in lines]

    decision = decide(line, without_what_is_not_meant(unsure, line), Thresholds())
    assert (decision.intent, decision.confidence) == ("out_of_scope", pytest.approx(1.0))


def test_danger_beside_what_is_over_is_still_heard() -> None:
    def sounding(lines: Sequence[str]) -> list[Scores]:
        return [{"medical_emergency": 0.8 if "face" in line else 0.1, "ask_payment": 0.1} for line in lines]

    now = "my wife fell, she's fine now but her face hangs, is the visit on my plan"
    assert without_what_is_not_meant(sounding, now)(["her face hangs"])[0]["medical_emergency"] == 0.8
    over = "my wife fell on her face, she's fine now, is the visit on my plan"
    assert without_what_is_not_meant(sounding, over)(["fell on her face"])[0]["medical_emergency"] == 0.0


def test_one_who_spells_asks_for_no_spelling() -> None:
    def spelling(lines: Sequence[str]) -> list[dict[str, float]]:
        return [{"spell_it": 0.8, "inform": 0.2} for _ in lines]

    assert without_what_is_not_meant(spelling, "my name is odd so i always spell it")(["x"])[0]["spell_it"] == 0.0
    assert without_what_is_not_meant(spelling, "spell that for me")(["x"])[0]["spell_it"] == 0.8


def test_a_paper_asked_for_is_heard_and_one_at_hand_is_not() -> None:
    def unsure(lines: Sequence[str]) -> list[Scores]:
        return [
            {
                "ask_appeal_rights": 0.9 if "appeal" in one else 0.1,
                "request_document": 0.8 if "remit" in one else 0.1,
                "out_of_scope": 0.4,
            }
            for one in lines
        ]

    sent = decide("how do i appeal and mail me whichever form i sign", unsure, Thresholds())
    assert (sent.intent, sent.also) == ("ask_appeal_rights", ("request_document",))
    has = decide("i received the remit letter. can i appeal that", unsure, Thresholds())
    assert (has.intent, has.also) == ("ask_appeal_rights", ())


def test_why_it_cannot_be_paid_is_a_part_of_its_own() -> None:
    parts = [part.text for part in clauses("is that what i owe because i can't pay that much")]
    assert parts == ["is that what i owe", "because i can't pay that much"]
