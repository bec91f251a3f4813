"""Measures the language half on lines with known answers: `python -m assistant.evaluate FILE… --json [--model PATH]`.

A line of a file: {"id", "text", "channel": "phone|chat|sms", "speaker", "intent", "also": […], "entities": {name: value or
[values]}, "expects": optional slot, "today": optional ISO date}. Exit 0 when measured, 1 when a file or the model cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

MODELS = Path("var/models")
CHANNELS = ("phone", "chat", "sms", "voice")
# Names of ours that refine a canonical one; where the answer key has only the canonical name, they count as it.
REFINES = {
    "slow_down": "repeat", "spell_it": "repeat", "go_back": "restart", "dont_know": "inform", "identify_provider": "inform",
    "identify_member": "inform", "identify_representative": "inform", "another_patient": "another_claim",
    "more_details": "check_claim_status",
    "nlu_fallback": "out_of_scope",
}  # fmt: skip
ENTITY_KIN = {"tax_id_last5": "tax_id", "claim_last4": "claim_number"}
CANONICAL_ENTITIES = frozenset(
    """claim_number member_id npi tax_id date_of_birth date_of_service person_name amount adjustment_code remark_code
    procedure_code trace_number auth_number phone_number""".split()
)


class CannotMeasure(Exception):
    """A file or the model cannot be read; the message says which and where."""


@dataclass(slots=True)
class Line:
    """A line with its known answer."""

    place: str
    text: str
    channel: str
    intent: str
    also: tuple[str, ...]
    entities: dict[str, list[Any]]
    expects: str | None
    today: str | None


@dataclass(slots=True)
class Understood:
    """What the model made of a line."""

    intent: str
    confidence: float
    also: tuple[str, ...]
    entities: dict[str, list[Any]]
    milliseconds: float


@dataclass(slots=True)
class Tally:
    """Right, missed and invented."""

    right: int = 0
    missed: int = 0
    invented: int = 0

    def row(self) -> dict[str, float | int]:
        precision = self.right / (self.right + self.invented) if self.right + self.invented else 0.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
            "count": self.right + self.missed,
        }


@dataclass(slots=True)
class Report:
    """All counts of one measurement."""

    lines: int = 0
    intents_right: int = 0
    intents: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    entities: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    entity_lines: int = 0
    entity_lines_exact: int = 0
    doubles: int = 0
    doubles_both: int = 0
    also_wanted: int = 0
    also_found: int = 0
    also_invented: int = 0
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[dict[str, Any]] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        times = sorted(self.milliseconds) or [0.0]
        rows = {name: tally.row() for name, tally in sorted(self.intents.items())}
        named = [row["f1"] for name, row in rows.items() if row["count"]]
        found = sum(t.right for t in self.entities.values())
        wanted = found + sum(t.missed for t in self.entities.values())
        return {
            "lines": self.lines,
            "intent_accuracy": _share(self.intents_right, self.lines),
            "macro_f1": round(sum(named) / len(named), 4) if named else 0.0,
            "intents": rows,
            "double_requests": {"lines": self.doubles, "both_found": _share(self.doubles_both, self.doubles)},
            "also": {
                "wanted": self.also_wanted,
                "found": _share(self.also_found, self.also_wanted),
                "invented": self.also_invented,
            },
            "entities": {
                name: tally.row() | {"exact": tally.row()["recall"]} for name, tally in sorted(self.entities.items())
            },
            "entities_exact": _share(found, wanted),
            "entity_lines_exact": _share(self.entity_lines_exact, self.entity_lines),
            "confusions": [{"intent": a, "understood": b, "count": n} for (a, b), n in self.confusions.most_common(40)],
            "parse_ms": {
                "p50": round(times[len(times) // 2], 1),
                "p95": round(times[int(len(times) * 0.95) - 1 if len(times) > 1 else 0], 1),
            },
            "misses": self.misses,
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def read_lines(paths: Iterable[Path]) -> list[Line]:
    """All lines of the files; a wrong one stops with its place."""
    lines: list[Line] = []
    for path in paths:
        try:
            content = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise CannotMeasure(f"{path}: {problem.__class__.__name__}: the file cannot be read") from problem
        for number, raw in enumerate(content.splitlines(), 1):
            if raw.strip():
                lines.append(_line(raw, f"{path}:{number}"))
    if not lines:
        raise CannotMeasure("no lines to measure")
    return lines


def _line(raw: str, place: str) -> Line:
    try:
        record = json.loads(raw)
        text, intent = record["text"], record["intent"]
    except (ValueError, KeyError, TypeError) as problem:
        raise CannotMeasure(f"{place}: not a line with text and intent ({problem.__class__.__name__})") from problem
    if not isinstance(text, str) or not isinstance(intent, str) or record.get("channel", "chat") not in CHANNELS:
        raise CannotMeasure(f"{place}: text and intent must be strings and channel one of {', '.join(CHANNELS)}")
    entities = {n: v if isinstance(v, list) else [v] for n, v in (record.get("entities") or {}).items()}
    return Line(
        str(record.get("id", place)), text, record.get("channel", "chat"), intent, tuple(record.get("also") or ()), entities,
        record.get("expects"), record.get("today"),
    )  # fmt: skip


class Interpreter:
    """The NLU part of a trained model, without a server."""

    def __init__(self, model: Path) -> None:
        from rasa.engine.loader import load_predict_graph_runner
        from rasa.engine.runner.dask import DaskGraphRunner
        from rasa.engine.storage.local_model_storage import LocalModelStorage

        self._folder = tempfile.TemporaryDirectory()
        try:
            metadata, self._runner = load_predict_graph_runner(
                Path(self._folder.name), model, LocalModelStorage, DaskGraphRunner
            )
        except Exception as problem:
            raise CannotMeasure(f"{model}: the model cannot be loaded ({problem.__class__.__name__})") from problem
        self._target = metadata.nlu_target

    def parse(self, line: Line) -> Understood:
        """One line as the channel would bring it."""
        from rasa.core.channels.channel import UserMessage
        from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
        from rasa.shared.core.trackers import DialogueStateTracker

        channel = "voice" if line.channel == "phone" else line.channel
        metadata = {"expects": line.expects, "channel": channel} | ({"today": line.today} if line.today else {})
        message = UserMessage(line.text, sender_id="measure", metadata=metadata)
        begun = time.perf_counter()
        tracker = DialogueStateTracker.from_events("measure", [])
        result = self._runner.run(
            inputs={PLACEHOLDER_MESSAGE: [message], PLACEHOLDER_TRACKER: tracker}, targets=[self._target]
        )
        spent = (time.perf_counter() - begun) * 1000
        parsed = result[self._target][0]
        intent = parsed.get("intent") or {"name": "nlu_fallback", "confidence": 0.0}
        entities: dict[str, list[Any]] = defaultdict(list)
        for entity in parsed.get("entities") or []:
            entities[entity["entity"]].append(entity["value"])
        return Understood(intent["name"], intent["confidence"], tuple(parsed.get("also") or ()), dict(entities), spent)


def same_intent(wanted: str, heard: str) -> bool:
    """Whether an intent counts as the one wanted."""
    return heard == wanted or (wanted not in REFINES and REFINES.get(heard) == wanted)


def counted_intent(wanted: str, heard: str) -> str:
    """The name under which an intent heard is counted."""
    if same_intent(wanted, heard):
        return wanted
    return REFINES.get(heard, heard) if wanted not in REFINES else heard


def canonical_value(name: str, value: Any) -> str:
    """A value in the form in which two are compared."""
    if isinstance(value, dict):
        start, end = str(value.get("start")), str(value.get("end"))
        return start if start == end else f"{start}/{end}"
    text = str(value).strip()
    if name in ("date_of_birth", "date_of_service"):
        return text
    if name == "amount":
        try:
            return f"{Decimal(text.replace(',', '').lstrip('$')):.2f}"
        except InvalidOperation:
            return text
    if name == "person_name":
        return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
    if name == "adjustment_code":
        return text.upper().replace(" ", "-")
    return "".join(c for c in text.upper() if c.isalnum())


def measure(lines: Sequence[Line], interpreter: Interpreter) -> Report:
    """Parses every line and counts."""
    report = Report()
    for line in lines:
        heard = interpreter.parse(line)
        report.lines += 1
        report.milliseconds.append(heard.milliseconds)
        problems = _count_intents(report, line, heard) + _count_entities(report, line, heard)
        if problems:
            report.misses.append(
                {"id": line.place, "text": line.text, "wrong": problems, "intent": line.intent, "understood": heard.intent,
                 "confidence": round(heard.confidence, 3), "also": list(line.also), "also_understood": list(heard.also),
                 "entities": line.entities, "entities_understood": heard.entities}
            )  # fmt: skip
    return report


def _count_intents(report: Report, line: Line, heard: Understood) -> list[str]:
    problems: list[str] = []
    wanted, counted = line.intent, counted_intent(line.intent, heard.intent)
    if counted == wanted:
        report.intents_right += 1
        report.intents[wanted].right += 1
    else:
        problems.append("intent")
        report.intents[wanted].missed += 1
        report.intents[counted].invented += 1
        report.confusions[(wanted, counted)] += 1
    got = [heard.intent, *heard.also]
    missing = [a for a in line.also if not any(same_intent(a, g) for g in got)]
    extra = [g for g in heard.also if not any(same_intent(w, g) for w in (line.intent, *line.also))]
    report.also_wanted += len(line.also)
    report.also_found += len(line.also) - len(missing)
    report.also_invented += len(extra)
    if line.also:
        report.doubles += 1
        report.doubles_both += not missing and any(same_intent(line.intent, g) for g in got)
    return (
        problems
        + ([f"also missing: {', '.join(missing)}"] if missing else [])
        + ([f"also invented: {', '.join(extra)}"] if extra else [])
    )


def _count_entities(report: Report, line: Line, heard: Understood) -> list[str]:
    wanted = _values(line.entities)
    extra_names = {name for name, _ in wanted} | CANONICAL_ENTITIES
    found = Counter({k: n for k, n in _values(heard.entities).items() if k[0] in extra_names})
    problems: list[str] = []
    for name, value in wanted:
        if found[(name, value)] > 0:
            found[(name, value)] -= 1
            report.entities[name].right += 1
        else:
            report.entities[name].missed += 1
            problems.append(f"{name} missing")
    for (name, _), count in found.items():
        report.entities[name].invented += count
        problems += [f"{name} invented"] * count
    if wanted:
        report.entity_lines += 1
        report.entity_lines_exact += not problems
    return problems


def _values(entities: dict[str, list[Any]]) -> Counter[tuple[str, str]]:
    kept: Counter[tuple[str, str]] = Counter()
    for name, values in entities.items():
        name = ENTITY_KIN.get(name, name)
        for value in values:
            kept[(name, canonical_value(name, value))] = 1
    return kept


def latest_model(folder: Path) -> Path:
    """The newest model of a folder, or the archive itself."""
    if folder.is_file():
        return folder
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise CannotMeasure(f"{folder}: no trained model here; train one first")
    return models[-1]


def _plainly(result: dict[str, Any]) -> str:
    """The result as a table for people."""
    double, also, spent = result["double_requests"], result["also"], result["parse_ms"]
    rows = [
        f"{result['lines']} lines · intents right {result['intent_accuracy']} · macro-F1 {result['macro_f1']}",
        f"double requests both found {double['both_found']} of {double['lines']}; invented {also['invented']}",
        f"entities exact {result['entities_exact']} · parse p50 {spent['p50']} ms, p95 {spent['p95']} ms",
    ]
    for kind in ("intents", "entities"):
        rows.append("")
        for name, row in result[kind].items():
            share = f"precision {row['precision']:.3f}  recall {row['recall']:.3f}  f1 {row['f1']:.3f}"
            rows.append(f"{name:28} {share}  of {row['count']}")
    rows.append("")
    for miss in result["misses"]:
        heard = f"{miss['understood']} {miss['also_understood']} {miss['entities_understood']}"
        rows.append(f"{miss['id']}: {miss['text']!r}: {'; '.join(miss['wrong'])} · {miss['intent']} → {heard}")
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m assistant.evaluate", description="Measures intents and entities on lines with known answers."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON Lines with text, intent and entities")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument(
        "--model", type=Path, default=MODELS, help="a model archive or a folder of them (default var/models)"
    )
    options = parser.parse_args(arguments)
    try:
        lines = read_lines(options.files)
        result = measure(lines, Interpreter(latest_model(options.model))).as_json()
    except CannotMeasure as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    told = json.dumps(result, ensure_ascii=False, indent=1) if options.json else _plainly(result)
    sys.stdout.write(f"{told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
