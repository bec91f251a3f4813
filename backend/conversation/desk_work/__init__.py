"""Work on conversations that waits for agents beside the queue: calls asked for, replies that did not arrive."""
