"""Outcomes, cases of unplaced graduates and preparation sessions."""
