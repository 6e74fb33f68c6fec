"""What authors write, and what readers get."""

from __future__ import annotations

import pytest

from lms.core.markdown import Heading, render
from tests.core.markdown.shared_data import Elements


def html(text: str, **options: object) -> str:
    return render(text, **options).html.replace("\n", "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("> [!NOTE]\n> 글", '<div class="box box-note"><p class="box-title">참고</p><p>글</p></div>'),
        ("> [!WARNING] 제목\n> 글", '<p class="box-title">제목</p><p>글</p>'),
        ("> [!other] 글", "<blockquote><p>글</p></blockquote>"),
        ("::: tip\n글\n:::", '<div class="box box-tip">'),
        (":::note 제목\n글\n:::", '<p class="box-title">제목</p><p>글</p></div>'),
        ("::: {.challenge #c}\n글\n:::", "box-challenge"),
        ("::::: solution\n글\n:::::", '<details class="box box-solution"><summary class="box-title">풀이</summary>'),
        ("::: figure\n글\n:::", "<div><p>글</p></div>"),
        ('!!! warning "조심"\n    글\n\n밖', '<p class="box-title">조심</p><p>글</p></div><p>밖</p>'),
        ("??? note\n    글", '<details class="box box-note">'),
        ("> 글\n{: .callout}", "box-callout"),
        ("```{tip}\n글\n```", '<div class="box box-tip">'),
        ("- [ ] a\n- [x] b", '<li class="task">☐ a</li><li class="task">☑ b</li>'),
        ("$x_1 * y_1$", '<span class="math">x_1 * y_1</span>'),
        ("값은 $5 그리고 $6", "<p>값은 $5 그리고 $6</p>"),
        ("$$\na_1 < b\n$$", '<div class="math">a_1 &lt; b</div>'),
        ("```mermaid\ngraph TD\n```", '<pre class="mermaid" tabindex="0"><code'),
        ("```python\nx = 1\n```", '<code class="language-python"><span class="n">x</span>'),
        ("```\n<b>\n```", '<pre class="highlight" tabindex="0"><code>&lt;b&gt;</code></pre>'),
        ("    코드\n{: .language-python}", "language-python"),
        ('**"굵게"**입니다', '<strong>"굵게"</strong>입니다'),
        ("~~지움~~", "<del>지움</del>"),
        ("a  \nb", "<br>"),
        ("<details><summary>더</summary>\n\n**글**\n\n</details>", "<details><summary>더</summary><p><strong>글"),
        ("<kbd>Ctrl</kbd>", "<kbd>Ctrl</kbd>"),
        ("<multiple-choice>\n\n글\n\n</multiple-choice>", "<p>글</p>"),
        ("글[^1]\n\n[^1]: *각주*", "<em>각주</em>"),
        ("{% filename %}a.py{% endfilename %}", "<p>a.py</p>"),
        ("{{< alert >}}\n글\n{{< /alert >}}", "box-warning"),
        ("{% highlight js %}\nx\n{% endhighlight %}", "language-js"),
        ("{% hint style='info' %}\n글\n{% endhint %}", "box-info"),
        ("`{% raw %}`", "<code>{% raw %}</code>"),
        ("```\n{% raw %}\n```", "{% raw %}"),
        ("| `{{ x }}` |\n|---|\n| a |", "<code>{{ x }}</code>"),
    ],
)
def test_features(text: str, inside: str) -> None:
    assert inside in html(text)


def test_box_titles_in_english() -> None:
    assert '<p class="box-title">Note</p>' in html("> [!NOTE]\n> text", language="en")


def test_hidden_boxes_leave_nothing() -> None:
    text = "앞\n\n::: instructor\n비밀\n\n```py\n비밀\n```\n:::\n\n뒤"
    assert "비밀" in html(text)
    assert html(text, hidden_boxes={"instructor"}) == "<p>앞</p><p>뒤</p>"


def test_headings_have_working_hangul_anchors() -> None:
    page = render("# 한글 제목!\n\n## 자료형 `int`\n\n## 자료형 `int`\n\n[위](#한글-제목) [아래](#자료형-int-1)")
    assert page.headings == (
        Heading(2, "한글 제목!", "md-한글-제목"),
        Heading(3, "자료형 int", "md-자료형-int"),
        Heading(3, "자료형 int", "md-자료형-int-1"),
    )
    ids = {attributes["id"] for _, attributes in Elements(page.html).found if "id" in attributes}
    targets = {attributes["href"] for tag, attributes in Elements(page.html).found if tag == "a"}
    assert targets == {"#md-한글-제목", "#md-자료형-int-1"}
    assert {target[1:] for target in targets} <= ids


@pytest.mark.parametrize("fragment", ["#%ED%95%9C%EA%B8%80", "#한글", "#intro"])
def test_fragments_find_names_however_they_are_written(fragment: str) -> None:
    page = render(f"## 한글\n\n## Title {{#intro}}\n\n[x]({fragment})")
    assert page.missing_links == ()
    assert page.internal_links == (fragment,)


def test_the_title_can_be_left_out() -> None:
    page = render("# 제목\n\n글\n\n## 둘", without_title=True)
    assert "제목" not in page.html
    assert [heading.text for heading in page.headings] == ["둘"]


def test_addresses_are_resolved_and_reported() -> None:
    page = render(
        '[a](b.md) [c](c.md) [d](https://example.org/) [e](#nowhere)\n\n![그림](i.png "말") ![없음](j.png) ![남](https://example.org/k.png)',
        resolve_link={"b.md": "/lessons/1"}.get,
        resolve_image={"i.png": "/files/1"}.get,
    )
    assert page.internal_links == ("b.md",)
    assert page.missing_links == ("c.md", "#nowhere")
    assert page.external_links == ("https://example.org/",)
    assert (page.shown_images, page.missing_images) == (("i.png",), ("j.png",))
    assert page.remote_images == ("https://example.org/k.png",)
    sources = [attributes.get("src") for tag, attributes in Elements(page.html).found if tag == "img"]
    assert sources == ["/files/1", None, None]
    assert [attributes["alt"] for tag, attributes in Elements(page.html).found if tag == "img"] == [
        "그림",
        "없음",
        "남",
    ]
    links = [attributes.get("href") for tag, attributes in Elements(page.html).found if tag == "a"]
    assert links == ["/lessons/1", None, "https://example.org/", None]


def test_counts() -> None:
    counts = render("![](/a) [b](/c)\n\n```\nx\n```\n\n    y\n\n| a |\n|---|\n\n- z").counts
    assert (counts.images, counts.links, counts.code_blocks, counts.tables, counts.lists) == (1, 1, 2, 1, 1)


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff# a", "a\r\nb", "\x00\x02wzxhzdk:0\x03", "\ud800", "[", "```", "|", ">", "- "]
)
def test_odd_texts_render(text: str) -> None:
    page = render(text)
    assert not page.fallback
    assert "\x02" not in page.html
    assert "wzxhzdk:0\x03" not in page.html


def test_text_cannot_stand_for_an_address() -> None:
    page = render('[a](/x) ` href="ref:a:0"` href="ref:a:0"')
    assert page.internal_links == ("/x",)


@pytest.mark.parametrize(
    ("text", "links", "images"),
    [
        ("[a](info:x)", ("info:x",), ()),
        ("![a](C:\\x.png)", (), ("C:\\x.png",)),
        ('<img src="data:image/png;base64,AAAA">', (), ("data:image/png;base64,AAAA",)),
        ("글 <a href='mdn:x'>a</a>", ("mdn:x",), ()),
        ("`[a](info:x)`", (), ()),
    ],
)
def test_addresses_with_foreign_schemes_are_missing(text: str, links: tuple[str, ...], images: tuple[str, ...]) -> None:
    page = render(text)
    assert (page.missing_links, page.missing_images) == (links, images)
