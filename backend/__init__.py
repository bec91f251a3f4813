"""Claimline's backend: the claims pipeline, the conversations about it and the people's pages."""
