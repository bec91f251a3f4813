"""The values of all held-out lines, as the rules read them today: each line is read, and no work on one kind costs another."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from assistant.evaluate import canonical_value
from assistant.identifiers import extract

LINES = [
    json.loads(row)
    for path in sorted(Path(__file__).parent.glob("heldout_*.jsonl"))
    for row in path.read_text(encoding="utf-8").splitlines()
    if row.strip()
]
KIN = {"tax_id_last5": "tax_id", "claim_last4": "claim_number"}
TODAY = "2026-11-23"


def test_nearly_every_value_of_the_held_out_lines_is_read() -> None:
    wanted, found = 0, 0
    for line in LINES:
        channel = "voice" if line["channel"] == "phone" else line["channel"]
        today = date.fromisoformat(line.get("today") or TODAY)
        facts = extract(line["text"], expects=line.get("expects"), channel=channel, today=today)
        read = {(KIN.get(f.name, f.name), canonical_value(f.name, f.value)) for f in facts}
        for name, told in line["entities"].items():
            values = {canonical_value(name, one) for one in (told if isinstance(told, list) else [told])}
            wanted += len(values)
            found += sum((name, value) in read for value in values)
    assert len(LINES) > 10_000
    assert found / wanted >= 0.98
