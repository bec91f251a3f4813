"""How quick the agents' desk stays: 2,000 people waiting, a transcript of 5,000 turns, two desks in a real Chromium.

A database of its own and a backend of its own; nothing of it is kept. Two times are taken of every interaction: until
the browser has painted after the key (Event Timing), and until its result stands on the screen, the asking of the
backend included. And how long it takes until the other desk, or this one, sees what somebody else did. And
whether the desk's memory stays where it was over an hour's updates.
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import Engine

from backend.bench.console_memory import over_an_hour
from backend.bench.console_world import Seeded, seed
from backend.bench.databases import own_backend, own_database
from backend.errors import Unavailable

WAITING = 2_000
TURNS = 5_000
UPDATES = 3_000
"""What a busy hour brings to one desk."""
PROBE = Path(__file__).with_name("console_probe.js")
"""What the measurement puts into the page."""


def run(claims: int = WAITING, conversations: int = TURNS) -> dict[str, Any]:
    """``claims``: how many wait; ``conversations``: how many turns the long transcript has."""
    chromium = _chromium()
    with _backend(claims, conversations) as (engine, address, seeded), _browser(chromium) as browser:
        ana, ben = (_desk(browser, address, token) for token in (seeded.tokens[0], seeded.tokens[1]))
        measured = {
            "next_conversation": _next_conversation(ana, 40),
            "end_of_the_queue": _end_of_queue(ana, claims),
            "open_the_long_transcript": _open_long(ana, seeded),
            "page_up_in_it": _page_up(ana, 30),
            "first_words_of_it": _first_words(ana),
            "letter_in_the_reply": _letters(ana, 40),
            "ready_replies": _ready_replies(ana, 10),
            "send": _send(ana, 10),
        }
        told = {
            "typing_seen_by_a_colleague": _typing(ana, ben, seeded, 8),
            "caller_seen_by_the_agent": _caller(address, ana, seeded, 10),
            "taken_seen_by_a_colleague": _taken(ana, ben, 5),
        }
        every = [one for times in measured.values() for one in times]
        return {
            "waiting": claims,
            "turns": conversations,
            "interactions": len(every),
            "paint_p95_ms": _p95([one for page in (ana, ben) for one in page.evaluate("probe.paints")] or [16.0]),
            "result_p95_ms": _p95(every),
            "result_max_ms": round(max(every), 1),
            "results_p95_ms": {name: _p95(times) for name, times in measured.items()},
            "told_within_ms": {name: _p95(times) for name, times in told.items()},
            "memory": over_an_hour(address, engine, ana, seeded, UPDATES),
        }


def _p95(times: list[float]) -> float:
    return round(statistics.quantiles(times, n=20, method="inclusive")[18] if len(times) > 1 else times[0], 1)


# -- what is measured


def _press(page: Any, key: str, kind: str, wanted: Any = None) -> float:
    page.evaluate("([kind, wanted]) => probe.until(kind, wanted)", [kind, wanted])
    page.keyboard.press(key)
    return float(page.evaluate("probe.took"))


def _repeat(rounds: int, once: Callable[[int], float]) -> list[float]:
    found = []
    for number in range(rounds):
        found.append(once(number))
        time.sleep(0.15)
    return found


def _next_conversation(page: Any, rounds: int) -> list[float]:
    page.keyboard.press("j")
    page.wait_for_selector("#talking:not([hidden])")
    return _repeat(rounds, lambda _: _press(page, "j", "opened", page.locator("#reference").inner_text()))


def _end_of_queue(page: Any, waiting: int) -> list[float]:
    page.locator("#waiting").evaluate("list => { list.tabIndex = -1; list.focus(); }")
    return [_press(page, "End", "last", waiting)]


def _open_long(page: Any, seeded: Seeded) -> list[float]:
    page.locator(f"#mine [data-handoff='{seeded.long_handoff}']").focus()
    reference = page.locator("#reference").inner_text()
    took = _press(page, "Enter", "opened", reference)
    page.wait_for_selector("#composer:not([hidden])")
    return [took]


def _page_up(page: Any, rounds: int) -> list[float]:
    page.locator("#log").focus()
    top = "document.getElementById('log').scrollTop"
    return _repeat(rounds, lambda _: _press(page, "PageUp", "moved", page.evaluate(top)))


def _first_words(page: Any) -> list[float]:
    first = _press(page, "Home", "words", "Line 1 of many.")
    return [first, _press(page, "End", "words", "Line 5 before the end.")]


def _letters(page: Any, rounds: int) -> list[float]:
    page.locator("#reply").fill("")
    return _repeat(rounds, lambda number: _press(page, "x", "typed", number))


def _ready_replies(page: Any, rounds: int) -> list[float]:
    def once(_: int) -> float:
        page.locator("#reply").fill("")
        took = _press(page, "/", "offered")
        return max(took, _press(page, "Escape", "closed"))

    return _repeat(rounds, once)


def _send(page: Any, rounds: int) -> list[float]:
    def once(number: int) -> float:
        words = f"sent {number} {uuid4().hex[:6]}"
        page.locator("#reply").fill(words)
        return _press(page, "Enter", "words", words)

    return _repeat(rounds, once)


# -- what others see


def _between(act: Callable[[], None], page: Any, place: str, wanted: str) -> float:
    """Milliseconds from doing something to its standing on another page; both on this machine's clock."""
    page.evaluate("([id, wanted]) => probe.hear(id, wanted)", [place, wanted])
    start = time.time() * 1000
    act()
    return max(0.0, float(page.evaluate("probe.heard")) - start)


def _typing(ana: Any, ben: Any, seeded: Seeded, rounds: int) -> list[float]:
    ben.locator("#for-me [data-notice]").first.click()
    ana.evaluate("id => document.querySelector(`[data-handoff='${id}']`).click()", str(seeded.shared_handoff))
    ben.wait_for_selector("#others:not([hidden])")
    found = []
    for _ in range(rounds):
        found.append(_between(lambda: ana.locator("#reply").press("y"), ben, "others", "is typing"))
        ben.evaluate("probe.hear('others', 'is looking')")
        ben.evaluate("probe.heard")
    return found


def _caller(address: str, ana: Any, seeded: Seeded, rounds: int) -> list[float]:
    ana.evaluate("id => document.querySelector(`[data-handoff='${id}']`).click()", str(seeded.long_handoff))
    ana.wait_for_function("() => document.getElementById('turns').textContent.includes('before the end')")
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {seeded.chat_token}"}) as client:

        def say(words: str) -> None:
            answer = client.post("/chat/messages", json={"text": words}, headers={"Idempotency-Key": uuid4().hex})
            answer.raise_for_status()

        words = [f"caller says {uuid4().hex[:8]}" for _ in range(rounds)]
        return [_between(lambda one=one: say(one), ana, "turns", one) for one in words]  # type: ignore[misc]


def _taken(ana: Any, ben: Any, rounds: int) -> list[float]:
    found = []
    for _ in range(rounds):
        wanted = ben.evaluate("document.querySelector('#waiting button').dataset.handoff")
        for page in (ben, ana):
            page.locator("#waiting").evaluate("list => { list.scrollTop = 0; }")
            page.wait_for_selector(f"[data-handoff='{wanted}']")
            page.evaluate("id => document.querySelector(`[data-handoff='${id}']`).click()", wanted)
            page.wait_for_selector("#accepting:not([hidden])")
        page.locator("#log").focus()
        found.append(_between(lambda: ana.keyboard.press("a"), ben, "taken", "has this conversation"))
        ana.wait_for_selector("#composer:not([hidden])")
        ben.wait_for_selector(f"#waiting [data-handoff='{wanted}']", state="detached")
    return found


# -- the parts


@contextmanager
def _backend(waiting: int, turns: int) -> Iterator[tuple[Engine, str, Seeded]]:
    """A backend on a database of this measurement alone."""
    with own_database("console") as made:
        seeded = seed(made, waiting, turns)
        with own_backend(made) as address:
            yield made, address, seeded


def _chromium() -> str:
    """Asked for before anything is seeded. Raises Unavailable where there is none."""
    if find_spec("playwright") is None:
        raise Unavailable("no_browser", "This measurement needs Playwright: requirements/dev.txt.")
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        raise Unavailable("no_browser", "This measurement needs Chromium, for example: sudo apt-get install chromium.")
    return path


@contextmanager
def _browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _desk(browser: Any, address: str, token: str) -> Any:
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "claimline_staff", "value": token, "domain": "127.0.0.1", "path": "/"}])
    page = context.new_page()
    page.goto("/console")
    page.wait_for_selector("#waiting button")
    page.evaluate(PROBE.read_text(encoding="utf-8"))
    return page
