"""Texts as tokens that do not change with spacing, case, punctuation or the names of variables."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_FENCE = re.compile(r"^(```|~~~)[^\n]*\n.*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_CODE_LINE = re.compile(r"[;{}=()\[\]<>]|^\s*(def|class|import|from|return|if|for|while|SELECT|select)\b")
_PROSE = re.compile(r"[가-힣]|[^\W\d_가-힣]{1,3}|\d+")
_CODE = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*|//[^\n]*|\d[\w.]*|[^\W\d]\w*|[^\s\w]")
_WORDS = """
and as assert async await break case catch class const continue def default del delete do elif else enum except export
extends false final finally for from function global if import in instanceof interface is lambda let new none not null
or pass private public raise return select static super switch this throw true try typeof var void while with yield
where join group order by insert update into values print len range self
"""
_KEYWORDS = frozenset(_WORDS.split())
Found = list[tuple[str, int, int]]
"""Tokens with where they begin and end."""


class Tokens:
    """A stream: one number a token, and where in the text each begins and ends."""

    __slots__ = ("ends", "numbers", "starts")

    def __init__(self, found: Found) -> None:
        self.numbers: NDArray[np.uint64] = np.array([zlib.crc32(text.encode()) for text, _, _ in found], np.uint64)
        self.starts = [start for _, start, _ in found]
        self.ends = [end for _, _, end in found]

    def __len__(self) -> int:
        return len(self.starts)


def tokens_of(text: str) -> tuple[Tokens, Tokens]:
    """The prose and the code of a text, each as a stream of its own."""
    prose: Found = []
    code: Found = []
    at = 0
    for fence in _FENCE.finditer(text):
        _mixed(text, at, fence.start(), prose=prose, code=code)
        inner = text.index("\n", fence.start()) + 1
        code.extend(_code(text, inner, max(inner, fence.end() - 3)))
        at = fence.end()
    _mixed(text, at, len(text), prose=prose, code=code)
    return Tokens(prose), Tokens(code)


def _mixed(
    text: str, start: int, end: int, prose: list[tuple[str, int, int]], code: list[tuple[str, int, int]]
) -> None:
    """Lines outside fences: those that look like code (files of code have no fences), and the rest."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        looks = len(_CODE_LINE.findall(line)) >= 2 and not re.search(r"[가-힣]{2}", line.split("#")[0])
        (code if looks else prose).extend((_code if looks else _prose)(text, at, at + len(line)))
        at += len(line)


def _prose(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _PROSE.finditer(text, start, end):
        yield match.group().casefold(), match.start(), match.end()


def _code(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _CODE.finditer(text, start, end):
        word = match.group()
        if word.startswith(("#", "//")):
            continue
        yield _kind(word), match.start(), match.end()


def _kind(word: str) -> str:
    first = word[0]
    if first in "\"'":
        return "s"
    if first.isdigit():
        return "0"
    if first.isalpha() or first == "_":
        low = word.casefold()
        return low if low in _KEYWORDS else "n"
    return word
