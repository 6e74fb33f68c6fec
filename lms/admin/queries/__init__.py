"""Reads of the administrators' screens, one file per subject."""
