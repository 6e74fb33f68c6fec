"""Directives of other site builders (Liquid, Hugo, GitBook): turned into Markdown where they say something,
removed where they do not, and left alone inside code."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\s*(?:[-+*>]\s+)*(`{3,}|~{3,})")
_HIGHLIGHT = re.compile(r"\{%-?\s*highlight\s+([\w+#-]+)[^%]*-?%\}\s*$")
_END_HIGHLIGHT = re.compile(r"\{%-?\s*endhighlight\s*-?%\}\s*$")
_HINT = re.compile(r"\{%-?\s*hint(?:\s+style=[\"']?([\w-]+)[\"']?)?\s*-?%\}\s*$")
_END_HINT = re.compile(r"\{%-?\s*endhint\s*-?%\}\s*$")
_HUGO_BOX = re.compile(r"\{\{[<%]\s*(/?)(note|tip|hint|warning|caution|alert|callout|details)\b[^}]*[>%]\}\}\s*$")
_FIGURE = re.compile(r"\{[{%][<%]?\s*(?:include\s+)?figure(?:\.html)?\s([^}]*?)[>%]?[%}]\}")
_LINK = re.compile(r"\{%-?\s*(?:link|post_url)\s+([^\s%]+)\s*-?%\}")
_HUGO_LINK = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"']?([^\"'\s>%]+)[\"']?\s*[>%]\}\}")
_SITE_ROOT = re.compile(r"\{\{\s*(?:site\.(?:baseurl|url)|page\.root|relative_root_path)\s*\}\}")
_TAG = re.compile(r"\{%[^{}]*%\}|\{\{[<%][^{}]*[>%]\}\}")
_PAIR = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def strip_residue(text: str) -> str:
    """The text without foreign directives; what they wrapped stays. Code keeps every letter."""
    if "{%" not in text and "{{" not in text:
        return text
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) and not line.strip(" \t`~") else fence
            lines.append(line)
        elif mark:
            fence = mark[1]
            lines.append(line)
        else:
            lines.append(_line(line))
    return "\n".join(lines)


def _line(line: str) -> str:
    if "{%" not in line and "{{" not in line:
        return line
    body = line.strip()
    indent = line[: len(line) - len(line.lstrip())]
    if match := _HIGHLIGHT.match(body):
        return f"{indent}```{match[1]}"
    if _END_HIGHLIGHT.match(body):
        return f"{indent}```"
    if match := _HINT.match(body):
        return f"{indent}::: {match[1] or 'info'}"
    if match := _HUGO_BOX.match(body):
        return f"{indent}:::" if match[1] else f"{indent}::: {match[2]}"
    if _END_HINT.match(body):
        return f"{indent}:::"
    return _outside_code(line)


def _outside_code(line: str) -> str:
    parts = re.split(r"(`+[^`]*`+)", line)
    return "".join(part if part.startswith("`") else _inline(part) for part in parts)


def _inline(text: str) -> str:
    text = _FIGURE.sub(_figure, text)
    text = _LINK.sub(r"/\1", text)
    text = _HUGO_LINK.sub(r"\1", text)
    return _TAG.sub("", _SITE_ROOT.sub("", text))


def _figure(match: re.Match[str]) -> str:
    values = {pair[1]: pair[2] or pair[3] or pair[4] or "" for pair in _PAIR.finditer(match[1])}
    source = values.get("src") or values.get("url") or ""
    return f"![{values.get('alt') or values.get('caption', '')}](<{source}>)" if source else ""
