"""Write a world: X12 files and ``truth.jsonl``. Same seed, size and day → same bytes, whatever the machine."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from backend.world.callers import CallerSamples, MemberCaller, ProviderCaller
from backend.world.coverage_answers import coverage_answers
from backend.world.functional import functional_acknowledgements
from backend.world.judged import denial_of
from backend.world.records import WorldClaim
from backend.world.regions import regions
from backend.world.remittances import remittances
from backend.world.status_answers import status_answers
from backend.world.submissions import acknowledgements, corrections, submissions
from backend.world.truth import truth
from backend.x12.writer import Envelope, SetToWrite, write

_PRACTICE, _PAYERS = ("ZZ", "RIVERGATE"), ("ZZ", "CROSSWIND")


@dataclass(slots=True)
class WorldSummary:
    """What was written, and whom to play when trying it out."""

    seed: int
    as_of: date
    claims: int = 0
    files: list[Path] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)
    providers: list[ProviderCaller] = field(default_factory=list)
    members: list[MemberCaller] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For ``claimline world generate --json``."""
        return {
            "seed": self.seed,
            "as_of": self.as_of.isoformat(),
            "claims": self.claims,
            "files": [path.name for path in self.files],
            "outcomes": dict(sorted(self.outcomes.items())),
            "callers": self.callers(),
        }

    def callers(self) -> dict[str, Any]:
        """Whom to play: providers each with patients, and members."""
        return {
            "providers": [one.as_json() for one in self.providers],
            "members": [one.as_json() for one in self.members],
        }


def generate(seed: int, claims: int, out_dir: Path, as_of: date) -> WorldSummary:
    """Write the world of a seed as it stands on a day. Files sort by name into the order they came about."""
    out_dir.mkdir(parents=True, exist_ok=True)
    summary = WorldSummary(seed, as_of)
    with (out_dir / "truth.jsonl").open("w", encoding="utf-8", newline="\n") as record:
        for index, region in enumerate(regions(seed, claims, as_of)):
            writer = _RegionWriter(summary, out_dir, index, claims)
            writer.files(region)
            samples = CallerSamples(as_of)
            for claim in region:
                denial = denial_of(claim)
                record.write(json.dumps(truth(claim, denial), ensure_ascii=False) + "\n")
                summary.outcomes[claim.outcome] = summary.outcomes.get(claim.outcome, 0) + 1
                samples.see(claim)
            summary.claims += len(region)
            if index == 0:
                summary.providers, summary.members = samples.providers(), samples.members()
    for name, content in (("summary.json", summary.as_dict()), ("callers.json", summary.callers())):
        (out_dir / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return summary


class _RegionWriter:
    """Writes the files of one region."""

    def __init__(self, summary: WorldSummary, out_dir: Path, index: int, claims: int) -> None:
        self.summary = summary
        self.out_dir = out_dir
        self.index = index
        self.claims = claims

    def files(self, region: list[WorldClaim]) -> None:
        index = self.index
        first = [one for one in region if one.frequency == "1"]
        again = [one for one in region if one.frequency != "1"]
        for step, kind, institutional in ((1, "837P", False), (2, "837I", True)):
            self._write(step, kind, _PRACTICE, _PAYERS, submissions(index, region, institutional=institutional))
        self._write(3, "999", _PAYERS, _PRACTICE, functional_acknowledgements(index, region))
        self._write(4, "277CA", _PAYERS, _PRACTICE, acknowledgements(index, first))
        self._write(5, "277", _PAYERS, _PRACTICE, status_answers(index, region, self.summary.as_of))
        self._write(6, "271", _PAYERS, _PRACTICE, coverage_answers(index, region, self.summary.as_of))
        # what names the payer's number of an earlier claim comes after the payer gave it
        for step, kind, institutional in ((7, "837P", False), (7, "837I", True)):
            sets = corrections(index, region, institutional=institutional)
            self._write(step, f"{kind}-corrections", _PRACTICE, _PAYERS, sets)
        self._write(8, "277CA-corrections", _PAYERS, _PRACTICE, acknowledgements(index, again))
        self._write(9, "835", _PAYERS, _PRACTICE, remittances(region))

    def _write(
        self, step: int, kind: str, sender: tuple[str, str], receiver: tuple[str, str], sets: Iterable[SetToWrite]
    ) -> None:
        sets = iter(sets)
        first = next(sets, None)
        if first is None:
            return
        path = self.out_dir / f"{self.index:04d}-{step}-{kind}.x12"
        summary = self.summary
        key = f"{summary.seed}:{summary.as_of}:{self.claims}:{self.index}:{kind}"
        control_number = zlib.crc32(key.encode()) % 900_000_000 + 1
        created = datetime.combine(summary.as_of, time(5, 30))
        with path.open("wb") as out:
            write(out, Envelope(*sender, *receiver, created=created, control_number=control_number), _chain(first, sets))
        summary.files.append(path)


def _chain(first: SetToWrite, rest: Iterable[SetToWrite]) -> Iterable[SetToWrite]:
    yield first
    yield from rest
