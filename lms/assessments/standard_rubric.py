"""The rubric that a new assignment has when nobody chooses another."""

from __future__ import annotations

from lms.assessments.types import Criterion

STANDARD = (
    Criterion(
        {"ko": "요구 사항", "en": "The task"},
        (
            {"ko": "대부분 빠져 있습니다.", "en": "Most of it is missing."},
            {"ko": "일부만 되어 있습니다.", "en": "Parts of it are done."},
            {"ko": "거의 다 되어 있습니다.", "en": "Nearly all of it is done."},
            {"ko": "모두 되어 있습니다.", "en": "All of it is done."},
            {"ko": "모두 되어 있고 예외 상황까지 다룹니다.", "en": "All of it is done, with the unusual cases too."},
        ),
        0.4,
    ),
    Criterion(
        {"ko": "이유와 근거", "en": "Reasons"},
        (
            {"ko": "이유가 없습니다.", "en": "No reason is given."},
            {"ko": "이유가 있으나 근거가 없습니다.", "en": "Reasons without evidence."},
            {"ko": "주요 선택에 근거가 있습니다.", "en": "The main choices have evidence."},
            {
                "ko": "모든 선택에 근거가 있고 다른 방법과 비교합니다.",
                "en": "All choices have evidence and rivals.",
            },
        ),
        0.3,
        comment=True,
    ),
    Criterion(
        {"ko": "읽기 쉬움", "en": "Readable"},
        (
            {"ko": "따라가기 어렵습니다.", "en": "It is hard to follow."},
            {"ko": "다시 읽으면 이해됩니다.", "en": "It can be followed on a second reading."},
            {"ko": "한 번에 이해됩니다.", "en": "It is clear at once."},
        ),
        0.2,
    ),
    Criterion(
        {"ko": "꼼꼼함", "en": "Care"},
        (
            {"ko": "오류가 많습니다.", "en": "There are many slips."},
            {"ko": "오류가 조금 있습니다.", "en": "There are a few slips."},
            {"ko": "오류가 없습니다.", "en": "There are none."},
        ),
        0.1,
    ),
)
