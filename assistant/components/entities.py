"""ClaimEntities: the facts of a line as Rasa entities, told by what was asked for and by what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.components.day_in_parts import BORN, put_right, with_parts
from assistant.components.disowned import put_aside
from assistant.components.masking import masked
from assistant.identifiers import Found, Heard, Merged, Piece, canonical_slot, listen, merge
from assistant.identifiers.segments import LONGEST
from assistant.identifiers.shapes import DIGITS_ONLY, LENGTHS

MASKED, PIECE, AMBIGUOUS, EDITED, FACTS, ANSWERED = "masked", "piece", "ambiguous", "edited", "facts", "answered"
_SURE_ENOUGH = 0.3
_MERGEABLE = frozenset(
    {
        "npi",
        "tax_id",
        "tax_id_last5",
        "member_id",
        "claim_number",
        "claim_last4",
        "zip",
        "phone_number",
        "trace_number",
        "auth_number",
        "one_time_code",
    }
)
_TOLD_BY_NAME = _MERGEABLE - {"claim_number", "phone_number"}
"""Beside a piece these are facts of their own; a row of digits alone may look like a claim's or a telephone's."""
_CODES = frozenset({"adjustment_code", "remark_code"})
_DAYS = frozenset({"date_of_birth", "date_of_service"})
_TURNS_BACK = 3
_EDITING = re.compile(
    r"^\W*(?:no|nope|sorry|wait|actually|oops|correction|i mean|i meant|not)\b|"
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d+(?:st|nd|rd|th))"
    r"\s+(?:digit|number|character|letter|one|figure)?\s*(?:is|should|was)\b|\bnot\s+(?:an?\s+)?\w+\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the extractor knows of the turn beside its words."""

    expects: str | None
    channel: str
    pieces: tuple[tuple[str, str], ...]
    """(kind, characters) said before and not complete, or complete and open to correction; latest first."""
    incomplete: tuple[str, str] | None
    born: str | None = None
    """The birth date given before, ISO."""


def understand(text: str, asked: Asked, today: date) -> tuple[Heard, bool]:
    """The facts of a line, pieces of earlier turns joined; and whether it corrects an identifier given before."""
    heard = with_parts(listen(text, expects=asked.expects, channel=asked.channel, today=today), text, asked, today)
    if heard.piece is not None and _is_none_of(heard.piece.name, heard.piece.characters):
        heard.piece = None
    expected = canonical_slot(asked.expects)
    if expected is not None and (rest := put_aside(text)) is not None:
        own = listen(rest, expects=asked.expects, channel=asked.channel, today=today)
        if sum(_kin(one.name, expected) for one in own.found) == 1:
            return _only_own(heard, own, expected), False
    if (year := put_right(heard, text, asked.born, today)) is not None:
        return year, True
    kept = asked.incomplete if asked.incomplete and asked.incomplete[0] in _MERGEABLE else None
    if kept and (expected is None or _kin(kept[0], expected)):
        merged = _gone_on(heard, text, *kept)
        if merged:
            return _joined(heard, merged), False
    if any(f.name in _MERGEABLE for f in heard.found):
        return heard, False
    if _EDITING.search(text):
        for name, characters in asked.pieces:
            merged = merge(characters, text, name=name)
            open_still = expected is not None and _kin(name, expected)
            whole = heard.piece is not None and len(heard.piece.characters) >= LENGTHS.get(name, LONGEST) - 1
            if (
                merged
                and merged.value
                and merged.value != characters
                and (
                    merged.by_edit or (open_still and not whole and not _as_long_as_another(name, heard, asked.pieces))
                )
            ):
                return _joined(heard, merged), True
    return heard, False


def _as_long_as_another(name: str, heard: Heard, pieces: Sequence[tuple[str, str]]) -> bool:
    """Whether the line has as many characters as another identifier given before: a tax id told anew is no end of an NPI."""
    said = heard.piece.characters if heard.piece else ""
    return any(not _kin(other, name) and len(characters) == len(said) for other, characters in pieces)


def _only_own(heard: Heard, own: Heard, expected: str) -> Heard:
    """What was asked for as it is told after the value disowned; of other kinds what the whole line tells."""
    others = [one for one in heard.found if not _kin(one.name, expected)]
    heard.found = [*others, *(one for one in own.found if _kin(one.name, expected))]
    heard.piece, heard.ambiguous = None, own.ambiguous
    return heard


def _is_none_of(name: str, characters: str) -> bool:
    """Whether letters stand in what is figures alone: no part of an NPI begins "W143"."""
    return name in DIGITS_ONLY and not characters.replace("O", "0").isdigit()


def _gone_on(heard: Heard, text: str, name: str, characters: str) -> Merged | None:
    """The piece said before with what this line adds to it; None where the line tells another fact, or the whole."""
    own = [f for f in heard.found if _kin(f.name, name)]
    others = [f for f in heard.found if f.name in _TOLD_BY_NAME and f not in own]
    codes = [f for f in heard.found if f.name in _CODES]
    if others or codes or (own and name in LENGTHS):
        return None
    merged = merge(characters, text, name=name)
    if merged is None or (own and merged.value is None):
        return None
    if merged.value is None and _is_none_of(name, merged.characters):
        return None
    days = [f for f in heard.found if f.name in _DAYS]
    return None if any(f.start < merged.end and f.end > merged.start for f in days) else merged


def answered(expects: str | None, found: Sequence[Found]) -> str | None:
    """The kind that was asked for, if the line brought it."""
    expected = canonical_slot(expects)
    return expected if expected and any(_kin(f.name, expected) for f in found) else None


def _kin(name: str, expected: str) -> bool:
    return (
        name == expected
        or {name, expected} <= {"tax_id", "tax_id_last5"}
        or {name, expected} <= {"claim_number", "claim_last4"}
    )


def _joined(heard: Heard, merged: Merged) -> Heard:
    heard.found = [f for f in heard.found if f.end <= merged.start or f.start >= merged.end]
    if merged.value is None:
        heard.piece = Piece(merged.name, merged.characters)
        return heard
    heard.found.append(Found(merged.name, merged.value, merged.start, merged.end, 0.8))
    heard.piece = None
    return heard


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ClaimEntities(GraphComponent):
    """Puts entities, the incomplete piece and the masked line into the message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`today` (ISO) fixes the day for measurements; empty means the day of the turn."""
        return {"today": ""}

    def __init__(self, config: dict[str, Any]) -> None:
        self._today = date.fromisoformat(config["today"]) if config.get("today") else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ClaimEntities:
        return cls(config)

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Finds the facts of each message; `tracker` is the conversation so far."""
        for message in messages:
            text = message.get(TEXT) or ""
            asked = asked_of(message, tracker)
            heard, edited = understand(text, asked, self._day(message))
            sure = [f for f in heard.found if f.confidence >= _SURE_ENOUGH]
            message.set(ENTITIES, [as_entity(f) for f in sure], add_to_output=True)
            message.set(
                PIECE,
                {"name": heard.piece.name, "characters": heard.piece.characters} if heard.piece else None,
                add_to_output=True,
            )
            message.set(AMBIGUOUS, list(heard.ambiguous), add_to_output=True)
            message.set(FACTS, heard.found)
            message.set(EDITED, edited)
            message.set(ANSWERED, answered(asked.expects, sure))
            message.set(MASKED, masked(text, heard.found))
        return messages

    def _day(self, message: Message) -> date:
        said = (message.get("metadata") or {}).get("today")
        return date.fromisoformat(said) if said else self._today or date.today()  # noqa: DTZ011 - the caller's calendar day


def as_entity(found: Found) -> dict[str, Any]:
    """A fact as Rasa keeps entities."""
    entity: dict[str, Any] = {
        "entity": found.name, "value": found.value, "start": found.start, "end": found.end,
        "confidence_entity": found.confidence, "extractor": "ClaimEntities",
    }  # fmt: skip
    if found.alternatives:
        entity["alternatives"] = list(found.alternatives)
    return entity


def asked_of(message: Message, tracker: DialogueStateTracker | None) -> Asked:
    """The slot asked for: from the turn's metadata, else from the form; and the identifiers of the last few turns."""
    metadata = message.get("metadata") or {}
    expects = metadata.get("expects")
    if not expects and tracker is not None:
        expects = tracker.get_slot("requested_slot")
    incomplete, pieces = _said_before(tracker)
    born = tracker.get_slot(BORN) if tracker is not None else None
    return Asked(expects, str(metadata.get("channel") or "chat"), pieces, incomplete, born)


def _said_before(tracker: DialogueStateTracker | None) -> tuple[tuple[str, str] | None, tuple[tuple[str, str], ...]]:
    if tracker is None:
        return None, ()
    turns = [event.parse_data or {} for event in tracker.events if isinstance(event, UserUttered)][-_TURNS_BACK:]
    pieces: list[tuple[str, str]] = []
    for turn in reversed(turns):
        if piece := turn.get(PIECE):
            pieces.append((piece["name"], piece["characters"]))
        pieces += [
            (e["entity"], e["value"])
            for e in turn.get("entities") or []
            if e.get("entity") in _MERGEABLE and isinstance(e.get("value"), str)
        ]
    kept = tracker.get_slot(PIECE)  # over turns that bring nothing, too: "hold on", "what was that"
    return (kept["name"], kept["characters"]) if kept else None, tuple(pieces)
