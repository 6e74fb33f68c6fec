"""Safe HTML of a question's texts, made once for each version."""

from __future__ import annotations

from typing import Any

from lms.core.markdown import render_safely
from lms.courses.quizzes.types import Question, Texts


def html_of(question: Question) -> dict[str, Any]:
    """``prompt`` and ``explanation`` by language; ``options`` and ``feedback`` by option and language."""
    return {
        "prompt": _blocks(question.prompt),
        "explanation": _blocks(question.explanation),
        "options": {option.id: _lines(option.text) for option in question.options},
        "feedback": {option.id: _lines(option.feedback) for option in question.options if option.feedback},
    }


def _blocks(texts: Texts) -> dict[str, str]:
    return {language: _render(text, language) for language, text in texts.items() if text}


def _lines(texts: Texts) -> dict[str, str]:
    """HTML that may stand inside a label: a single paragraph loses its tags."""
    found = {}
    for language, text in texts.items():
        html = _render(text, language).strip()
        inner = html.removeprefix("<p>").removesuffix("</p>")
        found[language] = inner if html.startswith("<p>") and "<p>" not in inner and "</p>" not in inner else html
    return found


def _render(text: str, language: str) -> str:
    return render_safely(text, language="en" if language == "en" else "ko", id_prefix="q-").html
