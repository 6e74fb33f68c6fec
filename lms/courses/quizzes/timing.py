"""When a quiz may be taken, how long, which attempt counts, and what is shown when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from lms.courses.quizzes.types import (
    GRACE,
    Allowance,
    Counting,
    Past,
    QuizWhyNot,
    Settings,
    Showing,
    Window,
)


def closes_at(window: Window, allowance: Allowance) -> datetime | None:
    """The end for this person: their own if it is later than everybody's."""
    if window.closes_at is None or allowance.closes_at is None:
        return window.closes_at
    return max(window.closes_at, allowance.closes_at)


def attempts_left(settings: Settings, allowance: Allowance, done: int) -> int | None:
    """How many more attempts there are; None is any number."""
    if settings.attempts == 0:
        return None
    return max(0, settings.attempts + allowance.extra_attempts - done)


def next_start(settings: Settings, past: Sequence[Past]) -> datetime | None:
    """When the pause after the last attempt ends."""
    ended = [attempt.submitted_at for attempt in past if attempt.submitted_at is not None]
    if not ended or settings.pause_minutes == 0:
        return None
    return max(ended) + timedelta(minutes=settings.pause_minutes)


def why_not_start(
    settings: Settings, window: Window, allowance: Allowance, past: Sequence[Past], *, now: datetime
) -> QuizWhyNot | None:
    """Why no new attempt can begin. ``past`` are the finished attempts of this person."""
    if window.opens_at is not None and now < window.opens_at:
        return QuizWhyNot.NOT_OPEN
    end = closes_at(window, allowance)
    if end is not None and now >= end:
        return QuizWhyNot.CLOSED
    if attempts_left(settings, allowance, len(past)) == 0:
        return QuizWhyNot.NO_ATTEMPT_LEFT
    pause = next_start(settings, past)
    return QuizWhyNot.PAUSE if pause is not None and now < pause else None


def due_at(settings: Settings, window: Window, allowance: Allowance, *, started_at: datetime) -> datetime | None:
    """When an attempt ends by itself: its minutes, or the end of the quiz if that is sooner."""
    end = closes_at(window, allowance)
    if settings.minutes == 0:
        return end
    own = started_at + timedelta(minutes=settings.minutes + allowance.extra_minutes)
    return own if end is None else min(own, end)


def takes_answers(due: datetime | None, *, now: datetime) -> bool:
    """Whether answers that arrive now still count; those sent in time may have been on their way."""
    return due is None or now <= due + GRACE


def shows_answers(settings: Settings, window: Window, allowance: Allowance, *, is_over: bool, now: datetime) -> bool:
    """Whether right answers and explanations are shown for an attempt that is over."""
    if not is_over:
        return False
    if settings.showing is not Showing.AFTER_CLOSE:
        return True
    ends = [end for end in (window.closes_at, closes_at(window, allowance)) if end is not None]
    return bool(ends) and now >= max(ends)


def counted(settings: Settings, past: Sequence[Past]) -> Past | None:
    """The attempt that counts, of those that are marked."""
    marked = [attempt for attempt in past if attempt.percent is not None]
    if not marked:
        return None
    if settings.counting is Counting.FIRST:
        return min(marked, key=lambda attempt: attempt.number)
    if settings.counting is Counting.LAST:
        return max(marked, key=lambda attempt: attempt.number)
    return max(marked, key=lambda attempt: (attempt.percent or 0.0, -attempt.number))


def why_not_settings(settings: Settings, window: Window) -> QuizWhyNot | None:
    """What does not fit together."""
    if window.opens_at and window.closes_at and window.opens_at >= window.closes_at:
        return QuizWhyNot.DATES_REVERSED
    if settings.showing is Showing.AFTER_CLOSE and window.closes_at is None:
        return QuizWhyNot.NEEDS_CLOSE
    return None
