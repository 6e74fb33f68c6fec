"""Checking in: codes that turn every ten seconds, events, and signals that a person looks at. Pure."""
