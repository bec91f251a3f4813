"""What the software is made of (CycloneDX 1.5), read from the locks every installation is made from."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOCKS = Path(__file__).resolve().parents[2] / "requirements"
_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: Path) -> Iterator[dict[str, Any]]:
    """Every package of a lock, with the hashes an installation accepts."""
    for entry in re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8")):
        if found := _PINNED.match(entry):
            name = re.sub(r"[-_.]+", "-", found["name"]).lower()
            yield {
                "type": "library",
                "name": name,
                "version": found["version"],
                "purl": f"pkg:pypi/{name}@{found['version']}",
                "hashes": [{"alg": "SHA-256", "content": one} for one in _HASH.findall(entry)],
            }


def bill_of_materials(lock: Path) -> dict[str, Any]:
    """The CycloneDX document of one environment."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "claimline", "version": lock.stem}},
        "components": list(components(lock)),
    }


if __name__ == "__main__":
    for one in ("backend", "rasa"):
        document = json.dumps(bill_of_materials(LOCKS / f"{one}.txt"), indent=1)
        (Path(sys.argv[1]) / f"{one}.cdx.json").write_text(document + "\n", encoding="utf-8")
