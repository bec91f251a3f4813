"""The conversation itself: one row, one lock, one owner, one live stream."""
