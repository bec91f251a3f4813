"""Which person each case goes to, and whether any case goes to nobody. The rules are data; the cases are found in the code.

Every place in the code that opens work for a person is looked up by its syntax tree. A reason written out is taken as it
stands; one that is computed must be named in ``data/families.json`` with where its possible values stand.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[3]
_DATA = Path(__file__).parent / "data"
COMPUTED = "?"


@dataclass(frozen=True, slots=True)
class PersonRule:
    """Cases of a queue that go to a person: which kind of case, to whom, and why a person."""

    queue: str
    reasons: tuple[str, ...]
    case: str
    person: str
    why: str

    def fits(self, queue: str, reason: str) -> bool:
        return self.queue == queue and any(fnmatchcase(reason, one) for one in self.reasons)


@dataclass(frozen=True, slots=True)
class Case:
    """One reason work may wait for a person: its queue, the code, where it was found."""

    queue: str
    reason: str
    found_in: str


@dataclass(frozen=True, slots=True)
class Mapped:
    case: Case
    rule: PersonRule | None


@dataclass(frozen=True, slots=True)
class Site:
    """A place in the code that opens work. ``queue`` and ``reason`` are ``?`` where they are computed."""

    file: str
    line: int
    queue: str
    reason: str
    expression: str


@cache
def person_rules() -> tuple[PersonRule, ...]:
    rows: list[dict[str, Any]] = json.loads((_DATA / "people.json").read_text(encoding="utf-8"))
    return tuple(PersonRule(**{**row, "reasons": tuple(row["reasons"])}) for row in rows)


def rule_for(queue: str, reason: str, rules: Sequence[PersonRule]) -> PersonRule | None:
    """The first rule that fits."""
    return next((one for one in rules if one.fits(queue, reason)), None)


def mapped(cases: Iterable[Case], rules: Sequence[PersonRule] | None = None) -> list[Mapped]:
    """Each case with its rule, or with none."""
    known = person_rules() if rules is None else rules
    return [Mapped(one, rule_for(one.queue, one.reason, known)) for one in cases]


@cache
def cases_in_code(project: Path = PROJECT) -> tuple[Case, ...]:
    """Every reason the code can open work with; a computed one nobody has named comes out as ``?`` and fits no rule."""
    families: list[dict[str, Any]] = json.loads((_DATA / "families.json").read_text(encoding="utf-8"))
    found: set[Case] = set()
    for site in sites(project):
        where = f"{site.file}:{site.line}"
        if COMPUTED not in (site.queue, site.reason):
            found.add(Case(site.queue, site.reason, where))
            continue
        members = [one for one in families if one["file"] == site.file and one["reason"] == site.expression]
        members = [one for one in members if site.queue in (COMPUTED, one["queue"])]
        if not members:
            found.add(Case(site.queue, f"{COMPUTED} {site.expression}", where))
        for one in members:
            found |= {
                Case(queue, reason, where)
                for source in one["found_in"]
                for queue, reason in _values(project, source, one["queue"])
                if reason not in one.get("but", ())
            }
    return tuple(sorted(found, key=lambda one: (one.queue, one.reason, one.found_in)))


def sites(project: Path) -> Iterator[Site]:
    """Every ``NewWork(…)`` of the backend."""
    for path in sorted((project / "backend").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "NewWork(" not in text:
            continue
        tree = ast.parse(text)
        constants = _imported(tree, project) | _constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) == "NewWork":
                queue, reason = _argument(node, 0, "queue"), _argument(node, 3, "reason")
                yield Site(
                    path.relative_to(project).as_posix(), node.lineno, _text(queue, constants), _text(reason, constants),
                    ast.unparse(reason) if reason else "",
                )  # fmt: skip


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    named = next((one.value for one in call.keywords if one.arg == name), None)
    return named if named is not None else call.args[place] if len(call.args) > place else None


def _text(node: ast.expr | None, constants: dict[str, str]) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return constants.get(node.id, COMPUTED) if isinstance(node, ast.Name) else COMPUTED


def _constants(tree: ast.Module) -> dict[str, str]:
    """Module-level names bound to a text."""
    found: dict[str, str] = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            found |= {
                name.id: value.value
                for name, value in pairs
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
            }
    return found


def _imported(tree: ast.Module, project: Path) -> dict[str, str]:
    """Texts of ours that a module takes from another."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("backend."):
            path = project / f"{(node.module or '').replace('.', '/')}.py"
            if path.is_file():
                known = _constants(ast.parse(path.read_text(encoding="utf-8")))
                found |= {one.asname or one.name: known[one.name] for one in node.names if one.name in known}
    return found


def _values(project: Path, source: str, queue: str) -> list[tuple[str, str]]:
    """Queue and reason pairs of a source: ``=literal``, ``file.json``, ``file.json#field`` or ``file.py#NAME``.

    ``file.py#NAME:queue`` takes the queue from the first argument of each value.
    """
    if source.startswith("="):
        return [(queue, source[1:])]
    name, _, part = source.partition("#")
    if name.endswith(".json"):
        data = json.loads((project / name).read_text(encoding="utf-8"))
        return [(queue, str(one)) for one in (data if not part else (row[part] for row in data))]
    part, _, own_queue = part.partition(":")
    table = _dictionary(ast.parse((project / name).read_text(encoding="utf-8")), part)
    assert table is not None, f"{source} is a dictionary"
    return [
        (_first_text(value) if own_queue else queue, key.value)
        for key, value in zip(table.keys, table.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    ]


def _dictionary(tree: ast.Module, name: str) -> ast.Dict | None:
    for node in tree.body:
        targets = (
            [node.target] if isinstance(node, ast.AnnAssign) else node.targets if isinstance(node, ast.Assign) else []
        )
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, ast.Dict) and any(_name(one) == name for one in targets):
            return value
    return None


def _first_text(node: ast.expr) -> str:
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        return str(node.args[0].value)
    return COMPUTED
