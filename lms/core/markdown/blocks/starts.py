"""How blocks begin: the patterns of CommonMark, tables, boxes and footnotes."""

from __future__ import annotations

import re

RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
HEADING = re.compile(r"(#{1,6})(?:[ \t]|$)")
SETEXT = re.compile(r"(=+|-+)[ \t]*$")
FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$")
ITEM = re.compile(r"([-+*]|(\d{1,9})([.)]))(?=[ \t]|$)")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)$")
ATTRIBUTES = re.compile(r"\{:([^{}]*)\}[ \t]*$")

BOX_OPEN = re.compile(r":{3,}[ \t]*(?:\{([^{}]*)\}|([\w-]+)(?:\[([^\]]*)\])?)([^:]*)$")
BOX_CLOSE = re.compile(r":{3,}[ \t]*$")
INDENTED_BOX = re.compile(r'(?:!!!|\?\?\?\+?|===!?)[ \t]+([\w-]*)[\w \t-]*(?:"([^"]*)")?$')

TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_ATTRIBUTE = r"\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
_WHOLE_TAG = rf"(?:<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*$"

BLANK_END = ""
"""The end of raw HTML that lasts until a blank line."""

HTML_STARTS: tuple[tuple[re.Pattern[str], str, bool], ...] = (
    (re.compile(r"<(?:script|pre|style|textarea)(?=[\s>]|$)", re.I), r"(?i)</(?:script|pre|style|textarea)>", True),
    (re.compile(r"<!--"), r"-->", True),
    (re.compile(r"<\?"), r"\?>", True),
    (re.compile(r"<![A-Za-z]"), r">", True),
    (re.compile(r"<!\[CDATA\["), r"\]\]>", True),
    (re.compile(rf"</?(?:{_BLOCK_TAGS})(?=\s|/?>|$)", re.I), BLANK_END, True),
    (re.compile(_WHOLE_TAG), BLANK_END, False),
)
"""Pattern, pattern of the end, and whether it may interrupt a paragraph."""


def html_end(body: str, *, in_paragraph: bool) -> str | None:
    """The pattern that ends the raw HTML which begins here, ``""`` for a blank line, or ``None``."""
    if not body.startswith("<"):
        return None
    for start, end, interrupts in HTML_STARTS:
        if (interrupts or not in_paragraph) and start.match(body):
            return end
    return None
