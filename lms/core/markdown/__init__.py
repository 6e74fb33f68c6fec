"""Markdown into HTML that is safe to show.

``render`` converts at once and suits texts of known authors in a job; ``render_safely`` has a time limit and suits
everything that people type. Both give the same HTML for the same text.
"""

from lms.core.markdown.anchors import find_anchor, slug
from lms.core.markdown.bind import bind, is_remote
from lms.core.markdown.convert import convert
from lms.core.markdown.rendering import convert_safely, render, render_safely
from lms.core.markdown.types import Converted, Counts, Heading, Options, Rendered, Resolver

__all__ = [
    "Converted",
    "Counts",
    "Heading",
    "Options",
    "Rendered",
    "Resolver",
    "bind",
    "convert",
    "convert_safely",
    "find_anchor",
    "is_remote",
    "render",
    "render_safely",
    "slug",
]
