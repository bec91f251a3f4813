"""The documents for this payer and this reason, and which of them we hold already. Pure, with its data beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomllib

from backend.codes import knowledge
from backend.pipeline.denials.facts import AdjustmentFacts, Triage

_DATA = Path(__file__).parent / "data" / "checklists.toml"
_SENDS = frozenset(
    {"appeal", "peer_to_peer", "send_records", "obtain_authorization", "bill_other_payer", "correct_and_resubmit"}
)


@dataclass(frozen=True, slots=True)
class Document:
    """One document: whether it is on hand, where it comes from, and whether the payer's wish for it is confirmed."""

    document: str
    on_hand: bool
    where: str
    confirmed: bool = True

    def as_row(self) -> dict[str, Any]:
        """For the record."""
        return {"document": self.document, "on_hand": self.on_hand, "where": self.where, "confirmed": self.confirmed}


def checklist(facts: AdjustmentFacts, decision: Triage) -> tuple[Document, ...]:
    """What to have ready, in the order in which it goes into the packet; nothing where nothing is sent."""
    if not decision.is_denial or decision.route not in _SENDS:
        return ()
    code = knowledge.carc(facts.carc)
    wanted = [
        Document("copy of the remittance", True, "remittance"),
        Document("copy of the claim", True, "claim"),
        *(_from_reason(name, facts) for name in (code.attach if code else ())),
        *_asked_by_remarks(facts.remarks),
        *_forms(facts, decision),
    ]
    return tuple({document.document: document for document in reversed(wanted)}.values())[::-1]


def missing(rows: Iterable[dict[str, Any]]) -> list[str]:
    """The documents of a stored checklist that are not on hand."""
    return [str(row["document"]) for row in rows if not row.get("on_hand")]


def _from_reason(name: str, facts: AdjustmentFacts) -> Document:
    if name == "copy of the authorization":
        return Document(name, facts.authorization_on_file is True, "claim" if facts.authorization_on_file else "payer")
    if name == "corrected claim":
        return Document(name, False, "billing")
    return Document(name, name == "copy of the remittance", "provider")


def _asked_by_remarks(remarks: Sequence[str]) -> list[Document]:
    asked = [known for code in remarks if (known := knowledge.rarc(code)) is not None and known.kind == "asks"]
    return [Document(f"what remark {known.code} asks for: {known.biller}", False, "provider") for known in asked]


def _forms(facts: AdjustmentFacts, decision: Triage) -> list[Document]:
    payer = (facts.payer or "").lower()
    return [
        Document(form["document"], False, "payer", form["confirmed"])
        for form in _data()
        if decision.route in form["routes"]
        and facts.plan_type in form.get("plan_types", [facts.plan_type])
        and decision.root_cause in form.get("root_causes", [decision.root_cause])
        and any(name in payer for name in form.get("payers", [""]))
    ]


@cache
def _data() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_DATA.read_text(encoding="utf-8"))["form"])
