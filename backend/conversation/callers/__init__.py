"""Who is calling, what they may hear, and the door through which the actions ask (``/internal``)."""
