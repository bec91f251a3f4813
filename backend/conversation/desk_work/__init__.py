"""Work on conversations that waits for agents beside the queue: replies that did not arrive."""
