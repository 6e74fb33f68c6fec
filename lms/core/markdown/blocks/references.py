"""Link reference definitions: ``[name]: address "title"`` at the head of a paragraph."""

from __future__ import annotations

import re

_DEFINITION = re.compile(
    r"[ ]{0,3}\[(?!\^)((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*"
    r"(<[^<>\n]*>|[^\s<]\S*)"
    r"(?:[ \t]*(?:\n[ \t]*|[ \t])(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?"
    r"[ \t]*(?:\n|$)"
)
_WITHOUT_TITLE = re.compile(
    r"[ ]{0,3}\[(?!\^)((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s<]\S*)[ \t]*(?:\n|$)"
)

References = dict[str, tuple[str, str | None]]


def name_of(label: str) -> str:
    """The form under which a label is stored and found."""
    return " ".join(label.split()).lower()


def take_references(text: str, found: References) -> str:
    """Move the definitions at the head of ``text`` into ``found`` (the first one of a name wins); give the rest."""
    while text.lstrip(" ").startswith("["):
        match = _DEFINITION.match(text) or _WITHOUT_TITLE.match(text)
        if match is None or not match[1].strip():
            break
        title = match[3][1:-1] if (match.lastindex or 0) >= 3 and match[3] else None
        found.setdefault(name_of(match[1]), (match[2].strip("<>"), title))
        text = text[match.end() :]
    return text
