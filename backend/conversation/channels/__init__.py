"""The channels: each translates between its wire and a turn, and nothing else."""
