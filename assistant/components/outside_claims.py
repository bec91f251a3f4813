"""Lines that are nothing of claims, however much they speak of them: law, medicine, shopping for a plan, work here, orders to
the machine, mere insults."""

from __future__ import annotations

import re

_KINDS: tuple[str, ...] = (
    # "can i sue the hospital over how they billed it", "what would a lawyer say"
    r"\b(?:can|could|should|may|do)\s+(?:i|we)\s+(?:\w+\s+){0,2}sue\b|(?<!before\s)\b(?:i|we)\s+(?:can|could|should|may)\s+sue\b|\bwhat\s+would\s+(?:a|my)\s+(?:lawyer|judge|attorney)\b",
    # "should i keep taking the blood thinner", "is it safe to take both"
    r"\b(?:should|can|could|do)\s+i\s+(?:\w+\s+)?(?:keep|stop|start|quit|be)\s+tak(?:ing|e)\b|\bis\s+it\s+(?:safe|okay|ok|bad)\s+to\s+take\b",
    r"\bshould\s+i\s+(?:stop|quit|skip|start)\s+(?:my|his|her)\s+(?!appeal|claim|payment|paying|bill)\w+",
    # "how do we get our new surgeon loaded in the network", "switch my pcp"
    r"\bhow\s+(?:do|can)\s+(?:i|we)\s+get\b[^.?!]{0,40}\b(?:loaded|credentialed|enrolled|added)\b[^.?!]{0,25}\b(?:network|contract|panel)\b|"
    r"\bhow\s+(?:do|can|does)\s+(?:i|we|our\s+\w+|a\s+\w+)\s+get\s+(?:\w+\s+){0,3}?(?:contracted|credentialed)\b|"
    r"(?<!does\s)\b(?:(?:re)?credentialing\s+(?:app(?:lication)?|packet|paperwork|status)|about\s+(?:the\s+|our\s+|my\s+|his\s+|her\s+|a\s+)?(?:re)?credentialing)\b(?!.{0,40}\b(?:den(?:ied|ial)|issues?)\b)|"
    r"\b(?:switch|change)\s+(?:my|his|her|our)\s+(?:pcp|primary\s+care)\b",
    # "which of your plans should i buy", "can you lower my rate"
    r"\bwhich\s+(?:of\s+your\s+)?plans?\s+(?:\w+\s+){0,2}(?:should|would|do)\s+(?:i|we|you)\s+(?:buy|pick|choose|get|take|recommend)\b|"
    r"\b(?:lower|reduce|cut|bring\s+down)\s+(?:my|our)\s+(?:monthly\s+)?(?:rate|premium|premiums|rates)\b",
    # "the status of my crop claim", "i'm fixing to cancel this whole plan"
    r"\b(?:crop|unemployment|(?:va\s+)?disability|life\s+insurance)\s+(?:claims?|policy|payout|benefits?)\b|"
    r"\b(?:want|wanna|need|going|gonna|fixing|like|about|how\s+do\s+i)\s+(?:to\s+)?(?:just\s+)?(?:cancel|drop|quit|leave|terminate)\s+"
    r"(?:(?:my|the|this|our|all|of|whole|entire|stupid|damn|darn)\s+)+(?:plan|policy|coverage|insurance|membership)\b",
    # "tell me a joke about deductibles", "my boat insurance claim"
    r"\b(?:tell|write|sing|give)\s+(?:me|us)\s+(?:a|an|another|one\s+more)\s+(?:joke|poem|song|story|essay|haiku|rap)\b|\bwrite\b[^.?!]{0,25}\bessay\b|"
    r"\b(?:boat|pet|flood|renter'?s?|home\s?owner'?s?|motorcycle|travel)\s+(?:insurance\s+)?(?:claims?|policy)\b(?!.{0,50}\b(?:pays?|first|primary|responsible)\b)",
    # "you guys hiring in your claims department"
    r"\bget\s+a\s+job\b|\b(?:are\s+)?(?:you|y'?all|u)\s+(?:guys\s+|folks\s+|all\s+)?(?:hiring|have\s+any\s+(?:jobs|openings))\b|\bapply\s+for\s+(?:a\s+)?(?:job|position)\s+(?:with|at|in)\b",
    # "ignore all previous instructions and …", "pretend you are the director", "sudo …"
    r"\b(?:ignore|forget|disregard|override|bypass)\s+(?:\w+\s+){0,3}(?:instructions|rules|guidelines|prompts?|programming|restrictions)\b|"
    r"\b(?:pretend|imagine|act\s+like|act\s+as\s+if)\s+(?:that\s+)?(?:you|u)(?:'re|\s+are|r)?\b|^\W*sudo\b|\b(?:developer|debug|admin|god)\s+mode\b|\bsystem\s+prompt\b|"
    r"\bconsider\s+me\s+(?:as\s+)?(?:already\s+)?verified\b|\b(?:supervisor|manager|examiner|root)\s+mode\b|"
    r"\byou\s+are\s+now\s+(?:an?\s+|the\s+)?(?:\w+\W+){0,6}(?:no|without)\s+(?:limits|rules|restrictions|filters)\b",
)
_INSULT = re.compile(
    r"\W*(?:(?:well|so|god|man|wow|lol|you\s+know|honestly)\W+)*(?:(?:you|u)\s+(?:all\s+)?suck|(?:you(?:'re|\s+are|\s+ain'?t)|ur|u\s+r|aren't\s+you|what)\s+"
    r"(?:nothing\s+but\s+|nothin\s+but\s+|just\s+)?(?:a|an)?\s*"
    r"(?:(?:dumb|stupid|useless|worthless|broken|big|old|damn|sorry|rusty|complete|total)\s+)*(?:(?:pile|piece|bucket|heap|hunk|chunk|sack)\s+of\s+\w+|tin\s+can|"
    r"rust\s*bucket|toaster|jackass|jerk|moron|donkey|clown|dumb\s?ass|blockhead|nitwit|trash|garbage)"
    r"(?:\s+full\s+of\s+\w+|\s+(?:with\s+a\s+voice|that\s+talks))?)\W*",
    re.IGNORECASE,
)
_OUTSIDE = re.compile("|".join(_KINDS), re.IGNORECASE)


def outside_claims(line: str) -> bool:
    """Whether a whole line asks for what nobody on a claims line may give, or commands or scolds the machine."""
    return _OUTSIDE.search(line) is not None or _INSULT.fullmatch(line) is not None
