"""The programs' face: /api/v1."""
