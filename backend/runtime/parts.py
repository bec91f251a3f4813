"""The running parts: how each is started, when it is ready, and one supervisor that keeps them all alive."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import httpx
import structlog

from backend.errors import Unavailable
from backend.integrations.rasa.archives import ARITHMETIC, QUIET, RASA_PYTHON, die_with_parent, promoted_file
from backend.kit.files import write_whole
from backend.settings import PROJECT, Settings

log = structlog.get_logger()
GRACE_SECONDS = 8.0
BACKOFF_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


@dataclass(slots=True)
class Part:
    """One process: its command, its log file, and the address that answers 200 once it is ready."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    ready_url: str | None = None
    ready_headers: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started_at: float = 0.0
    restart_at: float = 0.0

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=PROJECT,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self.started_at = time.monotonic()
        run = self.log.parent.parent / "run"
        run.mkdir(exist_ok=True)
        write_whole(run / f"{self.name}.pid", str(self.process.pid))

    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def ready(self) -> bool:
        if self.ready_url is None:
            return not self.died()
        try:
            return httpx.get(self.ready_url, headers=self.ready_headers, timeout=2).status_code == 200
        except httpx.HTTPError:
            return False


def parts_of(settings: Settings, database_url: str, model: Path) -> list[Part]:
    """Every process of one machine."""
    logs = settings.var / "logs"
    ours = {
        "CLAIMLINE_DATABASE_URL": database_url,
        "CLAIMLINE_VAR": str(settings.var),
        "CLAIMLINE_PORT": str(settings.port),
    }
    for name in ("gateway_secret", "service_token", "twilio_token"):
        settings.secret(name)
    rasa = _for_rasa(settings, database_url)
    rasa_port, action_port = str(urlsplit(settings.rasa_url).port), str(urlsplit(settings.action_url).port)
    run_rasa = [str(RASA_PYTHON), "-m", "rasa", "run", "-m", str(model), "--endpoints", "assistant/endpoints.yml"]
    run_rasa += ["--credentials", "assistant/credentials.yml", "-i", "127.0.0.1", "-p", rasa_port]
    run_actions = [str(RASA_PYTHON), "-m", "rasa_sdk", "--actions", "actions", "--port", action_port]
    serve = [sys.executable, "-m", "uvicorn", "backend.app:create_app", "--factory", "--host", settings.host]
    serve += [
        "--port",
        str(settings.port),
        "--forwarded-allow-ips",
        settings.trusted_proxies,
        "--no-access-log",
        "--log-level",
        "warning",
        "--timeout-graceful-shutdown",
        "3",
    ]
    work = [sys.executable, "-m", "backend.cli", "worker"]
    return [
        Part("rasa", run_rasa, rasa, logs / "rasa.log", f"{settings.rasa_url}/webhooks/gateway/health"),
        Part("actions", run_actions, rasa, logs / "actions.log", f"{settings.action_url}/health"),
        Part("backend", serve, ours, logs / "backend.log", f"http://127.0.0.1:{settings.port}/health"),
        *(Part(f"worker-{n + 1}", work, ours, logs / f"worker-{n + 1}.log") for n in range(settings.workers)),
    ]


def _for_rasa(settings: Settings, database_url: str) -> dict[str, str]:
    """What Rasa and the action server read from their environment: of secrets only where they lie."""
    secrets = settings.var / "secrets"
    return {
        **QUIET,
        "LOG_LEVEL": "INFO",
        "MAX_NUMBER_OF_PREDICTIONS": "8",
        "SANIC_HOST": "127.0.0.1",
        "CLAIMLINE_RASA_DATABASE_URL": database_url.replace("postgresql+psycopg://", "postgresql://", 1),
        "CLAIMLINE_GATEWAY_SECRET_FILE": str(secrets / "gateway_secret"),
        "CLAIMLINE_SERVICE_TOKEN_FILE": str(secrets / "service_token"),
        "CLAIMLINE_ACTION_URL": f"{settings.action_url}/webhook",
        "CLAIMLINE_BACKEND_URL": f"http://127.0.0.1:{settings.port}",
        "CLAIMLINE_MODELS": str(settings.models),
        "CLAIMLINE_PROMOTED_FILE": str(promoted_file(settings)),
        **ARITHMETIC,
    }


def check_ports(settings: Settings) -> None:
    """Say which port is taken, and by which setting it can be moved, before anything is started."""
    wanted = [
        ("CLAIMLINE_PORT", settings.port),
        ("CLAIMLINE_RASA_URL", urlsplit(settings.rasa_url).port),
        ("CLAIMLINE_ACTION_URL", urlsplit(settings.action_url).port),
    ]
    for name, port in wanted:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port or 0))
            except OSError:
                raise Unavailable(
                    "port_in_use",
                    f"Port {port} is in use by another program. Stop it, or choose another one with {name}.",
                ) from None


class Supervisor:
    """Starts all parts, restarts the one that dies, and takes everything down at the end."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self.stopping = False

    def start(self, *, working: bool = True) -> None:
        """Start what does not run yet; without ``working`` no worker, so that no job runs until the next call."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        for part in self.parts:
            if part.process is None and (working or not part.name.startswith("worker")):
                part.start()

    def wait_ready(self, seconds: float, tell: Callable[[str], None]) -> None:
        """Until every part answers. Raises Unavailable naming the parts that did not, and where their logs lie."""
        end = time.monotonic() + seconds
        waiting = list(self.parts)
        while waiting and not self.stopping:
            self.tend()
            for part in [one for one in waiting if one.ready()]:
                tell(f"{part.name} is ready")
                waiting.remove(part)
            if time.monotonic() > end:
                names = ", ".join(part.name for part in waiting)
                raise Unavailable("not_ready", f"{names} did not start in {seconds:.0f} seconds; see {waiting[0].log}.")
            time.sleep(0.1)

    def tend(self) -> None:
        """Restart what died, later and later while it keeps dying."""
        now = time.monotonic()
        for part in self.parts:
            if part.died() and part.restart_at <= part.started_at:
                part.deaths = part.deaths + 1 if now - part.started_at < 60 else 1
                part.restart_at = now + BACKOFF_SECONDS[min(part.deaths, len(BACKOFF_SECONDS)) - 1]
                log.warning("part_died", part=part.name, exit_code=part.process.returncode if part.process else None)
            if part.died() and now >= part.restart_at:
                part.start()
                log.info("part_restarted", part=part.name)

    def keep_alive(self) -> None:
        while not self.stopping:
            self.tend()
            time.sleep(0.2)

    def stop(self) -> None:
        """End every part: asked first, killed when it does not go."""
        running = [part.process for part in self.parts if part.process and part.process.poll() is None]
        for process in running:
            process.terminate()
        end = time.monotonic() + GRACE_SECONDS
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, end - time.monotonic()))
            if process.poll() is None:
                process.kill()
                process.wait()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
