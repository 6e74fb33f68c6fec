"""Text to HTML in one call, with and without a time limit."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from lms.core.markdown.bind import bind
from lms.core.markdown.convert import convert, normalise
from lms.core.markdown.pool import TooSlow, shared_pool
from lms.core.markdown.types import Converted, Options, Rendered, Resolver

BUDGET_SECONDS = 2.0
TRAINEE_BYTES = 64 * 1024
"""UTF-8 bytes of a text that a person types into a form."""

_SHORT = 1_000
_FEW = 24
_MARKS = re.compile(r"[\[\]()<>`$&*_~|{}\\]")


def render(
    text: str,
    *,
    resolve_link: Resolver | None = None,
    resolve_image: Resolver | None = None,
    id_prefix: str = "md-",
    language: str = "ko",
    hidden_boxes: Collection[str] = (),
    without_title: bool = False,
    show_remote_images: bool = False,
) -> Rendered:
    """Convert at once, without a time limit.

    ``language`` is the one of the box titles; the other options are those of ``Options`` and ``bind``.
    """
    options = Options(id_prefix, language, frozenset(hidden_boxes), without_title)
    return bind(
        convert(text, options),
        resolve_link=resolve_link,
        resolve_image=resolve_image,
        show_remote_images=show_remote_images,
    )


def render_safely(
    text: str,
    *,
    resolve_link: Resolver | None = None,
    resolve_image: Resolver | None = None,
    id_prefix: str = "md-",
    language: str = "ko",
    hidden_boxes: Collection[str] = (),
    without_title: bool = False,
    show_remote_images: bool = False,
    budget_seconds: float = BUDGET_SECONDS,
    max_bytes: int = TRAINEE_BYTES,
) -> Rendered:
    """Convert within ``budget_seconds`` in a separate process.

    A text that is larger than ``max_bytes`` (UTF-8), takes too long or breaks the renderer comes back escaped, with
    ``fallback`` set. Short texts with few marks are converted here: their worst case is bounded.
    """
    options = Options(id_prefix, language, frozenset(hidden_boxes), without_title)
    converted = convert_safely(text, options, budget_seconds=budget_seconds, max_bytes=max_bytes)
    if converted is None:
        return as_written(text)
    return bind(
        converted,
        resolve_link=resolve_link,
        resolve_image=resolve_image,
        show_remote_images=show_remote_images,
    )


def convert_safely(
    text: str,
    options: Options,
    *,
    budget_seconds: float = BUDGET_SECONDS,
    max_bytes: int = TRAINEE_BYTES,
) -> Converted | None:
    """The first half of ``render_safely``; ``None`` where that would fall back."""
    try:
        return _within(text, options, budget_seconds, max_bytes)
    except TooSlow:
        return None


def _within(text: str, options: Options, seconds: float, max_bytes: int) -> Converted:
    if len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        raise TooSlow("too large")
    if is_bounded(text):
        return convert(text, options)
    return shared_pool().convert(text, options, seconds)


def is_bounded(text: str) -> bool:
    """Whether a text is so short and plain that no pattern can take long on it."""
    return len(text) <= _SHORT and len(_MARKS.findall(text)) <= _FEW


def as_written(text: str) -> Rendered:
    """The text itself, escaped, line by line."""
    return Rendered(html=f'<pre class="plain" tabindex="0">{escape(normalise(text))}</pre>', fallback=True)
