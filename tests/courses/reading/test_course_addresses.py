"""Where addresses lead."""

from __future__ import annotations

import unicodedata

import pytest

from lms.courses.reading.addresses import Addresses
from lms.courses.reading.sources.files import files_from
from lms.courses.reading.types import ImageState, Leads

PATHS = [
    "README.md",
    "a/README.md",
    "a/x y.md",
    "a/한글.md",
    "b/z.md",
    "img/Pic.PNG",
    "a/data.csv",
    "static/s.png",
    "c/d/e.md",
]
FILES = files_from("c", dict.fromkeys(PATHS, 1), lambda _: b"")
ADDRESSES = Addresses(FILES, {path: path for path in PATHS if path.endswith(".md")})


@pytest.mark.parametrize(
    ("address", "leads", "key"),
    [
        ("x%20y.md", Leads.LESSON, "a/x y.md"),
        ("<x y.md>".strip("<>"), Leads.LESSON, "a/x y.md"),
        ("%ED%95%9C%EA%B8%80.md#절", Leads.LESSON, "a/한글.md"),
        (unicodedata.normalize("NFD", "한글.md"), Leads.LESSON, "a/한글.md"),
        ("../README.md", Leads.LESSON, "README.md"),
        ("..", Leads.LESSON, "README.md"),
        ("../b/Z.md", Leads.LESSON, "b/z.md"),
        ("/b/z.md", Leads.LESSON, "b/z.md"),
        ("/b/z", Leads.LESSON, "b/z.md"),
        ("../b/z.html", Leads.LESSON, "b/z.md"),
        ("./", Leads.LESSON, "a/README.md"),
        ("../c/", Leads.LESSON, "c/d/e.md"),
        ("data.csv?raw=true", Leads.FILE, "a/data.csv"),
        ("https://example.org/x.md", Leads.EXTERNAL, ""),
        ("mailto:a@example.org", Leads.EXTERNAL, ""),
        ("nowhere.md", Leads.BROKEN, ""),
        ("../../outside.md", Leads.BROKEN, ""),
        ("../../README.md", Leads.BROKEN, ""),
        ("info:x", Leads.BROKEN, ""),
        ("", Leads.BROKEN, ""),
    ],
)
def test_links(address: str, leads: Leads, key: str) -> None:
    found = ADDRESSES.link("a/한글.md", address)
    assert (found.leads, found.key) == (leads, key)


@pytest.mark.parametrize(
    ("address", "state", "path", "case_differs"),
    [
        ("../img/Pic.PNG", ImageState.SHOWN, "img/Pic.PNG", False),
        ("../img/pic.png", ImageState.SHOWN, "img/Pic.PNG", True),
        ("../img/Pic.PNG?raw=true", ImageState.SHOWN, "img/Pic.PNG", False),
        ("/img/Pic.PNG", ImageState.SHOWN, "img/Pic.PNG", False),
        ("/s.png", ImageState.SHOWN, "static/s.png", False),
        ("https://example.org/a.png", ImageState.REMOTE, "", False),
        ("//example.org/a.png", ImageState.REMOTE, "", False),
        ("data:image/png;base64,AA", ImageState.MISSING, "", False),
        ("../../etc/passwd", ImageState.MISSING, "", False),
    ],
)
def test_images(address: str, state: ImageState, path: str, case_differs: bool) -> None:
    found = ADDRESSES.image("a/README.md", address)
    assert (found.state, found.path, found.case_differs) == (state, path, case_differs)


def test_fragments_are_kept() -> None:
    assert ADDRESSES.link("README.md", "a/한글.md#%EC%A0%88").fragment == "%EC%A0%88"
