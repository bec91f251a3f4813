"""Every table that hangs from a conversation has its fate; none is forgotten about."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB

from backend.conversation.retention.fate import ABOUT_A_CONVERSATION, EMPTIED, GONE, KEPT
from backend.conversation.retention.repository import way_to_conversation
from backend.migrations import all_tables


def test_every_table_that_leads_to_a_conversation_has_its_fate() -> None:
    leading = {name for name in all_tables().tables if way_to_conversation(name)}
    named = [*GONE, *EMPTIED, *KEPT]
    assert leading == set(named)
    assert len(named) == len(set(named))


def test_every_table_that_names_its_subject_by_kind_and_id_has_its_fate() -> None:
    """Of these none but work can be about a conversation."""
    naming = {name for name, table in all_tables().tables.items() if "subject_kind" in table.columns}
    assert naming - set(ABOUT_A_CONVERSATION) == {"approval", "quality_check"}
    assert set(ABOUT_A_CONVERSATION) <= naming


def test_what_is_emptied_leaves_no_words_behind() -> None:
    """Columns of words that stay in an emptied table are codes, names of staff, hashes and ids, listed here."""
    staying = {
        "turn": {"key", "speaker", "kind", "state", "owner", "expected", "failure"},
        "handoff": {"reference", "state", "reason", "agent_name", "wrap_up_code"},
        "handoff_note": {"author_name"},
        "consult_message": {"author_name"},
        "callback": {"reference", "at", "time_zone", "promised_by", "done_by", "outcome"},
        "kept_place": {"state"},
        "heard_speech": {"transcription_sid", "event", "speaker"},
        "sms_thread": {"numbers"},
        "text_message": {"key", "state", "sid", "delivery"},
        "letter": {"key", "reference", "kind", "npi", "delivery", "state"},
        "verification": {"role", "npi", "provider_name"},
        "review": {"reviewer_name", "rubric", "points"},
        "review_reply": {"author_name", "kind"},
        "machine_score": {"rubric", "points"},
        "correction": {"intent"},
        "amendment_note": {"decision", "author_name"},
    }
    tables = all_tables().tables
    found = {
        name: {column.name for column in tables[name].columns if isinstance(column.type, Text | JSONB)} - set(values)
        for name, values in EMPTIED.items()
    }
    assert found == staying
