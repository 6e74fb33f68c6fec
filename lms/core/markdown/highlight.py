"""Code blocks: classes for colours, no styles."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

LARGEST = 60_000
"""Characters beyond which a block is shown without colours."""

_NAME = re.compile(r"[\w+#.-]+")
_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)


def language_of(info: str) -> str:
    """The language in a fence's info string (``python``, ``{.python .x}``, ``js:app.js``), lower case, or ``""``."""
    match = _NAME.search(info.partition(":")[0].lstrip("{. "))
    return match[0].lower() if match else ""


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def code_block(code: str, language: str) -> str:
    """The HTML of a block of code."""
    lexer = _lexer(language) if language and len(code) <= LARGEST else None
    inner = highlight(code, lexer, _FORMATTER) if lexer and language != "mermaid" else escape(code, quote=False)
    css = "mermaid" if language == "mermaid" else "highlight"
    name = f' class="language-{re.sub(r"[^a-z0-9_-]", "-", language)}"' if language else ""
    return f'<pre class="{css}" tabindex="0"><code{name}>{inner}</code></pre>'
