"""Setting up a centre where there is none."""
