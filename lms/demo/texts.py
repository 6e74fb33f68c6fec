"""Names and texts of the demonstration centre, in both languages."""

from __future__ import annotations

import random
from collections.abc import Iterator

CENTRE = {"ko": "한빛시 청년 디지털 훈련센터", "en": "Hanbit Youth Digital Training Centre"}
ADDRESS = "한빛시 바다로 12"
ADMINISTRATOR, INSTRUCTOR, MENTOR = "서유진", "민도현", "한소라"
PROGRAMMES = (
    ("data", {"ko": "빅데이터·AI", "en": "Big data and AI"}, "data"),
    ("web", {"ko": "웹 개발", "en": "Web development"}, "web"),
)
_FAMILY = "김이박최정강조윤장임한오서신권황안송류홍"
_GIVEN = [
    "서준",
    "민서",
    "하은",
    "도윤",
    "지우",
    "예준",
    "수아",
    "시우",
    "지호",
    "채원",
    "하준",
    "윤서",
    "은우",
    "다은",
    "건우",
    "지안",
    "현우",
    "소율",
    "준서",
    "가은",
    "유찬",
    "나윤",
    "태윤",
    "세아",
    "재윤",
    "보민",
    "승현",
    "아린",
    "우진",
    "예나",
    "성민",
    "혜원",
    "동하",
    "주은",
    "규민",
    "하람",
    "진우",
    "소연",
    "민재",
    "유나",
]


def names(chance: random.Random) -> Iterator[str]:
    """Made-up names, none twice."""
    every = [family + given for family in _FAMILY for given in _GIVEN]
    chance.shuffle(every)
    yield from every


ASSIGNMENTS = (
    (
        {"ko": "우리 동네 공공데이터 살펴보기", "en": "A look at our town's open data"},
        {
            "ko": "공공데이터 하나를 골라 **질문 세 개**를 세우고, 표와 그림으로 답하십시오.\n\n"
            "- 데이터의 출처와 기간을 밝힙니다.\n- 빠진 값과 이상한 값을 어떻게 다루었는지 씁니다.\n"
            "- 다른 사람이 그대로 따라 할 수 있게 과정을 남깁니다.",
            "en": "Choose one open data set, ask **three questions** and answer them with tables and pictures.\n\n"
            "- Name source and period.\n- Say what you did about missing and odd values.\n"
            "- Leave steps that someone else can repeat.",
        },
    ),
    (
        {"ko": "작은 예측 모델 만들고 설명하기", "en": "Build and explain a small model"},
        {
            "ko": "앞에서 정리한 데이터로 간단한 예측 모델을 만들고, 기준선과 비교해 **무엇이 나아졌는지** 설명하십시오.",
            "en": "Build a small model on your cleaned data, compare it with a baseline and explain **what got better**.",
        },
    ),
    (
        {"ko": "팀 발표용 한 장 보고서", "en": "A one-page report for the team"},
        {
            "ko": "결정할 사람이 5분 안에 읽을 수 있는 한 장 보고서를 쓰십시오. 첫 문장이 결론입니다.",
            "en": "Write one page that a decision maker reads in five minutes. The first sentence is the conclusion.",
        },
    ),
)
_LEVELS = (
    {"ko": "시작하지 못함", "en": "not begun"},
    {"ko": "일부만 있음", "en": "only parts are there"},
    {"ko": "대체로 갖춤", "en": "mostly there"},
    {"ko": "잘 갖춤", "en": "well done"},
    {"ko": "다른 사람의 본보기가 됨", "en": "an example for others"},
)
CRITERIA = (
    ({"ko": "질문과 답이 맞물린다", "en": "Questions and answers fit"}, _LEVELS, 0.3),
    ({"ko": "과정을 따라 할 수 있다", "en": "The steps can be repeated"}, _LEVELS, 0.3),
    ({"ko": "그림과 표가 읽힌다", "en": "Pictures and tables can be read"}, _LEVELS, 0.2),
    ({"ko": "한계를 밝힌다", "en": "Limits are named"}, _LEVELS, 0.2),
)
COMMENTS = (
    "질문이 분명해서 따라가기 쉬웠습니다. 평일만 따로 본 점이 특히 좋았고, 표에 단위를 적으면 더 좋겠습니다.",
    "결측값을 어떻게 다루었는지 밝혀서 믿음이 갑니다. 그래프 제목이 결론을 말하면 더 빨리 읽힐 것 같습니다.",
    "과정이 순서대로 있어 그대로 실행해 보았습니다. 마지막 단락에 다음에 할 일을 한 줄 더해 보세요.",
    "방향은 좋은데 근거가 되는 숫자가 부족합니다. 비교할 기준선을 하나 정하면 주장이 또렷해집니다.",
    "Clear and honest about its limits. A short sentence on the source's licence would help readers reuse it.",
)
LETTERS = (
    (
        "푸른항구데이터",
        "지원 동기와 입사 후 하고 싶은 일을 쓰십시오.",
        "저는 데이터를 통해 사람들의 하루를 조금 편하게 만드는 일을 하고 싶습니다. 훈련 과정에서 우리 시의 버스 승하차 기록을 "
        "분석하면서, 비 오는 평일에 이용이 7% 줄어든다는 사실을 찾았습니다. 처음에는 11%라고 발표했지만 동료가 휴일이 섞였다고 "
        "알려 주었고, 다시 계산해 바로잡았습니다. 이 경험으로 결과보다 검증이 먼저라는 것을 배웠습니다. 귀사의 물류 예측 팀에서 "
        "기준선과 비교하는 습관을 지키며, 현장에서 바로 쓰이는 예측을 만들고 싶습니다.",
        "처음에는 11%라고 발표했지만",
        "실수를 숨기지 않은 점이 강점입니다. 다만 이 문장 앞에 무엇을 결정하려던 분석이었는지 한 줄을 더하면 이야기가 살아납니다.",
    ),
    (
        "누리웹스튜디오",
        "협업에서 어려움을 해결한 경험을 쓰십시오.",
        "팀 프로젝트에서 두 사람이 같은 화면을 서로 다르게 고쳐 합치지 못한 적이 있습니다. 저는 작업을 더 잘게 나누고, 하루에 두 번 "
        "합치자고 제안했습니다. 그 뒤로 충돌이 거의 사라졌고 발표 이틀 전에 기능을 마칠 수 있었습니다. 접근성 검사도 자동으로 돌려 "
        "키보드만으로 모든 화면을 쓸 수 있게 했습니다.",
        "하루에 두 번 합치자고 제안했습니다",
        "제안한 뒤 팀이 어떻게 받아들였는지, 숫자로 보여 줄 변화가 있는지 덧붙여 주세요.",
    ),
)
PORTFOLIO = (
    "비 오는 날의 버스를 예측하는 데이터 분석가",
    "## 나는\n\n우리 시의 이동 데이터를 읽고 설명하는 일을 좋아합니다.\n\n## 한 일\n\n### 버스 이용 예측\n\n"
    "2년치 기록으로 다음 주 이용을 예측했습니다. 기준선 오차 9.1%를 6.4%로 줄였습니다.\n\n- 자료 정리와 결측 처리\n"
    "- 휴일과 날씨를 넣은 회귀 모델\n- 한 장 보고서\n\n### 시장 지도\n\n전통시장 점포를 지도에 올리고 누구나 고칠 수 있게 했습니다.",
    ["Python", "SQL", "pandas", "시각화"],
)
SESSIONS = (
    ("letter_clinic", {"ko": "자기소개서 클리닉", "en": "Cover-letter clinic"}, 1),
    ("mock_interview", {"ko": "일대일 모의면접", "en": "One-to-one mock interview"}, 1),
    ("portfolio_revision", {"ko": "포트폴리오 다듬기", "en": "Portfolio revision"}, 2),
    ("lecture", {"ko": "면접특강: 질문에 숫자로 답하기", "en": "Lecture: answering with numbers"}, 20),
)
EMPLOYERS = ("푸른항구데이터", "누리웹스튜디오", "바다로지스", "한빛소프트공방", "새길의료정보", "들꽃커머스")
EXCLUSIONS = ("enlisted", "further_study", "enlisted")
