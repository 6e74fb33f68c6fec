"""HTML of editors into Markdown: rendered again, it says the same."""

from __future__ import annotations

import re

import pytest

from lms.core.markdown import render
from lms.courses.reading.html_text import to_markdown, to_plain


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>가</p><p>나</p>", "가\n\n나\n"),
        ("<h2>제목 <b>글</b></h2>", "## 제목 **글**\n"),
        ("<b>굵게 </b>다음", "**굵게** 다음\n"),
        ("<b></b>글", "글\n"),
        ("<ul><li>가<ul><li>나</li></ul></li><li>다</li></ul>", "- 가\n\n  - 나\n\n- 다\n"),
        ("<ol><li>가</li><li><p>나</p><p>다</p></li></ol>", "1. 가\n\n2. 나\n\n   다\n"),
        ("<blockquote><p>가</p></blockquote>", "> 가\n"),
        ("<pre><code>a\n  b</code></pre>", "```\na\n  b\n```\n"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr></table>", "| a | b |\n| --- | --- |\n| 1 |  |\n"),
        ('<a href="x y.md">글</a>', "[글](<x y.md>)\n"),
        ('<img src="a.png" alt="그[림">', "![그\\[림](<a.png>)\n"),
        ("1. 아니다 # *별* _밑_ <c>", "1\\. 아니다 # \\*별\\* \\_밑\\_\n"),
        ("<script>x</script><style>y</style>글", "글\n"),
        ('<iframe src="https://example.org/v"></iframe>', "<https://example.org/v>\n"),
        ("a<br>b", "a\\\nb\n"),
        ("&lt;b&gt;", "\\<b\\>\n"),
        ("", ""),
        ("<ul><li><ul>" * 40 + "깊이", None),
        ("</p></ul></blockquote></a></b>글", "글\n"),
    ],
)
def test_to_markdown(html: str, markdown: str | None) -> None:
    found = to_markdown(html)
    assert found == markdown if markdown is not None else "깊이" in found


@pytest.mark.parametrize(
    "html",
    [
        "<p>별 * 과 ` 와 [괄호] 와 $x$ 와 ~~줄~~ 와 a|b</p>",
        "<p># 제목 아님</p><p>- 목록 아님</p><p>&gt; 인용 아님</p>",
        "<p><strong>굵게</strong>와 <em>기울임</em>, <code>코드 * 글</code></p>",
        "<ul><li>하나</li><li>둘<ol><li>셋</li></ol></li></ul><p>끝</p>",
    ],
)
def test_rendered_again_it_says_the_same(html: str) -> None:
    def plain(text: str) -> str:
        return re.sub(r"\s+", "", to_plain(text))

    assert plain(render(to_markdown(html)).html) == plain(html)
