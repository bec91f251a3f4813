"""Web chat: opaque tokens, strict JSON, a resumable stream."""
