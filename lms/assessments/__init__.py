"""Assigned work, peer reviews and grades."""
