"""Where somebody goes on after signing in: to the page they asked for, and to no other site. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote

LENGTH_MAX = 300
_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""A path of ours: one slash, then printable signs without a backslash, which browsers read as a slash."""
_NEVER = ("/sign-in", "/sign-out")


def local_path(wanted: str | None) -> str | None:
    """The path, if it is one of ours and worth coming back to."""
    if wanted is None or len(wanted) > LENGTH_MAX or not _LOCAL.fullmatch(wanted):
        return None
    return None if wanted.startswith(_NEVER) else wanted


def sign_in_first(wanted: str | None, *, refused: bool = False) -> str:
    """The address of the page for signing in, from which one comes back to ``wanted``."""
    path = local_path(wanted)
    said = [*(["refused=1"] if refused else []), *([f"next={quote(path, safe='/')}"] if path else [])]
    return "?".join(["/sign-in", *(["&".join(said)] if said else [])])
