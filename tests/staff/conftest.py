"""What tests of staff share with those of conversations."""

from __future__ import annotations

from tests.conversation.conftest import assistant, chat, signed_in

__all__ = ["assistant", "chat", "signed_in"]
