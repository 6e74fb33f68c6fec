"""Completion, certificates and completion lists."""
