"""One ConversationRelay session: streamed speech in, text out, the same turns as by gather."""

from __future__ import annotations

import asyncio
import hmac
from dataclasses import dataclass
from uuid import UUID

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect

from backend.conversation.channels.voice import line, service
from backend.conversation.channels.voice import relay_messages as messages
from backend.conversation.channels.voice.errors import NotACall
from backend.conversation.channels.voice.parts import InParts
from backend.conversation.channels.voice.repository import SLOWER, CallRepository
from backend.conversation.ownership import service as ownership
from backend.conversation.turns import service as turns
from backend.conversation.turns.errors import ConversationOver, TurnBusy
from backend.conversation.turns.exchange import Reply, Said
from backend.conversation.turns.pool import in_turn_thread
from backend.conversation.turns.sentences import APOLOGY
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueEngine
from backend.kit.clock import Clock
from backend.kit.ids import new_id
from backend.staff.counting.service import keyed_hash

log = structlog.get_logger()
SETUP_SECONDS = 5.0
KEY_GAP_SECONDS = 2.5
"""After so long without another key the keys pressed are an answer."""
SILENCE_SECONDS = 8.0
CHARACTERS_PER_SECOND = 14.0
"""How fast the line speaks: silence counts from when it has finished."""
FORBIDDEN = 1008
TRIES = 3


def password(call_sid: str) -> str:
    """What our TwiML gives a call along; nobody else can open a session for it."""
    return keyed_hash(f"relay:{call_sid}")


@dataclass(slots=True)
class Session:
    """An accepted socket, from setup to end."""

    socket: WebSocket
    engine: DialogueEngine
    clock: Clock
    id: str = ""
    """Of this socket, so that a second one of the same call repeats nothing."""
    conversation_id: UUID | None = None
    turns: int = 0
    keys: str = ""
    said_before: str = ""
    """The parts of a prompt that still goes on."""
    expects: str | None = None
    patience: float = SILENCE_SECONDS

    async def run(self) -> None:
        """Until the call ends, goes back to TwiML, or the socket closes."""
        try:
            if await self._begin():
                while await self._next():
                    pass
        except WebSocketDisconnect:
            return
        except Exception as error:
            log.error("relay_broke", error_class=type(error).__name__)
            await self._send([*messages.spoken([APOLOGY]), messages.end("person")])

    async def _begin(self) -> bool:
        try:
            setup = messages.read(await asyncio.wait_for(self.socket.receive_text(), SETUP_SECONDS))
        except TimeoutError:
            setup = None
        if not isinstance(setup, messages.Setup) or not hmac.compare_digest(
            password(setup.call_sid).encode(), setup.parameters.get("password", "").encode()
        ):
            await self.socket.close(FORBIDDEN)
            return False
        form = {"CallSid": setup.call_sid, "From": setup.caller}
        try:
            self.conversation_id = await in_turn_thread(lambda: service.conversation_of(form, self.clock))
        except NotACall:
            await self.socket.close(FORBIDDEN)
            return False
        self.id = new_id().hex
        return await self._take("turn:0", Said("start"))

    async def _next(self) -> bool:
        """One message of the caller's, or their silence; whether the session goes on."""
        wait = KEY_GAP_SECONDS if self.keys else self.patience
        try:
            text = await asyncio.wait_for(self.socket.receive_text(), wait)
        except TimeoutError:
            said = line.said_of("", self.keys, "")
            self.keys = ""
            return await self._said(said)
        message = messages.read(text) if len(text) <= messages.MESSAGE_LENGTH_MAX else None
        match message:
            case messages.Prompt(text=words, last=last):
                self.said_before = f"{self.said_before} {words}".strip()
                if not last:
                    return True
                words, self.said_before, self.keys = self.said_before, "", ""
                return await self._said(line.said_of(words, "", ""))
            case messages.Key(digit=digit):
                return await self._key(digit)
            case messages.Interrupt(heard=heard):
                await in_turn_thread(lambda: self._note_heard(heard))
        return True

    async def _key(self, digit: str) -> bool:
        if digit != "#":
            self.keys += digit
        whole = line.DIGITS.get(self.expects or "")
        if digit != "#" and (whole is None or len(self.keys) < whole):
            return True
        keys, self.keys = self.keys, ""
        return await self._said(line.said_of("", keys, "", "#"))

    async def _said(self, said: Said) -> bool:
        self.turns += 1
        return await self._take(f"relay:{self.id}:{self.turns}", said)

    async def _take(self, key: str, said: Said) -> bool:
        """Take the turn and speak the answer; whether the caller has the word then."""
        for _ in range(TRIES):
            try:
                reply = await in_turn_thread(lambda: self._answer(key, said))
            except TurnBusy:
                continue
            except ConversationOver:
                await self._send([messages.end("over")])
                return False
            return await self._speak(reply)
        await self._send([*messages.spoken([APOLOGY]), messages.end("person")])
        return False

    def _answer(self, key: str, said: Said) -> Reply:
        assert self.conversation_id is not None, "turns come after setup"
        before = service.so_far(self.conversation_id)
        engine = InParts(self.engine, before.unsaid)
        return turns.take(self.conversation_id, key, before.meant(said), engine, self.clock)

    async def _speak(self, reply: Reply) -> bool:
        if reply.hung_up:
            await self._send([messages.end("over")])
            return False
        if reply.intent == SLOWER and reply.owner == "assistant":
            await self._send([messages.end("slower")])  # the stream takes no markup: on by gather, which does
            return False
        said = [str(one["text"]) for one in reply.messages]
        said += line.keypad(reply, said)
        self.expects = reply.expects
        self.patience = SILENCE_SECONDS + sum(map(len, said)) / CHARACTERS_PER_SECOND
        listening = reply.owner == "assistant" and not reply.ended
        closing = [] if listening else [messages.end("over" if reply.ended else "person")]
        await self._send([*messages.spoken(said), *closing])
        return listening

    def _note_heard(self, heard: str) -> None:
        assert self.conversation_id is not None, "interrupts come after setup"
        with session_scope() as session:
            ownership.lock(session, self.conversation_id)
            CallRepository(session).note_heard(self.conversation_id, heard)

    async def _send(self, texts: list[str]) -> None:
        for text in texts:
            await self.socket.send_text(text)
