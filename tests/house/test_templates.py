"""Templates fail when they are shown and not before, so what can be seen without showing them is looked for here."""

from __future__ import annotations

import pytest
from flask import Flask
from jinja2 import Environment, nodes


def loops_asked_too_early(tree: nodes.Template) -> list[int]:
    """Lines of ``for … if loop.…``: the condition is read before there is a loop, and the page is a fault."""
    return [
        loop.lineno
        for loop in tree.find_all(nodes.For)
        if loop.test is not None
        and any(
            name.name == "loop" for name in [loop.test, *loop.test.find_all(nodes.Name)] if isinstance(name, nodes.Name)
        )
    ]


def test_no_condition_asks_for_a_loop_that_is_not_there(app: Flask) -> None:
    environment = app.jinja_env
    names = environment.list_templates(extensions=["html", "txt"])
    assert len(names) > 100
    found = {}
    for name in names:
        source, _path, _fresh = environment.loader.get_source(environment, name)
        if lines := loops_asked_too_early(environment.parse(source, name)):
            found[name] = lines
    assert found == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% for a in b if loop.index0 < 3 %}{{ a }}{% endfor %}", [1]),
        ("{% for a in b if c[loop.index] %}{{ loop.index }}{% endfor %}", [1]),
        ("{% for a in b if a %}{{ loop.index }}{% endfor %}", []),
    ],
)
def test_a_mistake_of_this_kind_is_noticed(source: str, expected: list[int]) -> None:
    assert loops_asked_too_early(Environment(autoescape=True).parse(source)) == expected
