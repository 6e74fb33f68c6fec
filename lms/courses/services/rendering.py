"""From Markdown to the HTML that a revision keeps: converted side by side within a budget, then given addresses."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from lms.core.markdown import Converted, Options, Rendered, bind, convert_safely
from lms.core.markdown.pool import SIZE
from lms.core.markdown.rendering import as_written
from lms.courses.addresses import asset_address, lesson_address
from lms.courses.types import CourseDraft, KeptBytes, TextDraft

Progress = Callable[[int, int], None]
"""Told how many texts of how many are converted; may raise to stop."""

ConvertedTexts = Mapping[tuple[str, str], Converted | None]
"""Converted texts by lesson's key and language; None where one is too large or too slow and is shown as written."""

LARGEST_TEXT = 1024 * 1024
HIDDEN = frozenset({"instructor"})


def silent(_done: int, _total: int) -> None:
    """Nobody wants to know."""
    return


def convert_texts(draft: CourseDraft, progress: Progress = silent) -> ConvertedTexts:
    """Every text of a draft."""
    texts = [(part.key, text) for module in draft.modules for part in module.lessons for text in part.texts]
    converted: dict[tuple[str, str], Converted | None] = {}
    with ThreadPoolExecutor(SIZE) as workers:
        found = workers.map(lambda entry: convert_text(entry[1]), texts)
        try:
            for done, ((key, text), result) in enumerate(zip(texts, found, strict=True), 1):
                converted[key, text.language] = result
                progress(done, len(texts))
        except BaseException:
            workers.shutdown(cancel_futures=True)
            raise
    return converted


def convert_text(text: TextDraft) -> Converted | None:
    """One text, without its title and without notes that are for instructors."""
    options = Options(language="en" if text.language == "en" else "ko", hidden_boxes=HIDDEN, without_title=True)
    return convert_safely(text.body, options, max_bytes=LARGEST_TEXT)


@dataclass
class Renderings:
    """Gives converted texts the addresses of one revision; ``ids`` are its lessons by key."""

    converted: ConvertedTexts
    assets: Mapping[str, bytes | KeptBytes]
    revision_id: int
    ids: dict[str, int] = field(default_factory=dict)

    def of(self, key: str, text: TextDraft) -> Rendered:
        """The HTML of a lesson's text."""
        converted = self.converted[key, text.language]
        if converted is None:
            return as_written(text.body)
        folder = posixpath.dirname(key)
        return bind(
            converted,
            resolve_link=lambda target: self._link(folder, text, target),
            resolve_image=lambda target: self._image(folder, text, target),
        )

    def _link(self, folder: str, text: TextDraft, target: str) -> str | None:
        key, _hash, fragment = text.links.get(target, "").partition("#")
        path, _hash, anchor = target.partition("#")
        if not path:
            return target
        for candidate, place in ((key, fragment), *((found, anchor) for found in candidates(folder, path))):
            if candidate in self.ids:
                return lesson_address(self.ids[candidate]) + (f"#{place}" if place else "")
            if candidate in self.assets:
                return asset_address(self.revision_id, candidate)
        return None

    def _image(self, folder: str, text: TextDraft, target: str) -> str | None:
        for candidate in (text.images.get(target, ""), *candidates(folder, target)):
            if candidate in self.assets:
                return asset_address(self.revision_id, candidate)
        return None


def candidates(folder: str, path: str) -> list[str]:
    """Where a relative address may lead: beside the lesson, beside its translations, a folder's README, the top."""
    if path.startswith("/"):
        return [path.lstrip("/")]
    base = posixpath.normpath(posixpath.join(folder, path))
    above = posixpath.normpath(posixpath.join(folder, "translations", path))
    places = [base, above]
    return places + [posixpath.join(place, "README.md") for place in places]
