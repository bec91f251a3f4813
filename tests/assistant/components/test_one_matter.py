"""Second requests that ask for nothing of their own, and those that do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.components.decision import Decision, Scores
from assistant.components.one_matter import named_by_its_words, with_its_own_deadline, with_one_choice, with_one_matter


def by_words(**meant: str) -> Callable[[Sequence[str]], list[Scores]]:
    """Each part asks for what its key word means."""

    def score(lines: Sequence[str]) -> list[Scores]:
        return [{name: 0.9 if word in line else 0.1 for name, word in meant.items()} for line in lines]

    return score


def asked(*names: str) -> Decision:
    return Decision(names[0], 0.8, tuple(names[1:]), {})


def names(decision: Decision) -> tuple[str, ...]:
    return (decision.intent, *decision.also)


def test_what_is_only_one_way_to_choose_is_no_request_of_its_own() -> None:
    appeal = asked("ask_next_step", "ask_appeal_rights")
    assert with_one_choice(appeal, "do i rebill or appeal it").also == ()
    assert with_one_choice(appeal, "do i rebill or not, and how would i appeal").also == ("ask_appeal_rights",)
    said = asked("start_appeal", "ask_next_step")
    assert with_one_choice(said, "should we resubmit or dispute this").intent == "ask_next_step"
    papers = asked("ask_next_step", "submit_documents")
    assert with_one_choice(papers, "should we send the chart or let it be").also == ()
    assert with_one_choice(papers, "do we rebill or wait? and where do i send the chart").also == ("submit_documents",)


@pytest.mark.parametrize(
    ("line", "first", "second", "words", "kept"),
    [
        (
            "our reconsideration of xdate. where is it",
            "check_appeal_status",
            "check_claim_status",
            ("recon", "where"),
            False,
        ),
        (
            "our reconsideration, and the claim of may",
            "check_appeal_status",
            "check_claim_status",
            ("recon", "claim"),
            True,
        ),
        (
            "auth for the knee, cleared or waiting",
            "check_authorization",
            "check_claim_status",
            ("auth", "waiting"),
            False,
        ),
        ("explain this code. translate please", "explain_code", "switch_language", ("code", "translate"), False),
        ("explain this code. in spanish please", "explain_code", "switch_language", ("code", "spanish"), True),
        (
            "we want a peer to peer. his cell is xid",
            "request_peer_to_peer",
            "request_callback",
            ("peer", "cell"),
            False,
        ),
        ("we want a peer to peer. call me at xid", "request_peer_to_peer", "request_callback", ("peer", "call"), True),
        (
            "any relief program? her balance is xamount",
            "ask_payment_help",
            "ask_amount_owed",
            ("relief", "balance"),
            False,
        ),
        (
            "any relief program? how much is the balance",
            "ask_payment_help",
            "ask_amount_owed",
            ("relief", "balance"),
            True,
        ),
        ("was it paid. the patient is xid", "ask_payment", "another_patient", ("paid", "patient"), False),
        ("was it paid. another patient is xid", "ask_payment", "another_patient", ("paid", "patient"), True),
        ("our statement came. what do i pay", "ask_amount_owed", "request_document", ("pay", "statement"), False),
        ("send the statement. what do i pay", "ask_amount_owed", "request_document", ("pay", "statement"), True),
        ("xcode on two lines. what now", "ask_next_step", "explain_code", ("what now", "lines"), False),
        ("what is xcode. what now", "ask_next_step", "explain_code", ("what now", "what is"), True),
        ("update my other plan. fix your file", "report_other_insurance", "ask_next_step", ("plan", "fix"), False),
        ("what next? you paid xamount", "ask_next_step", "ask_payment", ("next", "paid"), False),
        ("what next? did you pay xamount", "ask_next_step", "ask_payment", ("next", "pay"), True),
    ],
)
def test_what_is_no_other_matter_is_no_second_request(
    line: str, first: str, second: str, words: tuple[str, str], kept: bool
) -> None:
    score = by_words(**{first: words[0], second: words[1]})
    left = names(with_one_matter(asked(first, second), line, score))
    assert left == ((first, second) if kept else (first,))


def test_paid_denied_or_waiting_asks_how_a_claim_stands() -> None:
    money = asked("ask_payment", "check_claim_status")
    assert names(with_one_choice(money, "is xid paid, denied or still pending")) == ("check_claim_status",)
    assert names(with_one_choice(money, "was xid paid and where is xid")) == ("ask_payment", "check_claim_status")


def test_the_status_of_an_appeal_is_none_of_the_claim() -> None:
    assert names(named_by_its_words(asked("check_claim_status"), "recon status for xid")) == ("check_appeal_status",)
    both = asked("check_claim_status", "check_appeal_status")
    assert names(named_by_its_words(both, "claim status, and the status of the appeal")) == names(both)
    assert names(named_by_its_words(asked("check_claim_status"), "status of claim xid")) == ("check_claim_status",)


def test_what_was_paid_abroad_is_claimed() -> None:
    line = "i was treated in lisbon and paid there. how must i submit it"
    assert names(named_by_its_words(asked("ask_payment"), line)) == ("ask_how_to_file",)
    assert names(named_by_its_words(asked("ask_payment"), "how was i paid for xid")) == ("ask_payment",)


def test_a_denial_for_time_asks_for_no_time_to_file() -> None:
    why = asked("ask_denial_reason", "ask_timely_filing")
    told = by_words(ask_denial_reason="why", ask_timely_filing="timely")
    assert names(with_one_matter(why, "timely filing denial, but we filed on xdate. why?", told)) == (
        "ask_denial_reason",
    )
    both = by_words(ask_denial_reason="why", ask_timely_filing="how long")
    assert names(with_one_matter(why, "why was it denied? and how long do we have to file", both)) == names(why)


def test_what_a_person_paid_abroad_asks_for_no_payment() -> None:
    form = asked("ask_how_to_file", "ask_payment")
    said = by_words(ask_payment="paid", ask_how_to_file="form")
    line = "we were in lisbon and my husband paid a clinic xamount for a sprained foot. which form do i use"
    assert names(with_one_matter(form, line, said)) == ("ask_how_to_file",)
    line = "have you paid the clinic? and which form do i use for the other one"
    assert names(with_one_matter(form, line, said)) == names(form)


def test_another_plan_only_told_of_is_not_reported_beside_a_time_limit() -> None:
    late = asked("ask_timely_filing", "report_other_insurance")
    said = by_words(report_other_insurance="primary", ask_timely_filing="limit")
    assert names(with_one_matter(late, "primary just paid last week. what's the limit for secondary", said)) == (
        "ask_timely_filing",
    )
    assert names(with_one_matter(late, "please add the primary. what's the limit to file", said)) == names(late)


def test_what_is_only_told_first_is_not_asked() -> None:
    score = by_words(list_claims="stuck", ask_next_step="what")
    left = with_one_matter(asked("list_claims", "ask_next_step"), "we have forty stuck. what can we do", score)
    assert names(left) == ("ask_next_step",)


def test_one_request_is_left_alone() -> None:
    score = by_words(ask_payment="paid")
    assert names(with_one_matter(asked("ask_payment"), "you paid xamount", score)) == ("ask_payment",)


def test_the_time_asked_for_belongs_to_what_was_asked_first() -> None:
    score = by_words(ask_how_to_file="file", ask_appeal_rights="how long")
    how = asked("ask_how_to_file", "ask_appeal_rights")
    line = "how do i file this bill and how long do i get"
    assert with_its_own_deadline(how, line, score).also == ("ask_timely_filing",)
    appeal = "how do i file this bill and how long do i get to appeal"
    assert with_its_own_deadline(how, appeal, score).also == ("ask_appeal_rights",)


def test_the_way_in_beside_the_time_limit_is_filing() -> None:
    late = asked("ask_timely_filing", "submit_documents")
    score = by_words(ask_timely_filing="late", submit_documents="send")
    assert with_its_own_deadline(late, "am i too late to claim and where do i send it", score).also == (
        "ask_how_to_file",
    )
    notes = "am i too late and where do i send the notes"
    assert with_its_own_deadline(late, notes, score).also == ("submit_documents",)
