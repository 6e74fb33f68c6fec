"""Shares of whole numbers, without floating point."""

from __future__ import annotations

from lms.attendance.rules.types import Rounding, Share


def rounded(whole: int, share: Share, rounding: Rounding) -> int:
    """``share`` of ``whole`` as whole days (0.5 goes up by ``half_up``: half of 21 is 11)."""
    numerator, denominator = share
    if rounding is Rounding.UP:
        return -(-whole * numerator // denominator)
    if rounding is Rounding.DOWN:
        return whole * numerator // denominator
    return (2 * whole * numerator + denominator) // (2 * denominator)


def needed(whole: int, share: Share) -> int:
    """The fewest days that are at least ``share`` of ``whole``."""
    return rounded(whole, share, Rounding.UP)


def reaches(part: int, whole: int, share: Share) -> bool:
    """Whether part of whole is at least the share; of nothing, nothing is reached."""
    return whole > 0 and part * share[1] >= whole * share[0]


def hundredths(part: int, whole: int) -> int | None:
    """A rate in hundredths of a percent, for showing only, rounded half up: 10 of 21 is 4762. None of nothing."""
    return (20_000 * part + whole) // (2 * whole) if whole > 0 else None
