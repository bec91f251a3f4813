"""A phone call in the terminal: what the line says is printed, what is typed is said."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from backend.integrations.twilio.phone import Call, Heard
from backend.settings import Settings

NOTICES = {
    "Dial": "connecting you to a person",
    "Enqueue": "you are in the queue for a person",
    "Hangup": "the line hung up",
    "Error": "",
}


def play_call(settings: Settings, lines: Iterable[str] | None, caller: str, console: Console) -> int:
    """Call the line; ``lines`` is a script, without one the keyboard is asked. 1 when the line broke down."""
    phone = Call(settings.public_base_url, settings.twilio_signing_tokens[0], caller)
    script = iter(lines) if lines is not None else None
    heard = phone.dial()
    broke = show(heard, console)
    while phone.listening:
        try:
            words = (
                next(script) if script is not None else console.input("[bold cyan]you[/] (#keys, empty = silence) > ")
            )
        except (StopIteration, EOFError, KeyboardInterrupt):
            phone.hang_up()
            console.print("[dim]you hung up[/]")
            break
        if script is not None:
            console.print(f"[bold cyan]caller[/] {words or '(silence)'}", highlight=False)
        broke = show(phone.say(words), console) or broke
    return 1 if broke else 0


def show(heard: Iterable[Heard], console: Console) -> bool:
    """Print what is heard; whether the line broke down."""
    broke = False
    for one in heard:
        broke = broke or one.kind == "Error"
        if one.kind in ("Say", "Play", "Error"):
            console.print(f"[bold green]line[/]   {one.text}", highlight=False, markup=True)
        elif one.kind in NOTICES:
            console.print(f"[dim]({NOTICES[one.kind]})[/]")
    return broke
