"""A phone call in the terminal: what the line says is printed and, where wanted, read aloud; what is typed is said."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from backend.errors import Unavailable
from backend.integrations.twilio.casting import filled
from backend.integrations.twilio.phone import Call, Heard
from backend.integrations.twilio.script import Step, steps

NOTICES = {
    "Dial": "connecting you to a person",
    "Enqueue": "you are in the queue for a person",
    "Hangup": "the line hung up",
    "Joined": "you are joined with the agent",
    "Error": "",
}
Aloud = Callable[[str], object]


def play_call(phone: Call, lines: Iterable[str] | None, console: Console, aloud: Aloud | None = None) -> int:
    """Call the line; ``lines`` is a script, without one the keyboard is asked.

    1 when the line broke down or did not say what the script expects.
    """
    heard = phone.dial()
    broke = show(heard, console, aloud)
    for step in steps(lines) if lines is not None else _typed(phone, console):
        if step.act == "expect":
            if not says(heard, step.words):
                console.print(f"[red]not heard:[/] {escape(step.words)}", highlight=False)
                broke = True
            continue
        if not phone.listening:
            break
        if lines is not None:
            console.print(f"[bold cyan]caller[/] {escape(step.words) or '(silence)'}", highlight=False)
        heard = spoken(phone, step)
        broke = show(heard, console, aloud) or broke
    if phone.open:
        phone.hang_up()
        console.print("[dim]you hung up[/]")
    return 1 if broke else 0


def script_lines(script: Path, truth: Path) -> list[str]:
    """A script's lines; ``{npi}`` and the like are filled from the demo world where there is one."""
    lines = script.read_text(encoding="utf-8").splitlines()
    if not truth.exists() or not any("{" in line for line in lines):
        return lines
    rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    return filled(lines, rows)


def answer_call(phone: Call, outbox: Path, console: Console, aloud: Aloud | None = None) -> int:
    """Pick up the oldest call the line has placed and nobody answered yet. Raises Unavailable where there is none."""
    waiting = sorted(outbox.glob("*.json"), key=lambda file: file.stat().st_mtime) if outbox.exists() else []
    ringing = next((file for file in waiting if not file.stem.startswith("moved-")), None)
    if ringing is None:
        raise Unavailable("nobody_calls", "No telephone is ringing: the line has placed no call.")
    placed = json.loads(ringing.read_text(encoding="utf-8"))
    (outbox / "answered").mkdir(exist_ok=True)
    ringing.rename(outbox / "answered" / ringing.name)
    phone.sid, phone.called = placed["sid"], placed["to"]
    broke = show(phone.answer(placed["path"]), console, aloud)
    for step in _typed(phone, console):
        broke = show(spoken(phone, step), console, aloud) or broke
    if phone.open:
        phone.hang_up()
        console.print("[dim]you hung up[/]")
    return 1 if broke else 0


def spoken(phone: Call, step: Step) -> list[Heard]:
    """What is heard in answer to a step of a script; nothing where the phone is put down."""
    match step.act:
        case "late":
            return phone.say_late(step.words)
        case "hang_up":
            phone.hang_up_saying(step.words)
            return []
        case _:
            return phone.say(step.words)


def says(heard: Iterable[Heard], words: str) -> bool:
    """Whether these words were heard, in any case of letters; ``|`` between words is "or"."""
    text = " ".join(one.text for one in heard).lower()
    return any(part.strip().lower() in text for part in words.split("|"))


def show(heard: Iterable[Heard], console: Console, aloud: Aloud | None = None) -> bool:
    """Print what is heard; whether the line broke down."""
    broke = False
    for one in heard:
        broke = broke or one.kind == "Error"
        if one.kind in ("Say", "Play", "Error"):
            console.print(f"[bold green]line[/]   {escape(one.text)}", highlight=False)
            if aloud is not None:
                aloud(one.text)
        elif one.kind in NOTICES:
            console.print(f"[dim]({NOTICES[one.kind]})[/]")
    return broke


def espeak() -> Aloud:
    """Reads aloud with espeak-ng. Raises Unavailable where it is not installed, or has no sound device to speak by."""
    program = shutil.which("espeak-ng")
    if program is None:
        raise Unavailable("no_espeak", "Reading aloud needs espeak-ng; install it, or leave --speak out.")
    command = [program, "-v", "en-us", "--stdin"]

    def aloud(text: str) -> str:
        return subprocess.run(command, input=text, text=True, check=False, stderr=subprocess.PIPE).stderr  # noqa: S603

    # It ends well even where it could open no device: only its words tell.
    if any(told.startswith("error:") for told in aloud("Calling.").splitlines()):
        raise Unavailable("no_sound", "There is no sound device to read aloud by; connect one, or leave --speak out.")

    return aloud


def _typed(phone: Call, console: Console) -> Iterator[Step]:
    while phone.listening:
        try:
            words = console.input("[bold cyan]you[/] (#keys, empty = silence) > ")
        except (EOFError, KeyboardInterrupt):
            return
        yield from steps([words])
