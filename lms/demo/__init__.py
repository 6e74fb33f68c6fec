"""The demonstration centre."""
