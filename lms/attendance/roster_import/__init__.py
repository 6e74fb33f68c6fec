"""Rosters of the official terminal: reading them, finding the people, and what differs from our own events. Pure."""
