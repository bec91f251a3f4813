"""Several claims in one call: how far it has come, and where the next call takes it up."""
