"""Presence on class days and what follows from it."""
