"""Questions, slots and settings as JSON, and back; what was stored once can be read for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from lms.courses.quizzes.types import Counting, Drawn, Kind, Option, Question, Settings, Showing, Slot


def write_question(question: Question) -> dict[str, Any]:
    """A question as JSON."""
    written = asdict(question)
    written["options"] = [
        {name: value for name, value in option.items() if value or name != "partner"} for option in written["options"]
    ]
    written["accepted"] = list(written["accepted"])
    return written


def read_question(written: Mapping[str, Any]) -> Question:
    """A question from JSON."""
    options = tuple(Option(**option) for option in written["options"])
    return Question(
        **{**written, "kind": Kind(written["kind"]), "options": options, "accepted": tuple(written["accepted"])}
    )


def write_slots(slots: Sequence[Slot]) -> list[dict[str, Any]]:
    """Places as JSON."""
    return [asdict(slot) for slot in slots]


def read_slots(written: Sequence[Mapping[str, Any]]) -> tuple[Slot, ...]:
    """Places from JSON."""
    return tuple(Slot(**slot) for slot in written)


def write_settings(settings: Settings) -> dict[str, Any]:
    """Settings as JSON."""
    return asdict(settings)


def read_settings(written: Mapping[str, Any]) -> Settings:
    """Settings from JSON; what is not there is as usual."""
    return Settings(
        **{
            **written,
            "counting": Counting(written.get("counting", Counting.BEST)),
            "showing": Showing(written.get("showing", Showing.AFTER_ATTEMPT)),
        }
    )


def write_drawn(drawn: Sequence[Drawn]) -> list[list[Any]]:
    """An attempt's places as JSON."""
    return [[place.question_id, place.version_id, list(place.options)] for place in drawn]


def read_drawn(written: Sequence[Sequence[Any]]) -> tuple[Drawn, ...]:
    """An attempt's places from JSON."""
    return tuple(Drawn(int(question), int(version), tuple(options)) for question, version, options in written)
