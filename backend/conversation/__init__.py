"""Talking with callers: channels → turns → callers, handoffs → ownership; each imports only what stands to its right."""
