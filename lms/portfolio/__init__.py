"""Showing oneself: portfolio pages, cover letters and their reviews."""
