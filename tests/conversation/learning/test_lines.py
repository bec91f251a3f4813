"""Learned lines as files of the project: its own format, nothing twice, values kept for measuring."""

from __future__ import annotations

import json
from dataclasses import replace

from backend.conversation.learning.lines import (
    Learned,
    difference,
    read_training,
    regression_jsonl,
    same_words,
    training_yaml,
)

LINE = Learned(
    "learned-1", "any word on clm 55512", "check_claim_status", "voice", "provider", "claim_number", (),
    ({"name": "claim_number", "value": "55512"}, {"name": "date_of_service", "value": None}),
)  # fmt: skip


def test_training_file_is_read_back_as_it_was_written() -> None:
    other = replace(LINE, id="learned-2", text='hello - "there": friend', intent="greet")
    text = training_yaml([LINE, other], {})
    assert text.startswith(
        'version: "3.1"\nnlu:\n- intent: check_claim_status\n  examples: |\n    - any word on clm 55512\n'
    )
    assert read_training(text) == {same_words(one.text): one.intent for one in (LINE, other)}


def test_what_the_project_says_already_is_not_said_twice() -> None:
    again = replace(LINE, id="learned-2", text="Any word on CLM 55512?")
    assert training_yaml([LINE, again], {}).count("55512") == 1
    assert training_yaml([LINE], {same_words(LINE.text): LINE.intent}) == 'version: "3.1"\nnlu: []\n'


def test_regression_line_carries_values_channel_and_what_was_asked() -> None:
    row = json.loads(regression_jsonl([LINE]))
    assert row["entities"] == {"claim_number": "55512"}
    assert (row["channel"], row["speaker"], row["expects"], row["intent"]) == (
        "phone", "provider", "claim_number", "check_claim_status",
    )  # fmt: skip


def test_diff_shows_the_line_that_is_added() -> None:
    added = replace(LINE, id="learned-2", text="another one")
    shown = difference(training_yaml([LINE], {}), training_yaml([LINE, added], {}), "nlu_data/nlu/learned.yml")
    assert "+    - another one" in shown
    assert "+++ b/nlu_data/nlu/learned.yml" in shown
    assert "-    - " not in shown
