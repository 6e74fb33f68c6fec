"""Requests about presence: excuses, leave, corrections. What may be asked, and what an approval makes of days. Pure."""
