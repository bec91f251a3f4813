"""What scrubbing puts right by itself: only where one answer is possible and the meaning stays. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from backend.kit.money import Money
from backend.pipeline.scrubbing.edits import Edit
from backend.pipeline.scrubbing.facts import Correction, ScrubClaim, ScrubLine

_MOST_MODIFIERS = 4


def correct(claim: ScrubClaim, edits: Iterable[Edit]) -> tuple[ScrubClaim, tuple[Correction, ...]]:
    """The claim put right, and each change with its reason. Correcting again changes nothing."""
    done: list[Correction] = []
    claim = _written_right(claim, done)
    claim = replace(claim, lines=tuple(_line_written_right(line, done) for line in claim.lines))
    adding = [one for one in edits if one.kind == "modifier" and "add" in one.parameters and one.holds(claim)]
    claim = replace(claim, lines=tuple(_modifier_added(claim, line, adding, done) for line in claim.lines))
    total = Money.total(line.charge for line in claim.lines)
    if claim.lines and total != claim.charge:
        sentence = "The claim's charge is the sum of its lines."
        done.append(Correction("charge-total", None, "charge", str(claim.charge), str(total), sentence))
        claim = replace(claim, charge=total)
    return claim, tuple(done)


def _written_right(claim: ScrubClaim, done: list[Correction]) -> ScrubClaim:
    """Codes and numbers as the guides write them: capitals, no dots in diagnoses, no blanks."""
    wanted = {
        "diagnoses": tuple(one.replace(".", "").replace(" ", "").upper() for one in claim.diagnoses),
        "member_id": claim.member_id.replace(" ", "").upper(),
        "authorization_number": claim.authorization_number.strip(),
        "tax_id": claim.tax_id.replace("-", ""),
        "billing_zip": claim.billing_zip.replace("-", ""),
    }
    for name, after in wanted.items():
        before = getattr(claim, name)
        if before != after:
            done.append(
                Correction("written-form", None, name, _plain(before), _plain(after), "Written as the guide asks.")
            )
    return replace(claim, **wanted)  # type: ignore[arg-type]


def _line_written_right(line: ScrubLine, done: list[Correction]) -> ScrubLine:
    procedure = line.procedure.strip().upper()
    modifiers = tuple(dict.fromkeys(one.strip().upper() for one in line.modifiers if one.strip()))
    for name, before, after in (("procedure", line.procedure, procedure), ("modifiers", line.modifiers, modifiers)):
        if before != after:
            sentence = "Written as the guide asks."
            done.append(Correction("written-form", line.number, name, _plain(before), _plain(after), sentence))
    return replace(line, procedure=procedure, modifiers=modifiers)


def _modifier_added(claim: ScrubClaim, line: ScrubLine, adding: list[Edit], done: list[Correction]) -> ScrubLine:
    for edit in adding:
        needed = edit.parameters
        if (
            line.procedure in needed["procedures"]
            and claim.taxonomy.startswith(needed["taxonomy"])
            and not set(needed["one_of"]) & set(line.modifiers)
            and len(line.modifiers) < _MOST_MODIFIERS
        ):
            after = (*line.modifiers, needed["add"])
            done.append(Correction(edit.id, line.number, "modifiers", list(line.modifiers), list(after), edit.sentence))
            line = replace(line, modifiers=after)
    return line


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
