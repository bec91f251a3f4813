"""What Rasa does anew at every turn and need not: checking the schema of an action's answer, opening a connection to the
action server, writing every slot into a line of the log.

Each is the same work done once (decisions/0155); what is checked and what is sent stay as they were.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import aiohttp
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.processor import MessageProcessor
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

SECONDS = 10.0
CONNECTIONS_MAX = 50


class KeptOpen(EndpointConfig):
    """An endpoint whose connections are used again."""

    _session: aiohttp.ClientSession | None = None

    async def request(self, method: str = "post", **options: Any) -> Any:
        """POSTs JSON and answers what comes back. Raises what Rasa's own way raises."""
        async with self._open().post(str(self.url), json=options.get("json")) as response:
            if response.status >= 400:
                raise ClientResponseError(response.status, str(response.reason), await response.text())
            return await response.json()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=SECONDS),
                # below the five seconds after which the action server closes what is idle
                connector=aiohttp.TCPConnector(limit=CONNECTIONS_MAX, keepalive_timeout=3.0),
            )
        return self._session


@cache
def _checked_once() -> Validator:
    form = RemoteAction.action_response_format_spec()
    kind = validator_for(form)
    kind.check_schema(form)
    return kind(form)


def _validate(self: RemoteAction, result: dict[str, Any]) -> bool:
    _checked_once().validate(result)
    return True


def _no_slots_in_logs(tracker: Any) -> None:
    """Slots hold what callers said; no log of ours shows them, at whatever level."""


def apply() -> None:
    """Put these in the place of Rasa's own, once a process."""
    RemoteAction._validate_action_result = _validate
    MessageProcessor._log_slots = staticmethod(_no_slots_in_logs)
