"""Shapes of what people send, one file per subject."""
