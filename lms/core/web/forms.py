"""The base of every form: CSRF token, messages in the reader's language."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SelectChoice  # type: ignore[attr-defined] # newer than the stubs

__all__ = ["Form", "SelectChoice"]


class Form(FlaskForm):
    """A form of the house. Its fields' labels are lazily translated."""

    def first_error(self) -> str:
        """The first message, for pages that show one line."""
        for messages in self.errors.values():
            for message in messages:
                return str(message)
        return ""
