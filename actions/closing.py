"""How somebody with a list says that it is done: "that was my whole list", "I'm through my stack". Pure."""

from __future__ import annotations

import re

_COURTESY = (
    r"(?:(?:super|great|perfect|excellent|wonderful|awesome|lovely|fine|good|ok|okay|alright|all right|right|well|and|so|"
    r"yes|yeah|no|nope|got it|thanks|thank you|i think|i guess|then)\W+)*"
)
_LIST = r"(?:list|work ?list|stack|pile|batch|bunch|lot)"
_THROUGH = re.compile(
    rf"\W*{_COURTESY}(?:that|this|those|we|i)(?:'?s|'?re|'?m| is| was| are| were| am| would be|'?d be)\s+"
    r"(?:about |pretty much |really |just )*"
    rf"(?:(?:at |through |done with |finished with )?(?:all (?:of )?)?(?:my|the|our) (?:whole |entire |full |complete )?{_LIST}|"
    rf"(?:at |on )?the (?:end|last|bottom)(?: one| claim| patient)? (?:of|on|in|from) (?:my|the|our) {_LIST}|"
    rf"(?:my|our|the) (?:very )?last (?:claim|question|patient)|(?:everything|all)(?: i (?:had|have))? (?:on|from) (?:my|our) "
    rf"(?:{_LIST}|end|side|desk))"
    r"(?: (?:for )?(?:today|now|then|this morning|this afternoon))*\W*"
    r"(?:(?:thanks|thank you|thx|bye|goodbye|so much|very much|a lot|have a \w+ (?:day|one|weekend)|you too)\b\W*)*",
    re.I,
)


def is_through(text: str) -> bool:
    """Whether the line says nothing but that the list is done; "was that the whole list?" asks."""
    return "?" not in text and _THROUGH.fullmatch(text) is not None
