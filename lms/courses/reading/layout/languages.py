"""The language of a file, by its path or by its letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODES_WORDS = """
    ar az bg bn br ca cs da de el en es et fa fi fr he hi hk hr hu id it ja ka kk km kn ko lt lv mk ml mn mo mr
    ms my ne nl no pa pcm pl pt pt-br pt-pt ro ru sk sl sr sv sw ta te th tl tr tw uk ur uz vi zh zh-cn zh-hans
    zh-hant zh-tw
"""
CODES = frozenset(_CODES_WORDS.split())
KEPT = ("ko", "en")
"""The languages that the system speaks; versions in others are left out unless asked for."""

_FOLDERS = frozenset(
    {"translations", "i18n", "l10n", "locale", "locales", "lang", "langs", "translation", "translated"}
)
_SUFFIX = re.compile(r"(.+?)[._-]([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)$")
_DOCUSAURUS = re.compile(r"(?:docusaurus-plugin-content-docs|docusaurus-plugin-content-pages)/(?:current/)?")
_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Place:
    """A path without its language; ``language`` is ``""`` where the path names none."""

    key: str
    language: str = ""


def code_of(name: str) -> str:
    """A language code in lower case with a hyphen, or ``""``."""
    code = name.lower().replace("_", "-")
    return {"kr": "ko", "ko-kr": "ko", "en-us": "en", "en-gb": "en", "ptbr": "pt-br"}.get(
        code, code if code in CODES else ""
    )


def place_of(path: str, tops: frozenset[str]) -> Place:
    """Where a file belongs.

    Known: ``translations/ko/x.md``, ``x/translations/README.ko.md``, ``README.ko.md``, ``ko/x.md`` beside ``en/``;
    ``tops`` are the top-level folders that hold one language each.
    """
    parts = path.split("/")
    language = ""
    for depth, part in enumerate(parts[:-1]):
        after = code_of(parts[depth + 1]) if depth + 1 < len(parts) - 1 else ""
        if part.lower() in _FOLDERS and after:
            language = after
            del parts[depth : depth + 2]
            break
        if part.lower() in _FOLDERS and depth == len(parts) - 2 and _suffix(parts[-1])[1]:
            del parts[depth]
            break
        if "/".join(parts[: depth + 1]) in tops:
            language = code_of(part)
            del parts[depth]
            break
    name, suffix = _suffix(parts[-1])
    parts[-1] = name
    return Place(_DOCUSAURUS.sub("", "/".join(parts)), suffix or language)


def _suffix(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    match = _SUFFIX.match(stem)
    if match is None or not dot:
        return name, ""
    separated_by_dot = stem[len(match[1])] == "."
    if not separated_by_dot and match[1].lower() not in {"readme", "index"}:
        return name, ""
    code = code_of(match[2])
    return (f"{match[1]}.{extension}", code) if code else (name, "")


def language_folders(paths: list[str]) -> frozenset[str]:
    """Folders near the top that hold the same course in one language each (``en`` and ``ko`` side by side)."""
    found: dict[str, set[str]] = {}
    for path in paths:
        parts = path.split("/")[:-1]
        for depth in range(min(len(parts), 5)):
            if code_of(parts[depth]):
                found.setdefault("/".join(parts[:depth]), set()).add(parts[depth])
    kept: set[str] = set()
    for parent, names in found.items():
        if {code_of(name) for name in names} & set(KEPT):
            kept |= {f"{parent}/{name}" if parent else name for name in names}
    return frozenset(kept)


def language_of_text(text: str) -> str:
    """``ko`` if a good part of the letters are Hangul, else ``en``."""
    sample = text[:20_000]
    letters = len(_LETTER.findall(sample))
    return "ko" if letters and len(_HANGUL.findall(sample)) >= 0.12 * letters else "en"
