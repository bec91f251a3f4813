"""A chat in the terminal, through the same interface as the web page's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import httpx
from rich.console import Console

from backend.errors import Unavailable
from backend.settings import Settings


def play_chat(settings: Settings, lines: Iterable[str] | None, console: Console) -> int:
    """Chat until the script or the keyboard ends. Raises Unavailable when nothing answers."""
    address = f"http://{settings.host}:{settings.port}"
    script = iter(lines) if lines is not None else None
    with httpx.Client(base_url=address, timeout=30) as client:
        try:
            opened = client.post("/chat/sessions", json={}).raise_for_status().json()
        except httpx.HTTPError:
            raise Unavailable("no_backend", f"Nothing answers at {address}. Start it with 'claimline demo'.") from None
        client.headers["Authorization"] = f"Bearer {opened['token']}"
        show(opened["messages"], console)
        while True:
            try:
                text = next(script) if script is not None else console.input("[bold cyan]you[/] > ")
            except (StopIteration, EOFError, KeyboardInterrupt):
                return 0
            if script is not None:
                console.print(f"[bold cyan]you[/] > {text}", highlight=False)
            answer = client.post(
                "/chat/messages", json={"text": text}, headers={"Idempotency-Key": str(uuid4())}
            ).json()
            if "messages" not in answer:
                console.print(f"[red]{answer.get('message')}[/]")
                continue
            show(answer["messages"], console)
            if answer["owner"] != "assistant":
                console.print(f"[dim](owner: {answer['owner']})[/]")


def show(messages: list[dict[str, Any]], console: Console) -> None:
    """Print messages and their buttons."""
    for message in messages:
        console.print(f"[bold green]{message.get('from', 'assistant')}[/] > {message['text']}", highlight=False)
        titles = [button["title"] for button in message.get("buttons") or []]
        if titles:
            console.print(f"[dim]  [{'] ['.join(titles)}][/]", markup=True)
