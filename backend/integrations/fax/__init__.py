"""Sending a fax: interface and the local folder."""
