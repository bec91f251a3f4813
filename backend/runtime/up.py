"""``claimline up`` and ``claimline demo``: the database, the model, the demo world, then every part under one supervisor."""

from __future__ import annotations

import os
import shutil
import time

from rich.console import Console

from backend.database import database_url, engine
from backend.errors import Unavailable
from backend.integrations.rasa.archives import ensure_model
from backend.migrations import migrate
from backend.runtime.demo import ensure_demo_world, welcome
from backend.runtime.parts import Supervisor, check_ports, parts_of
from backend.settings import get_settings

FREE_GIGABYTES = 1.0
READY_SECONDS = 120.0
ONE_PLACE = (
    "[yellow]If a balancer stands before this machine, name it in CLAIMLINE_TRUSTED_PROXIES: until then everybody who comes "
    "through it counts as one caller, and one person's wrong passwords or flood of messages slow all of them.[/]"
)


def up(*, demo: bool) -> None:
    """Run until Ctrl-C. Raises Unavailable with one clear sentence when a part cannot start."""
    console = Console(stderr=True)
    settings = get_settings()
    settings.var.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(settings.var).free / 1e9 < FREE_GIGABYTES:
        raise Unavailable(
            "disk_full", f"The disk of {settings.var} has less than {FREE_GIGABYTES:.0f} GB free. Make room."
        )
    check_ports(settings)
    if settings.callers_look_alike:
        console.print(ONE_PLACE)
    started = time.monotonic()
    console.print("[dim]database …[/]")
    url = database_url()
    os.environ["CLAIMLINE_DATABASE_URL"] = url
    get_settings.cache_clear()
    migrate(engine())
    console.print("[dim]language model …[/]")
    model = ensure_model(settings)
    supervisor = Supervisor(parts_of(settings, url, model))
    try:
        supervisor.start(working=not demo)
        if demo:
            # days long past are lived through here, which the jobs of today would run into
            ensure_demo_world(settings, console)
            supervisor.start()
        supervisor.wait_ready(READY_SECONDS, lambda line: console.print(f"[dim]{line}[/]"))
        if not supervisor.stopping:
            console.print(f"[green]ready[/] after {time.monotonic() - started:.0f} s")
            welcome(settings, console, demo=demo)
            supervisor.keep_alive()
    finally:
        console.print("[dim]stopping …[/]")
        supervisor.stop()
        engine().dispose()
