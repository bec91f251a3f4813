"""What people bring beside where a claim stands, and everyday lines these words must leave alone."""

from __future__ import annotations

import pytest

from actions.controls import control
from actions.heard import read
from actions.memory import Memory
from actions.take_in import take_in
from tests.actions.remembered import TODAY, member, office, wanted


@pytest.mark.parametrize(
    "text",
    [
        "i just got a letter from a collection agency over a doctor bill, you sent it to collections and nobody told me",
        "my bill is in collections",
        "they turned me over to collections",
        "the collectors keep calling",
        "it’s hurting my credit",
    ],
)
def test_a_bill_in_collections_is_heard_as_such_and_not_as_a_lack_of_money(text: str) -> None:
    assert wanted(member(), text, "ask_payment_help", 0.9) == ["in_collections"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i can't pay this and now it is in collections", "ask_payment_help"),
        ("they're sending me to collections can i pay it by month", "ask_payment_help"),
        ("is there any hardship program before it goes to collections", "ask_payment_help"),
        ("did you pay the hospital, they keep sending me to collections", "ask_payment"),
        ("why was the specimen collection denied", "ask_denial_reason"),
        ("the blood collection on that day was it paid", "ask_payment"),
        ("i paid with my credit card", "ask_how_to_file"),
        ("check my credit score", "out_of_scope"),
        ("what is the status of my claim", "check_claim_status"),
        ("how do i collect the papers you need", "submit_documents"),
        ("i need proof that you paid for the collections people", "request_document"),
        ("can you give me credit for that visit", "out_of_scope"),
    ],
)
def test_words_near_collections_that_ask_for_something_else(text: str, intent: str) -> None:
    assert "in_collections" not in wanted(member(), text, intent, 0.9)


def test_an_office_that_collects_is_no_member_in_collections() -> None:
    for text in (
        "this is collections at mercy",
        "i work in collections",
        "our account went to collections, claim status",
    ):
        assert "in_collections" not in wanted(Memory(), text, "check_claim_status", 0.9)


@pytest.mark.parametrize(
    "text",
    [
        "i already paid this",
        "I’ve already paid it",
        "i paid it already last month",
        "they already took it out of my bank account last week",
        "so do i have to pay twice or what",
        "i paid my share at the desk",
    ],
)
def test_a_share_that_was_paid_is_heard(text: str) -> None:
    assert wanted(member(), text, "ask_amount_owed", 0.9) == ["already_paid"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("have you paid this", "ask_payment"),
        ("did they pay it twice", "ask_payment"),
        ("i paid the dentist myself, how do i get it from you", "ask_how_to_file"),
        ("i paid cash, where is the form", "ask_how_to_file"),
        ("has it been paid", "ask_payment"),
        ("if i paid it now would that be ok", "ask_amount_owed"),
        ("i already paid them more than that at the desk. how do i get my money back", "ask_amount_owed"),
        ("i pay my premiums every month", "complain"),
        ("why was it not paid", "ask_denial_reason"),
        ("how much do i have to pay", "ask_amount_owed"),
        ("someone stole my card and paid this", "report_fraud"),
        ("i already told you my birthday", "inform"),
        ("can i send the card slip, i paid the doctor", "submit_documents"),
    ],
)
def test_words_near_a_payment_that_ask_for_something_else(text: str, intent: str) -> None:
    assert "already_paid" not in wanted(member(), text, intent, 0.9)


@pytest.mark.parametrize(
    "text",
    ["the eob says one amount and my doctor's bill says more, which is right", "my eob and the bill don’t match",
     "the hospital is billing me more than you said"],
)  # fmt: skip
def test_a_bill_that_says_more_than_the_paper_gets_a_word_on_which_counts(text: str) -> None:
    assert wanted(member(), text, "ask_amount_owed", 0.9) == ["bill_and_eob"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("is my eob a bill", "explain_eob"),
        ("send me a copy of the eob", "request_document"),
        ("what does the eob say i owe", "ask_amount_owed"),
        ("how much was the bill", "ask_amount_owed"),
        ("can you explain my eob", "explain_eob"),
        ("the doctor sent the bill late", "complain"),
        ("who sent me this bill", "ask_amount_owed"),
        ("i have two bills from the hospital", "check_claim_status"),
        ("i lost my eob", "request_document"),
        ("did you pay the bill", "ask_payment"),
    ],
)
def test_a_bill_or_a_paper_alone_is_no_difference_between_them(text: str, intent: str) -> None:
    assert "bill_and_eob" not in wanted(member(), text, intent, 0.9)


@pytest.mark.parametrize(
    "text",
    ["is the doctor in network", "was my doctor in network?", "are they out of network", "does dr patel take my insurance",
     "find me an in-network dermatologist"],
)  # fmt: skip
def test_who_is_in_the_network_is_said_not_to_be_seen_here(text: str) -> None:
    assert wanted(member(), text, "check_eligibility", 0.9) == ["ask_network"]


def test_the_network_and_what_it_cost_are_both_answered() -> None:
    text = "was that doctor out of network or something is that why it cost so much"
    assert wanted(member(), text, "ask_amount_owed", 0.9) == ["ask_network", "ask_amount_owed"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("is it denied because it's out of network", "ask_denial_reason"),
        ("is there a form for out of network reimbursement", "ask_how_to_file"),
        ("what does out of network mean", "help"),
        ("how much is it out of network", "ask_amount_owed"),
        ("is the out of network deductible met", "ask_benefits_used"),
        ("what are the appeal options for an out of network provider", "ask_appeal_rights"),
        ("they ran it as out of network, run it again", "start_appeal"),
        ("is it paid at the in network rate", "ask_payment"),
        ("is it covered out of network", "check_eligibility"),
        ("is my claim in process", "check_claim_status"),
    ],
)
def test_the_network_named_in_another_question(text: str, intent: str) -> None:
    assert "ask_network" not in wanted(member(), text, intent, 0.9)


@pytest.mark.parametrize(
    "text",
    ["the bill keeps going to my old address, we moved in june. how do i change it", "they have my old address",
     "the address on the bill is wrong", "you sent it to my old apartment", "i moved, change my address"],
)  # fmt: skip
def test_an_address_to_put_right_is_a_persons_and_its_month_no_visit(text: str) -> None:
    for memory in (Memory(), member()):
        message = {"text": text, "intent": {"name": "out_of_scope", "confidence": 0.9}, "entities": []}
        said = read(message, memory.expects)
        after = control(memory, take_in(memory, said, TODAY), said).memory
        assert [one["name"] for one in after.requests] == ["change_details"]
        assert after.date_of_service == memory.date_of_service


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what address do i send the appeal to", "submit_documents"),
        ("what is the remit address", "ask_how_to_file"),
        ("where do i mail it", "submit_documents"),
        ("i think the letter went to my old house, can i get another", "request_document"),
        ("i forget my zip, we just moved", "dont_know"),
        ("sorry i gave the wrong address", "correct_that"),
        ("is the claims address still the one in utah", "ask_how_to_file"),
        ("they sent the check to the wrong address", "ask_payment"),
        ("what is your address", "ask_how_to_file"),
        ("the old zip is 80203", "inform"),
    ],
)
def test_an_address_named_in_another_question(text: str, intent: str) -> None:
    assert "change_details" not in wanted(member(), text, intent, 0.9)


@pytest.mark.parametrize(
    "text",
    ["mark it paid", "can you override the denial please", "please release the payment", "change the dx code on it",
     "ok approve it"],
)  # fmt: skip
def test_who_wants_a_claim_changed_is_told_that_nothing_changes_here(text: str) -> None:
    assert wanted(office(), text, "ask_next_step", 0.9) == ["change_claim"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("when will you release the payment", "ask_payment"),
        ("is it marked paid", "check_claim_status"),
        ("was the denial overridden", "check_claim_status"),
        ("overturn the denial", "start_appeal"),
        ("how do we change the dx code", "ask_next_step"),
        ("can you change that to the 5th", "correct_that"),
        ("did you approve it", "check_claim_status"),
        ("who approved it", "check_authorization"),
        ("fix my date of birth please", "correct_that"),
        ("we will correct it and send a new one", "ask_next_step"),
        ("undo that", "go_back"),
    ],
)
def test_a_question_about_a_change_asks_for_none(text: str, intent: str) -> None:
    assert "change_claim" not in wanted(office(), text, intent, 0.9)


@pytest.mark.parametrize(
    "text", ["we already sent the primary EOB", "i sent the records twice", "we faxed the notes already"]
)
def test_papers_that_were_sent_are_not_asked_for_again(text: str) -> None:
    assert wanted(member(), text, "submit_documents", 0.9) == ["already_sent"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("where do we send the records", "submit_documents"),
        ("we already sent the claim", "check_claim_status"),
        ("i already sent it, what now", "ask_next_step"),
        ("can i send the notes", "submit_documents"),
        ("we sent the records three times and you lose them", "complain"),
        ("you already sent the letter", "request_document"),
        ("they already paid", "ask_payment"),
        ("we have the notes", "submit_documents"),
        ("when did you send the eob", "request_document"),
    ],
)
def test_papers_named_in_another_question(text: str, intent: str) -> None:
    assert "already_sent" not in wanted(office(), text, intent, 0.9)


@pytest.mark.parametrize(
    "text",
    ["we have the auth number, it was approved before the surgery, can you just reprocess it", "it was pre-approved",
     "we had the approval on file"],
)  # fmt: skip
def test_an_approval_in_hand_changes_the_next_step(text: str) -> None:
    assert wanted(office(), text, "ask_next_step", 0.9) == ["approval_in_hand"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("we had an auth so why deny it", "ask_denial_reason"),
        ("we have an auth number, can you see it on your side", "check_authorization"),
        ("do you have an auth on file", "check_authorization"),
        ("we don't have an auth", "ask_next_step"),
        ("what is the approved amount", "ask_payment"),
        ("how do we get an approval", "check_authorization"),
        ("is the auth number needed", "check_authorization"),
        ("we have the auth on file so please reprocess", "start_appeal"),
        ("we got the auth but the date changed", "check_authorization"),
        ("no auth was needed for that", "ask_appeal_rights"),
    ],
)
def test_an_approval_named_in_another_question(text: str, intent: str) -> None:
    assert "approval_in_hand" not in wanted(office(), text, intent, 0.9)


@pytest.mark.parametrize(
    "text",
    [
        "my doctor's office told me it WAS approved beforehand. i have the approval number",
        "I have the auth number: A12345678. can you put that in?",
        "but it was pre-approved",
        "my doctor got it approved before the surgery",
        "you approved it already in april",
        "the plan approved this",
        "can you add the approval number to my claim",
        "where it says denied, i have an approval letter though",
    ],
)
def test_a_member_with_an_approval_hears_what_to_do_with_it(text: str) -> None:
    assert wanted(member(), text, "check_authorization", 0.9) == ["approval_in_hand"]


def test_what_to_do_with_the_number_of_an_approval_is_asked_after_it() -> None:
    spoken_of = member(answered=[{"name": "approval_in_hand"}])
    for text in ("so what should i do with that number", "where do i send that number", "who do i give the number to"):
        assert wanted(spoken_of, text, "ask_next_step", 0.9) == ["approval_in_hand"]
        assert wanted(member(), text, "ask_next_step", 0.9) != ["approval_in_hand"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("why wasn't it approved", "ask_denial_reason"),
        ("was it approved", "check_claim_status"),
        ("did you approve it", "check_claim_status"),
        ("i never got an approval", "ask_next_step"),
        ("do i need approval for the surgery", "check_authorization"),
        ("how do i get it approved", "check_authorization"),
        ("what if it was approved", "ask_next_step"),
        ("what is the approved amount", "ask_payment"),
        ("you only approved part of it", "ask_denial_reason"),
        ("no one told me i needed approval", "complain"),
        ("can you send the denial letter", "request_document"),
        ("how long does an approval take", "check_authorization"),
        ("who approved it", "check_authorization"),
        ("what is my approval number", "check_authorization"),
    ],
)
def test_an_approval_a_member_asks_about_is_none_in_hand(text: str, intent: str) -> None:
    assert "approval_in_hand" not in wanted(member(), text, intent, 0.9)


def test_the_time_of_a_corrected_claim_is_not_the_last_day_of_an_appeal() -> None:
    assert wanted(office(), "and my timely for the corrected claim?", "ask_timely_filing", 0.9) == ["corrected_time"]
    both = "appeal deadline? and deadline for corrected claims"
    assert wanted(office(), both, "ask_appeal_rights", 0.9) == ["ask_appeal_rights", "corrected_time"]
    choice = "do i send a corrected claim freq 7 w/ your ICN or does it have to be an appeal"
    assert wanted(office(), choice, "ask_how_to_file", 0.9) == ["ask_next_step"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how do we send a corrected claim", "ask_how_to_file"),
        ("where does the corrected claim go", "ask_how_to_file"),
        ("did you get our corrected claim", "check_claim_status"),
        ("what is the last day to appeal", "ask_appeal_rights"),
        ("is the corrected claim paid", "check_claim_status"),
        ("how to send corrected claim freq 7, and deadline?", "ask_how_to_file"),
        ("what is timely filing", "ask_timely_filing"),
        ("the corrected claim was denied", "ask_denial_reason"),
        ("we sent a replacement claim in may", "check_claim_status"),
        ("how many days until it is decided", "check_claim_status"),
        ("where do i fax the records and how long do i have to send the corrected claim", "submit_documents"),
    ],
)
def test_a_corrected_claim_named_in_another_question(text: str, intent: str) -> None:
    assert "corrected_time" not in wanted(office(), text, intent, 0.9)


def test_proof_of_timely_filing_is_answered_before_the_claim_is_known() -> None:
    text = "we have the clearinghouse acceptance report showing it went in on time what do i do with that"
    assert wanted(Memory(speaker="provider"), text, "ask_timely_filing", 0.9) == ["timely_proof"]
    for other in ("we got a 277 but nothing since", "i have a 277 saying accepted but no ERA", "we have a denial report",
                  "do you have the acceptance date", "what's your filing limit", "we have a report of paid claims",
                  "the clearinghouse is down", "is it accepted", "we submitted it in time", "need the 835 report"):  # fmt: skip
        assert "timely_proof" not in wanted(Memory(speaker="provider"), other, "check_claim_status", 0.9)


@pytest.mark.parametrize(
    "text",
    ["read back to me what tax id you have", "what npi do you have for me", "what address do you have on file for me"],
)
def test_what_proves_a_caller_is_not_read_out(text: str) -> None:
    assert wanted(Memory(speaker="provider", expects="tax_id"), text) == ["not_read_out"]


@pytest.mark.parametrize(
    "text",
    ["what npi do you need", "which tax id do you want", "what address do i send it to", "read that back", "what is an npi",
     "read back the member id i gave you", "what name is on the claim", "what do you have on file for this claim",
     "which npi was it billed under", "give me the claim number"],
)  # fmt: skip
def test_an_id_named_in_another_question(text: str) -> None:
    assert "not_read_out" not in wanted(Memory(speaker="provider", expects="tax_id"), text, "help", 0.9)


def test_papers_on_the_table_do_not_hide_that_the_list_is_asked_for() -> None:
    text = "i got a whole stack of papers here can you just go through what claims i have with you"
    assert wanted(Memory(speaker="member"), text, "submit_documents", 0.9) == ["list_claims"]


def test_claims_of_other_offices_are_not_told() -> None:
    text = "does she have any other claims with other doctors"
    assert wanted(office(), text, "another_claim", 0.9)[0] == "only_billed_claims"
    assert "only_billed_claims" not in wanted(office(), "any other claims for her", "list_claims", 0.9)
