"""The threads turns wait in: apart from those that serve everything else.

A turn waits up to nine seconds for Rasa, whose actions ask this very backend; were both served by one pool, fifty slow
turns would hold every thread and nobody could answer the questions they wait for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

TURNS_AT_ONCE = 96
AnswerT = TypeVar("AnswerT")


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(TURNS_AT_ONCE, thread_name_prefix="turn")


async def in_turn_thread(work: Callable[[], AnswerT]) -> AnswerT:
    """Run the blocking work of one turn; a caller who hangs up does not stop it."""
    return await asyncio.shield(asyncio.get_running_loop().run_in_executor(_pool(), work))
