"""Measures several files apart with one loaded model: `python -m assistant.measure MODEL FILE…` prints a JSON list, one report a
file, in order; of `-` the report is null. What the learning loop compares two models by."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.evaluate import CannotMeasure, Interpreter, measure, read_lines


def main(arguments: Sequence[str] | None = None) -> int:
    """A file argument may join several files with commas: they are measured as one."""
    model, *groups = arguments or sys.argv[1:]
    try:
        interpreter = Interpreter(Path(model))
        found = [
            None if group == "-" else measure(read_lines(map(Path, group.split(","))), interpreter).as_json()
            for group in groups
        ]
    except CannotMeasure as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
