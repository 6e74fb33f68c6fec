"""The face: contrast of the palette, what the macros write, what the content policy forbids, and the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template, render_template_string
from jinja2 import nodes
from wtforms import BooleanField, Form, RadioField, StringField
from wtforms.validators import InputRequired

from lms.app import create_app
from lms.core.settings import Settings
from lms.core.web.pages import static_address

ROOT = Path(__file__).parents[3]
WEB = ROOT / "lms/core/web"
STATIC = WEB / "static"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
CSS = (STATIC / "css/baeum.css").read_text(encoding="utf-8")
THEMES = {
    "light": ':root, [data-theme="light"] {',
    "dark": '[data-theme="dark"] {',
    "dark by device": ":root:not([data-theme]) {",
}
TEXT, GRAPHIC = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
SOFT = ("primary-soft", "good-soft", "warn-soft", "bad-soft", "code")
PAIRS = [
    ("ink", ("ground", "surface", "mark", *SOFT, *(f"heat-{n}" for n in range(5))), TEXT),
    ("ink-soft", ("ground", "surface", *SOFT), TEXT),
    ("ink-faint", ("ground", "surface"), TEXT),
    ("primary", ("ground", "surface", "primary-soft", "code"), TEXT),
    ("primary-strong", ("surface", "primary-soft"), TEXT),
    ("on-primary", ("primary", "primary-strong"), TEXT),
    ("good", ("good-soft", "surface", "code"), TEXT),
    ("warn", ("warn-soft", "surface", "code"), TEXT),
    ("bad", ("bad-soft", "surface"), TEXT),
    ("line-strong", ("surface", "ground"), GRAPHIC),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(
        Settings(
            secret_key="a secret of the tests that nobody else uses",
            database_url="sqlite://",
            instance=tmp_path_factory.mktemp("instance"),
            testing=True,
        )
    )


@pytest.fixture
def page(app: Flask) -> Iterator[Flask]:
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        yield app


def render(macro: str, call: str, /, *, file: str | None = None, **values: object) -> str:
    source = f'{{% from "ui/{file or macro}.html" import {macro} %}}{{{{ {macro}({call}) }}}}'
    return render_template_string(source, **values)


def palette(selector: str) -> dict[str, str]:
    block = CSS.split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_the_published_formula() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("front", "back", "least"), [(front, back, least) for front, backs, least in PAIRS for back in backs]
)
def test_colours_contrast(theme: str, front: str, back: str, least: float) -> None:
    colours = palette(THEMES[theme])
    assert contrast(colours[front], colours[back]) >= least


def test_dark_is_the_same_by_choice_and_by_device() -> None:
    assert palette(THEMES["dark"]) == palette(THEMES["dark by device"]) != palette(THEMES["light"])


@pytest.mark.parametrize("query", ["prefers-color-scheme", "prefers-reduced-motion", "forced-colors", "print"])
def test_style_answers_to_the_reader(query: str) -> None:
    assert re.search(rf"@media \(?{query}", CSS)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_templates_hold_nothing_the_content_policy_forbids(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert not re.search(r"<[^>]*\s(style|on[a-z]+)\s*=", source)
    assert not re.search(r"<style|javascript:", source)
    assert all("src=" in tag and "csp_nonce()" in tag for tag in re.findall(r"<script[^>]*>", source))


def test_script_and_style_stay_small() -> None:
    assert (STATIC / "js/baeum.js").stat().st_size < 6_000
    assert len(CSS.encode()) < 40_000


def test_every_piece_of_the_font_is_there_and_none_is_idle() -> None:
    folder = STATIC / "vendor/pretendard-gov"
    named = set(re.findall(r"url\((woff2/[^)]+)\)", (folder / "fonts.css").read_text(encoding="utf-8")))
    assert named == {f"woff2/{piece.name}" for piece in (folder / "woff2").iterdir()}
    assert named


@pytest.mark.parametrize("folder", ["vendor/pretendard-gov", "vendor/htmx"])
def test_vendored_files_carry_their_licence(folder: str) -> None:
    assert (STATIC / folder / "LICENSE.txt").read_text(encoding="utf-8").strip()


def test_page_has_language_skip_link_and_one_heading(page: Flask) -> None:
    html = render_template("layout/error.html", title="Nothing here", status=404, detail="", reference="r-1")
    assert html.count("<h1>") == 1
    assert re.search(r'<html lang="(ko|en)"', html)
    assert html.index('class="skip-link" href="#content"') < html.index("<header")
    assert '<main id="content"' in html
    assert static_address("css/baeum.css") in html.replace("&amp;", "&")


@pytest.mark.parametrize(("status", "shown"), [(404, False), (500, True)])
def test_only_faults_show_a_reference(page: Flask, status: int, shown: bool) -> None:
    html = render_template("layout/error.html", title="Sorry", status=status, detail="", reference="r-4711")
    assert ("r-4711" in html) is shown


WAYS: Any = ["On site", "Remote"]  # the stubs know only the older pairs


class Joining(Form):
    name = StringField("Name", [InputRequired("Write your name.")])
    agrees = BooleanField("I agree")
    way = RadioField("Way", choices=WAYS)


def test_field_ties_label_hint_and_error_to_the_input(page: Flask) -> None:
    form = Joining(data={})
    assert not form.validate()
    html = render("field", "form.name, hint='As in your passport', autocomplete='name'", form=form)
    assert '<label for="name">' in html
    assert 'aria-describedby="name-hint name-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'autocomplete="name"' in html
    assert re.search(r'id="name-hint">As in your passport<', html)
    assert re.search(r'id="name-error">Write your name\.', html)


def test_field_without_hint_or_error_describes_nothing(page: Flask) -> None:
    html = render("field", "form.name", form=Joining())
    assert "aria-describedby" not in html
    assert "aria-invalid" not in html


def test_choices_are_grouped_under_a_legend(page: Flask) -> None:
    html = render("field", "form.way", form=Joining())
    assert "<legend>Way</legend>" in html
    assert html.count('type="radio"') == 2
    assert "On site" in html
    assert '<label class="choice">' in render("field", "form.agrees", form=Joining())


@pytest.mark.parametrize(("once", "names"), [("false", ["csrf_token"]), ("true", ["csrf_token", "_once"])])
def test_tokens(page: Flask, once: str, names: list[str]) -> None:
    html = render("tokens", f"once={once}", file="form")
    assert re.findall(r'name="(\w+)" value="[^"]+"', html) == names


def test_tag_says_its_state_in_words(page: Flask) -> None:
    html = render("tag", "'Present', 'good', '●'")
    assert html == '<span class="tag good"><span aria-hidden="true">●</span>Present</span>'
    assert render("tag", "'Open'") == '<span class="tag">Open</span>'


@pytest.mark.parametrize(("at", "pages", "links"), [(1, 1, []), (1, 3, [2]), (2, 3, [1, 3]), (3, 3, [2])])
def test_pager_leads_only_where_there_is_a_page(page: Flask, at: int, pages: int, links: list[int]) -> None:
    html = render("pager", "at, pages, address", at=at, pages=pages, address=lambda number: f"/list?page={number}")
    assert [int(number) for number in re.findall(r"page=(\d+)", html)] == links


def test_head_shows_the_way_and_what_to_do(page: Flask) -> None:
    html = render("head", "'Grades', 'Three are waiting', [('Courses', '/courses/')]", file="page")
    assert "<h1>Grades</h1><p>Three are waiting</p>" in html
    assert '<a href="/courses/">Courses</a>' in html
    assert "<nav" not in render("head", "'Grades'", file="page")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], {}),
        ([0, 9.99], {0: 2}),
        ([10, 19, 20], {1: 2, 2: 1}),
        ([89.9, 90, 99.5, 100], {8: 1, 9: 3}),
    ],
)
def test_spread_counts_every_grade_once(page: Flask, values: list[float], expected: dict[int, int]) -> None:
    html = render("spread", "values, 60, 'Grades'", file="charts", values=values)
    told = dict(re.findall(r"(\d+)–\d+: (\d+);", html))
    assert told == {str(step * 10): str(expected.get(step, 0)) for step in range(10)}


@pytest.mark.parametrize(("rows", "shares"), [([("a", 18), ("b", 9), ("c", 0)], [1, 0.5, 0]), ([("a", 0)], [0])])
def test_funnel_draws_shares_of_the_first(page: Flask, rows: list[tuple[str, int]], shares: list[float]) -> None:
    html = render("funnel", "rows, 'Outcomes'", file="charts", rows=rows)
    widths = [int(width) for width in re.findall(r'<rect[^>]* width="(\d+)"', html)]
    full = max(*widths, 1)
    assert [round(width / full, 2) for width in widths] == shares
    assert "Outcomes: " + "".join(f"{label} {count}; " for label, count in rows) in html


HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    ("macro", "file", "call"),
    [
        ("head", "page", "bad, bad, [(bad, bad)]"),
        ("empty", "empty", "bad, bad"),
        ("tag", "tag", "bad, bad, bad"),
        ("spread", "charts", "[50], 60, bad"),
        ("funnel", "charts", "[(bad, 1)], bad"),
        ("pager", "pager", "1, 2, address"),
    ],
)
def test_macros_escape_what_people_wrote(page: Flask, macro: str, file: str, call: str) -> None:
    html = render(macro, call, file=file, bad=HOSTILE, address=lambda _number: HOSTILE)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def signatures(app: Flask) -> Iterator[tuple[str, str]]:
    """File and signature of every public macro, as docs/components.md writes it."""
    for file in sorted((WEB / "templates/ui").glob("*.html")):
        tree = app.jinja_env.parse(file.read_text(encoding="utf-8"))
        for macro in tree.find_all(nodes.Macro):
            if not macro.name.startswith("_"):
                yield file.name, f"{macro.name}({', '.join(argument.name for argument in macro.args)})"


def test_reference_names_every_macro(app: Flask) -> None:
    text = (ROOT / "docs/components.md").read_text(encoding="utf-8")
    written = set(re.findall(r"^\| `(\w+\.html)` \| `([^`]+)` \|", text, re.MULTILINE))
    assert written == set(signatures(app))


def test_each_macro_file_says_what_it_takes() -> None:
    files = sorted((WEB / "templates/ui").glob("*.html"))
    assert [file.name for file in files if not file.read_text(encoding="utf-8").startswith("{#")] == []
