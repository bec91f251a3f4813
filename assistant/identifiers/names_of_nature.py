"""Family names of two words: "clarence big eagle", "mary yellow horse", "two bulls"."""

from __future__ import annotations

from collections.abc import Container, Sequence

from assistant.identifiers.tokens import Token

_HOW = frozenset(
    """
    big little white black red yellow blue grey gray brown green iron bad good long tall spotted walking sitting standing running
    flying charging crazy high lone fast swift hollow old young many two three four medicine thunder eagle bear horse elk wolf
    crow bull buffalo fire rain snow war holy sacred strong strikes kills runs looking looks afraid takes wooden broken lame left
    """.split()
)
_WHAT = frozenset(
    """
    eagle eagles bear bears horse horses bull bulls goat goats elk elks wolf wolves crow crows hawk hawks thunder cloud clouds
    feather feathers buffalo bird birds deer dog dogs knife knives fox foxes moon moons star stars sky rock rocks shield shields
    arrow arrows owl owls bonnet weasel crane turtle otter swan calf cow whirlwind plume plumes moccasin mule pipe eyes elkhorn
    antelope badger bow heart robe lance hill hail wind water waters fire lightning tail horn horns shirt shell hide
    whistle bone bones blanket face hat
    """.split()
)
_ONLY_BESIDE = frozenset("heart hill water waters fire face hat shirt tail".split())
"""Words of which most stand elsewhere: "left hill" is nobody, "white hat" may be."""
_OF_THE_BODY = frozenset("left high long bad old good strong fast two three four".split())


def nature_name_end(tokens: Sequence[Token], i: int, blocked: Container[int]) -> int | None:
    """The token after a family name of two such words, which begins at token i."""
    if i + 1 >= len(tokens) or i in blocked or i + 1 in blocked:
        return None
    return i + 2 if _go_together(tokens[i].word, tokens[i + 1].word.removesuffix("'s")) else None


def has_nature(name: str) -> bool:
    """Whether a name ends with such words."""
    *first, how, what = name.lower().split()
    return bool(first) and _go_together(how, what)


def _go_together(how: str, what: str) -> bool:
    return how in _HOW and what in _WHAT and how != what and not (what in _ONLY_BESIDE and how in _OF_THE_BODY)
