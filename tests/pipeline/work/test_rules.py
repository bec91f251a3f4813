"""When work may be called done: never while its record waits in the very state the work is about."""

from __future__ import annotations

import pytest

from backend.pipeline.work.rules import Subject, closes_when


@pytest.mark.parametrize(
    ("queue", "subject"),
    [
        ("scrubbing", Subject("needs_correction")),
        ("rejections", Subject("needs_correction")),
        ("rejections", Subject("submitted", rejected=True)),
        ("credentialing", Subject("not_enrolled")),
        ("adjudication", Subject(pended=True)),
        ("coding_queries", Subject(asked=True)),
    ],
)
def test_record_that_waits_keeps_its_work_open(queue: str, subject: Subject) -> None:
    assert closes_when(queue, subject).startswith("This closes when ")


@pytest.mark.parametrize(
    ("queue", "subject"),
    [
        ("scrubbing", Subject("withdrawn")),
        ("rejections", Subject("submitted")),
        ("rejections", Subject(rejected=True)),  # billed by somebody else: nothing of it is put right here
        ("credentialing", Subject("ready")),
        ("adjudication", Subject("submitted")),  # a payment no file could tell is made by hand
        ("coding_queries", Subject()),  # services left out: seen
        ("follow_up", Subject("needs_correction", rejected=True, pended=True, asked=True)),
        ("front_desk", Subject()),
    ],
)
def test_work_that_only_a_person_can_end_is_theirs_to_end(queue: str, subject: Subject) -> None:
    assert closes_when(queue, subject) == ""
