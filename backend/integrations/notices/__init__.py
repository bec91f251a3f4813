"""Short notices to people outside (one-time codes, "your answer is ready"): interface and the local folder."""
