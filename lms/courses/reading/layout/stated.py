"""Which files state an order of their own, and who reads each: the order of trust."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lms.courses.reading.layout.bookish import (
    from_bookdown,
    from_carpentries,
    from_mkdocs,
    from_myst,
    from_quarto,
    from_toc,
)
from lms.courses.reading.layout.plan import Find, Plan
from lms.courses.reading.layout.scripts import from_press_config, from_sidebars
from lms.courses.reading.layout.summaries import from_sidebar, from_summary, from_toctree

Reader = Callable[[str, Find], Plan | None]

STATED: Mapping[str, Reader] = {
    "SUMMARY.md": from_summary,
    "src/SUMMARY.md": from_summary,
    "docs/SUMMARY.md": from_summary,
    "docs/TOC.md": from_summary,
    "config.yaml": from_carpentries,
    "mkdocs.yml": from_mkdocs,
    "mkdocs.yaml": from_mkdocs,
    "_toc.yml": from_toc,
    "book/_toc.yml": from_toc,
    "docs/_toc.yml": from_toc,
    "_quarto.yml": from_quarto,
    "myst.yml": from_myst,
    "_bookdown.yml": from_bookdown,
    "sidebars.js": from_sidebars,
    "sidebars.ts": from_sidebars,
    "website/sidebars.js": from_sidebars,
    "_sidebar.md": from_sidebar,
    "docs/_sidebar.md": from_sidebar,
    **{
        f"{folder}.{press}/config.{ending}": from_press_config
        for folder in ("docs/", "", "src/")
        for press in ("vitepress", "vuepress")
        for ending in ("js", "mjs", "mts", "ts")
    },
    "index.md": from_toctree,
    "docs/index.md": from_toctree,
}
"""File that states an order, and its reader, in the order of trust."""
