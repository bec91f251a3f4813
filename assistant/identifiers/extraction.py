"""A line of text → the facts in it, under their canonical names.

Labels decide first ("NPI: …", "born …"), then the slot that was asked for, then unmistakable shape. Every token is used
for one fact only. What looks like an identifier but is none yet (too short, check digit wrong) is a piece, not a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Union

from assistant.identifiers import codes, dates, money, names
from assistant.identifiers.labels import Label, find_labels
from assistant.identifiers.runs import Match, Run, best_match, find_runs, plain_characters
from assistant.identifiers.shapes import CHECKS, DIGITS_ONLY
from assistant.identifiers.text import PlainText, plain
from assistant.identifiers.tokens import tokenise
from assistant.identifiers.units import Unit, unit_at
from assistant.identifiers.vocabulary import CORRECTIONS, HOMOPHONES

Value = Union[str, dict[str, str]]

_ALIASES = {
    "dob": "date_of_birth", "birth_date": "date_of_birth", "dos": "date_of_service", "service_date": "date_of_service",
    "tin": "tax_id", "tax_id_last_five": "tax_id", "tax_id_last5": "tax_id", "last5": "tax_id", "phone": "phone_number",
    "callback_phone": "phone_number", "zip_code": "zip", "name": "person_name", "patient_name": "person_name", "otp": "one_time_code",
    "caller_name": "person_name", "claim": "claim_number", "which_claim": "claim_number", "which": "claim_number",
    "payment_amount": "amount", "check_number": "trace_number", "authorization_number": "auth_number", "code": "adjustment_code",
}  # fmt: skip
_NAME_SLOTS = {"person_name": "whole", "last_name": "last", "first_name": "first"}
_DATE_SLOTS = frozenset({"date_of_birth", "date_of_service"})
_ABOUT_PROCEDURES = re.compile(
    r"\b(codes?|cpt|procedure|modifier|bundl\w*|unbundl\w*|line \d|auth\w*|pre-?cert\w*|cover\w*|den(y|ied|ial)|billed|mri|ct|require)\b",
    re.IGNORECASE,
)
_HESITATIONS = frozenset({"uh", "um", "er", "erm", "uhm", "umm", "uhh", "hmm"})
_SPOKEN_CHANNELS = frozenset({"voice", "phone"})


@dataclass(frozen=True, slots=True)
class Found:
    """A fact: canonical name, normalised value, characters [start, end) of what was said, other readings cheaper first."""

    name: str
    value: Value
    start: int
    end: int
    confidence: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters said for an identifier of kind `name` that are not yet one."""

    name: str
    characters: str


@dataclass(slots=True)
class Heard:
    """All that a line holds. `ambiguous` names kinds for which several values were offered ("either … or …")."""

    found: list[Found] = field(default_factory=list)
    piece: Piece | None = None
    ambiguous: tuple[str, ...] = ()


def canonical_slot(expects: str | None) -> str | None:
    """The canonical name of a slot that was asked for."""
    return _ALIASES.get(expects, expects) if expects else None


def extract(text: str, *, expects: str | None = None, channel: str = "chat", today: date) -> list[Found]:
    """The facts of a line in the order they stand; `expects` is the slot last asked for."""
    return listen(text, expects=expects, channel=channel, today=today).found


def listen(text: str, *, expects: str | None = None, channel: str = "chat", today: date) -> Heard:
    """As `extract`, with the piece of an identifier that is not complete and the kinds that stay ambiguous."""
    return _Line(plain(text or ""), canonical_slot(expects), channel in _SPOKEN_CHANNELS, today).hear()


class _Line:
    """One line being read; tokens are marked as taken when they are understood."""

    def __init__(self, said: PlainText, expects: str | None, spoken: bool, today: date) -> None:
        self.said, self.expects, self.spoken, self.today = said, expects, spoken, today
        self.tokens = [t for t in tokenise(said.text) if t.glued or t.word not in _HESITATIONS]
        self.labels = find_labels(said.text)
        self.taken: set[int] = set()
        self.found: list[Found] = []
        self.piece: Piece | None = None

    def hear(self) -> Heard:
        if not self.tokens:
            return Heard()
        for label in self.labels:
            self._take(label.start, label.end)
        self._hear_codes()
        self._hear_amounts()
        self._hear_dates()
        self._hear_identifiers()
        self._hear_names()
        self.found.sort(key=lambda f: f.start)
        self._drop_corrected()
        ambiguous = self._ambiguous()
        found = [replace(f, confidence=0.2) if f.name in ambiguous else f for f in self.found]
        found = [
            replace(f, start=self.said.span(f.start, f.end)[0], end=self.said.span(f.start, f.end)[1]) for f in found
        ]
        return Heard(found, self.piece, ambiguous)

    def _take(self, start: int, end: int) -> None:
        self.taken.update(i for i, t in enumerate(self.tokens) if t.start < end and t.end > start)

    def _is_taken(self, start: int, end: int) -> bool:
        return any(i in self.taken for i, t in enumerate(self.tokens) if t.start < end and t.end > start)

    def _add(
        self, name: str, value: Value, start: int, end: int, confidence: float, alternatives: tuple[str, ...] = ()
    ) -> None:
        self.found.append(Found(name, value, start, end, round(max(0.05, min(confidence, 1.0)), 3), alternatives))
        self._take(start, end)

    # -- codes and money ------------------------------------------------------------------------------------------

    def _hear_codes(self) -> None:
        asked_id = self.expects in CHECKS and self.expects != "procedure_code"
        days = [
            (self.tokens[d.first].start, self.tokens[d.last - 1].end) for d in dates.find_dates(self.tokens, self.today)
        ]
        for said in codes.find_codes(self.said.text, self.tokens):
            typed = self.said.text[said.start : said.end]
            if any(said.start < end and said.end > start for start, end in days):
                continue
            labelled = self._label_before(said.start, words=1)
            if labelled and labelled.name in CHECKS and labelled.name != "procedure_code":
                continue
            if asked_id and not (said.name == "adjustment_code" and "-" in typed) and not self._led(said.start):
                continue
            if self.expects in _DATE_SLOTS and not self._led(said.start) and "-" not in typed:
                continue
            if self._is_taken(said.start, said.end) and not (labelled and labelled.name == "procedure_code"):
                continue
            self._add(said.name, said.value, said.start, said.end, 0.9)

    def _led(self, start: int) -> bool:
        return (
            re.search(
                r"(code|codes|carc|rarc|remark|denial|denied|reason|adjustment)\W*(is|was|of|for|with)?\W*$",
                self.said.text[:start],
                re.I,
            )
            is not None
        )

    def _hear_amounts(self) -> None:
        for said in money.find_amounts(self.said.text, self.tokens):
            if re.search(r"\bnot\s+$", self.said.text[: said.start], re.I):
                self._take(said.start, said.end)
            elif not self._is_taken(said.start, said.end):
                self._add("amount", f"{said.value:.2f}", said.start, said.end, 0.9)
        if self.expects == "amount" and not any(f.name == "amount" for f in self.found):
            bare = money.bare_amount(self.tokens)
            if bare:
                self._add("amount", f"{bare.value:.2f}", bare.start, bare.end, 0.7)

    # -- dates ----------------------------------------------------------------------------------------------------

    def _hear_dates(self) -> None:
        said = [
            d
            for d in dates.find_dates(self.tokens, self.today)
            if not any(i in self.taken for i in range(d.first, d.last))
        ]
        used: set[int] = set()
        for index, day in enumerate(said):
            label = self._date_label(day, said, index)
            if label:
                used.add(label.start)
            name = label.name if label else None
            if name == "other_date":
                self._take(self.tokens[day.first].start, self.tokens[day.last - 1].end)
                continue
            self._add_date(day, name)
        for label in self.labels:
            if label.name in _DATE_SLOTS and label.start not in used:
                self._hear_loose_date(label.name, label.end, self._next_label(label))
        if (
            self.expects in _DATE_SLOTS
            and not any(f.name in _DATE_SLOTS for f in self.found)
            and not self._other_fact_label()
        ):
            self._hear_loose_date(self.expects, 0, len(self.said.text))

    def _other_fact_label(self) -> bool:
        return any(label.name in CHECKS for label in self.labels)

    def _add_date(self, day: dates.SaidDate, name: str | None) -> None:
        start, end = self.tokens[day.first].start, self.tokens[day.last - 1].end
        confidence = 0.95 if name else 0.9
        if name is None:
            if self.expects in _DATE_SLOTS:
                name = self.expects
            elif day.vague:
                return
            else:
                name, confidence = self._kind_of_date(day), 0.75
        if name == "date_of_birth":
            born = day.as_birth(self.today)
            if born:
                self._add(name, born.isoformat(), start, end, confidence)
            else:
                self._take(start, end)
            return
        served = day.as_service(self.today)
        if served is None:
            return
        first, last = served
        value: Value = first.isoformat() if first == last else {"start": first.isoformat(), "end": last.isoformat()}
        self._add("date_of_service", value, start, end, confidence - (0.2 if first > self.today else 0.0))

    def _kind_of_date(self, day: dates.SaidDate) -> str:
        """Years ago is a day of birth, else a day of service."""
        served, born = day.as_service(self.today), day.as_birth(self.today)
        if born and served and day.year is not None and (self.today - born).days > 4 * 365 and day.end is None:
            return "date_of_birth"
        return "date_of_service"

    def _date_label(self, day: dates.SaidDate, said: list[dates.SaidDate], index: int) -> Label | None:
        """The label before the date, else right after it; labels of dates that stand nearer to another date do not count."""
        start, end = self.tokens[day.first].start, self.tokens[day.last - 1].end
        previous_end = self.tokens[said[index - 1].last - 1].end if index else 0
        before = [b for b in self.labels if b.end <= start and (b.name in _DATE_SLOTS or b.name == "other_date")]
        if before:
            label = before[-1]
            between = self.said.text[label.end : start]
            if label.end >= previous_end and len(between.split()) <= 5 and not self._label_between(label.end, start):
                return label
            listed = label.end < previous_end and re.fullmatch(
                r"\W*(and|or|,|&|maybe|to|no|sorry|wait|actually|i mean|\W)*\W*",
                self.said.text[previous_end:start],
                re.I,
            )
            if listed and index and any(f.end == previous_end and f.name == label.name for f in self.found):
                return label
        for label in self.labels:
            if label.start >= end and label.name in _DATE_SLOTS:
                between = self.said.text[end : label.start]
                follower = next((d for d in said if self.tokens[d.first].start >= label.end), None)
                own = follower and len(self.said.text[label.end : self.tokens[follower.first].start].split()) <= 2
                if len(between.split()) <= 3 and "\n" not in between and not own:
                    return label
                break
        return None

    def _label_between(self, start: int, end: int) -> bool:
        return any(label.start >= start and label.end <= end for label in self.labels)

    def _next_label(self, label: Label) -> int:
        return next((other.start for other in self.labels if other.start >= label.end), len(self.said.text))

    def _hear_loose_date(self, name: str, start: int, end: int) -> None:
        first = next((i for i, t in enumerate(self.tokens) if t.start >= start), len(self.tokens))
        last = next((i for i, t in enumerate(self.tokens) if t.start >= end), len(self.tokens))
        last = next((i for i in range(first, last) if i in self.taken), last)
        day = dates.loose_date(self.tokens, first, last, birth=name == "date_of_birth", today=self.today)
        if day:
            self._add_date(day, name)

    # -- identifiers ----------------------------------------------------------------------------------------------

    def _hear_identifiers(self) -> None:
        for _ in range(12):
            blocked = self.taken | self._not_spoken()
            fresh = False
            for run in find_runs(self.tokens, blocked):
                match = self._read_run(run)
                if match:
                    start, end = self.tokens[match.first].start, self.tokens[match.last - 1].end
                    self._add(match.shaped.name, match.shaped.value, start, end, 0.5 + match.score / 2, match.others)
                    fresh = True
                    break
                self.taken.update(range(run.first, run.last))
            if not fresh:
                return

    def _not_spoken(self) -> set[int]:
        """In writing, words that merely sound like letters are words."""
        if self.spoken:
            return set()
        return {
            i
            for i, t in enumerate(self.tokens)
            if t.word in HOMOPHONES
            and not self._inside_typed(i)
            and not (t.word == "for" and i and len(self.tokens[i - 1].word) == 1)
        }

    def _inside_typed(self, i: int) -> bool:
        """Whether token i is written in one with figures ("8TU4")."""
        before = self.tokens[i].glued and self.tokens[i - 1].is_figure
        after = i + 1 < len(self.tokens) and self.tokens[i + 1].glued and self.tokens[i + 1].is_figure
        return before or after

    def _read_run(self, run: Run) -> Match | None:
        label = self._label_of(run)
        if label:
            match = best_match(run, label.name)
            if match and match.score > 0.1:
                return match
            self._keep_piece(run, label.name)
            guess = self._by_shape(run)
            return guess if guess and guess.shaped.score >= 0.95 else None
        guess = self._by_shape(run)
        expected = self.expects if self.expects in CHECKS else None
        if expected is None or any(f.name == expected for f in self.found):
            return guess
        if guess and guess.shaped.name != expected and self._unmistakable(guess):
            return guess
        match = self._asked(run, expected)
        if match is None:
            self._keep_piece(run, expected)
            return guess if guess and guess.score >= 0.85 else None
        return match

    def _asked(self, run: Run, expected: str) -> Match | None:
        match = best_match(run, expected)
        if expected == "claim_number" and (match is None or len(match.shaped.value) <= 5):
            short = best_match(run, "claim_last4")
            match = short or match
        if match is None or match.score <= 0.1:
            return None
        if expected in DIGITS_ONLY and expected not in ("npi",) and self._much_left(run, match):
            return None
        return match

    def _much_left(self, run: Run, match: Match) -> bool:
        """Fixed-length numbers are not cut out of longer ones."""
        units = [u for s in run.segments for u in s.units]
        cut = [u for u in units if (u.last <= match.first or u.first >= match.last) and u.kind in ("digit", "chunk")]
        left = sum(len(u.options[0][0]) for u in cut)
        near = any((u.first == match.last and not u.typed) or (u.last == match.first and not u.typed) for u in cut)
        return bool(left) and near and len(run.segments) == 1

    def _keep_piece(self, run: Run, name: str) -> None:
        characters = plain_characters(run)
        if (
            characters
            and (self.piece is None or len(characters) > len(self.piece.characters))
            and len(characters) <= 40
        ):
            self.piece = Piece(name, characters)

    def _label_before(self, start: int, words: int) -> Label | None:
        before = [b for b in self.labels if b.end <= start]
        if not before:
            return None
        between = self.said.text[before[-1].end : start]
        return (
            before[-1] if len(re.findall(r"[A-Za-z']+", between)) <= words and "\n" not in between.strip(" ") else None
        )

    def _label_of(self, run: Run) -> Label | None:
        start, end = self.tokens[run.first].start, self.tokens[run.last - 1].end
        before = [b for b in self.labels if b.end <= start]
        if before:
            label = before[-1]
            between = self.said.text[label.end : start]
            used = any(f.start >= label.end and f.end <= start for f in self.found)
            if (
                label.name in CHECKS
                and not used
                and "\n" not in between.strip(" ")
                and len(between.split()) <= 6
                and not _starts_sentence(between)
            ):
                return label
        for label in self.labels:
            if label.start >= end and label.name in CHECKS:
                between = self.said.text[end : label.start]
                linked = re.fullmatch(
                    r"\W*(is|was|that's|it's|as|for|being)?\W*(the|my|our|your|his|her|their|a)?\W*(patient'?s?|member'?s?|provider'?s?)?\W*",
                    between,
                    re.I,
                )
                stops = "\n" in between or ("," in between and "is" not in between)
                if linked and not stops and not self._has_own_value(label):
                    return label
                break
        return None

    def _has_own_value(self, label: Label) -> bool:
        """Whether characters follow a label closely, so that it does not speak of what stands before it."""
        after = [i for i, t in enumerate(self.tokens) if t.start >= label.end][:3]
        return any((unit := unit_at(self.tokens, i)) is not None and unit.kind in ("digit", "chunk") for i in after)

    def _by_shape(self, run: Run) -> Match | None:
        """The kind a run shows by itself, best first; nothing where two kinds fit alike."""
        text = self.said.text[self.tokens[run.first].start : self.tokens[run.last - 1].end]
        units = [u for s in run.segments for u in s.units]
        while units and not units[0].edge:
            units.pop(0)
        length = sum(len(u.options[0][0]) for u in units)
        order = ["npi"]
        if re.search(r"\d{2}-\d{7}(?!\d)", text):
            order.append("tax_id")
        if (
            re.search(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)|(?<![\d-])\d{3}-\d{4}(?![\d-])", text)
            or (self.spoken and length == 10)
            or (text.isdigit() and length == 10)
        ):
            order.append("phone_number")
        if length >= 6:
            order += ["member_id", "claim_number"]
        elif length == 5:
            order += (
                ["tax_id"]
                if any(f.name == "npi" for f in self.found)
                else ["procedure_code"]
                if self._medical(units)
                else []
            )
        options = [m for name in order if (m := best_match(run, name)) is not None]
        options = [m for m in options if self._tells(m, text)]
        return max(options, key=lambda m: (round(m.score, 2), m.shaped.name != "claim_number")) if options else None

    def _medical(self, units: Sequence[Unit]) -> bool:
        """Whether five digits stand where a procedure is spoken of."""
        digits = "".join(u.options[0][0] for u in units)
        spoken_of = self.expects is None and _ABOUT_PROCEDURES.search(self.said.text) is not None
        return spoken_of and digits.isdigit() and digits[0] != "0"

    def _tells(self, match: Match, text: str) -> bool:
        """Unasked, a member id or claim number must look like one; a plain row of digits says nothing."""
        value = match.shaped.value
        if match.shaped.name in ("npi", "tax_id", "tax_id_last5", "phone_number", "procedure_code"):
            return True
        if match.shaped.name == "claim_number" and value.isdigit():
            return len(value) >= 11
        if value.isdigit():
            return False
        letters = sum(c.isalpha() for c in value)
        return (
            len(value) >= 8 and 1 <= letters <= 6 and sum(c.isdigit() for c in value) >= 4
        ) or match.shaped.score >= 1.0

    def _unmistakable(self, match: Match) -> bool:
        value = match.shaped.value
        if match.shaped.name == "claim_number":
            return re.match(r"(CLM|ICN|DCN)\d", value) is not None
        if self.expects in ("claim_number", "trace_number", "auth_number"):
            return match.shaped.name == "member_id" and match.shaped.score >= 1.0
        if match.shaped.name == "npi":
            return self.expects in ("tax_id", "zip", "date_of_birth") or (
                self.expects == "member_id" and match.score >= 0.9 and not self.spoken
            )
        return (
            match.shaped.name == "member_id"
            and match.shaped.score >= 0.9
            and match.score >= 0.8
            and self.expects in DIGITS_ONLY
        )

    # -- names, corrections, doubts -------------------------------------------------------------------------------

    def _hear_names(self) -> None:
        asked = _NAME_SLOTS.get(self.expects or "")
        facts = sum(f.name in ("member_id", "date_of_birth", "claim_number", "date_of_service") for f in self.found)
        if asked:
            self.taken -= {
                i for i in self.taken if self.tokens[i].is_word and not self._in_found(i) and not self._in_label(i)
            }
        for name in names.find_names(
            self.said.text, self.tokens, self._fact_tokens(), asked=asked, beside_facts=facts > 0
        ):
            self._add("person_name", name.value, name.start, name.end, name.score)

    def _fact_tokens(self) -> set[int]:
        taken = {i for i in range(len(self.tokens)) if self._in_found(i)}
        return taken | {i for i in range(len(self.tokens)) if self._in_label(i)}

    def _in_found(self, i: int) -> bool:
        return any(self.tokens[i].start >= f.start and self.tokens[i].end <= f.end for f in self.found)

    def _in_label(self, i: int) -> bool:
        return any(self.tokens[i].start >= label.start and self.tokens[i].end <= label.end for label in self.labels)

    def _drop_corrected(self) -> None:
        """ "born … sorry, born …": the later value of the same kind stands."""
        kept: list[Found] = []
        for fact in self.found:
            earlier = next((k for k in reversed(kept) if k.name == fact.name), None)
            if earlier and _corrects(self.said.text[earlier.end : fact.start]):
                kept.remove(earlier)
            kept.append(fact)
        self.found = kept

    def _ambiguous(self) -> tuple[str, ...]:
        doubtful: list[str] = []
        for name in ("npi", "tax_id", "tax_id_last5", "member_id", "date_of_birth", "zip", "claim_number"):
            facts = [f for f in self.found if f.name == name]
            for one, other in zip(facts, facts[1:]):
                if (
                    one.value != other.value
                    and re.search(r"\b(or|maybe|either|else|perhaps)\b", self.said.text[one.end : other.start], re.I)
                    and name not in doubtful
                ):
                    doubtful.append(name)
        return tuple(doubtful)


def _starts_sentence(between: str) -> bool:
    return re.search(r"[.?!]\s", between) is not None


def _corrects(between: str) -> bool:
    words = tuple(t.word for t in tokenise(between))
    return any(words[i : i + len(phrase)] == phrase for phrase in CORRECTIONS for i in range(len(words)))
