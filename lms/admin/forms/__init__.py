"""Shapes of input of the administrators' pages, one file per subject."""
