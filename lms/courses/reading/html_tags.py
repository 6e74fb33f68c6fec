"""What each HTML tag becomes in Markdown."""

from __future__ import annotations

from lms.courses.reading.html_writer import SPECIAL, End, Start, Writer

_DEEPEST = 12


def _heading(writer: Writer, tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.line.append("\0" + "#" * int(tag[1]) + " ")


def _end_heading(writer: Writer, _tag: str) -> None:
    text = "".join(writer.line).strip()
    writer.line = []
    head, _, title = text.lstrip("\0").partition(" ")
    if title.strip():
        writer.put(f"{head} {' '.join(title.split())}")


def _break(writer: Writer, _tag: str, _values: dict[str, str]) -> None:
    if writer.code is not None:
        writer.code.append("\n")
    elif writer.line:
        writer.line.append("\\\n" if writer.rows is None else " ")


def _rule(writer: Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.put("---")


def _image(writer: Writer, _tag: str, values: dict[str, str]) -> None:
    source = writer.rewrite(values.get("src", "").strip())
    if source:
        alt = " ".join(SPECIAL.sub(r"\\\1", values.get("alt", "")).split())
        writer.line.append(f"![{alt}](<{source.replace('>', '%3E').replace('<', '%3C')}>)")


def _link(writer: Writer, _tag: str, values: dict[str, str]) -> None:
    address = writer.rewrite(values.get("href", "").strip())
    writer.links.append(address)
    if address:
        writer.line.append("[")


def _end_link(writer: Writer, _tag: str) -> None:
    address = writer.links.pop() if writer.links else ""
    if address:
        writer.line.append(f"](<{address.replace('>', '%3E').replace('<', '%3C')}>)")


def _list(writer: Writer, tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.lists.append(0 if tag == "ol" else None)


def _end_list(writer: Writer, _tag: str) -> None:
    writer.flush()
    if writer.lists:
        writer.lists.pop()


def _item(writer: Writer, _tag: str, _values: dict[str, str]) -> None:
    if len(writer.prefixes) >= _DEEPEST:
        writer.flush()
        return
    mark = "- "
    if writer.lists and writer.lists[-1] is not None:
        writer.lists[-1] += 1
        mark = f"{writer.lists[-1]}. "
    writer.open(" " * len(mark), mark)


def _quote(writer: Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.open("> ", None)


def _shut(writer: Writer, _tag: str) -> None:
    writer.shut()


def _pre(writer: Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.code = []


def _end_pre(writer: Writer, _tag: str) -> None:
    code = "".join(writer.code or []).strip("\n")
    writer.code = None
    fence = "```" if "```" not in code else "~~~~"
    writer.put(f"{fence}\n{code}\n{fence}")


def _inline_code(writer: Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.line.append("<code>")


def _end_inline_code(writer: Writer, _tag: str) -> None:
    writer.line.append("</code>")


def _table(writer: Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.rows = []


def _row(writer: Writer, _tag: str, _values: dict[str, str]) -> None:
    if writer.rows is not None:
        writer.rows.append([])


def _cell(writer: Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.line = []


def _end_cell(writer: Writer, _tag: str) -> None:
    if writer.rows:
        writer.rows[-1].append(" ".join("".join(writer.line).split()))
    writer.line = []


def _end_table(writer: Writer, _tag: str) -> None:
    rows = [row for row in writer.rows or [] if row]
    writer.rows = None
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    writer.put("\n".join(lines))


STARTS: dict[str, Start] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "br": _break,
    "hr": _rule,
    "img": _image,
    "a": _link,
    "ul": _list,
    "ol": _list,
    "li": _item,
    "blockquote": _quote,
    "pre": _pre,
    "code": _inline_code,
    "table": _table,
    "tr": _row,
    "td": _cell,
    "th": _cell,
}
ENDS: dict[str, End] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _end_heading),
    "a": _end_link,
    "ul": _end_list,
    "ol": _end_list,
    "li": _shut,
    "blockquote": _shut,
    "pre": _end_pre,
    "code": _end_inline_code,
    "table": _end_table,
    "td": _end_cell,
    "th": _end_cell,
}
