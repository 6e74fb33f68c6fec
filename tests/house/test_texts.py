"""No page speaks one language only."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools/messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_has_korean() -> None:
    assert load_tool().untranslated() == []


def test_a_new_text_is_noticed(tmp_path: Path) -> None:
    tool = load_tool()
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "views.py").write_text("print(_('nobody translated this'))")
    assert [message.id for message in tool.extracted(tmp_path) if message.id] == ["nobody translated this"]


def test_one_text_has_one_translation() -> None:
    """All catalogues become one, so the same English words must not mean two things; say it in other words."""
    tool, found = load_tool(), {}
    for package in tool.packages():
        for message in tool.known(package):
            if message.id and message.string:
                found.setdefault((message.context, message.id), {})[str(message.string)] = package.name
    assert len(found) > 300
    assert {text: where for text, where in found.items() if len(where) > 1} == {}
