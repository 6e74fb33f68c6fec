"""Grades before they become results: columns that every strategy fills in the same way."""

from __future__ import annotations

from dataclasses import dataclass

from lms.assessments.grading.arrays import Floats


@dataclass(frozen=True, slots=True)
class GradeColumns:
    """By submission: ``raw`` (grade before clipping), ``sd``, ``class_mean``, ``class_share``, ``anchor_share``.
    By review (in the table's order): ``share`` and ``adjusted``. raw = shares × what they belong to."""

    raw: Floats
    sd: Floats
    class_mean: Floats
    class_share: Floats
    anchor_share: Floats
    share: Floats
    adjusted: Floats
