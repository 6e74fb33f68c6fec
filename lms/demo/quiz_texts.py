"""Questions of the demo's quizzes, in both languages."""

from __future__ import annotations

from lms.courses.quizzes.types import Kind, Option, Question, Texts

Pair = tuple[str, str]


def both(pair: Pair) -> Texts:
    """Korean and English."""
    return {"ko": pair[0], "en": pair[1]}


def choice(prompt: Pair, right: int | tuple[int, ...], options: tuple[Pair, ...], why: Pair, **said: Pair) -> Question:
    """A choice; ``right`` counts from 1, ``o2=(…)`` is what to say to those who choose the second option."""
    rights = (right,) if isinstance(right, int) else right
    made = tuple(
        Option(f"o{n}", both(text), n in rights, both(said[f"o{n}"]) if f"o{n}" in said else {})
        for n, text in enumerate(options, 1)
    )
    kind = Kind.SINGLE if isinstance(right, int) else Kind.MULTIPLE
    return Question(kind, both(prompt), made, explanation=both(why))


def true_false(prompt: Pair, is_true: bool, why: Pair) -> Question:
    """True or false."""
    options = (Option("o1", both(("참", "True")), is_true), Option("o2", both(("거짓", "False")), not is_true))
    return Question(Kind.TRUE_FALSE, both(prompt), options, explanation=both(why))


def text(prompt: Pair, accepted: tuple[str, ...], why: Pair) -> Question:
    """A short text."""
    return Question(Kind.SHORT_TEXT, both(prompt), accepted=accepted, explanation=both(why))


def number(prompt: Pair, value: float, within: float, why: Pair) -> Question:
    """A number."""
    return Question(Kind.NUMBER, both(prompt), number=value, tolerance=within, explanation=both(why))


def order(prompt: Pair, lines: tuple[Pair, ...], why: Pair) -> Question:
    """Lines in their right order."""
    options = tuple(Option(f"o{n}", both(line)) for n, line in enumerate(lines, 1))
    return Question(Kind.ORDERING, both(prompt), options, explanation=both(why))


def match(prompt: Pair, pairs: tuple[tuple[Pair, Pair], ...], spare: Pair, why: Pair) -> Question:
    """Pairs, and one partner more that belongs to nobody."""
    options = tuple(Option(f"o{n}", both(left), partner=both(partner)) for n, (left, partner) in enumerate(pairs, 1))
    return Question(
        Kind.MATCHING, both(prompt), (*options, Option("spare", {}, partner=both(spare))), explanation=both(why)
    )


EXERCISE_TITLE = both(("빠진 값, 스스로 확인하기", "Missing values: check yourself"))
EXERCISE_LESSON = "01-reading-data/02-missing-values/README.md"
EXERCISE = (
    choice(
        ("소득이 낮은 사람이 소득 질문을 건너뛰었습니다. 이 빈칸은 왜 생겼습니까?", "People with low income skip the question about income. Why is the cell empty?"),
        3,
        (("우연히", "By chance"), ("다른 일 때문에", "Because of something else"), ("값 자체 때문에", "Because of the value itself")),
        ("값이 낮을수록 비기 쉬우므로, 빼고 평균을 내면 평균이 높아집니다.", "The lower the value, the likelier the gap, so the mean of what is left is too high."),
        o1=("우연이라면 소득과 상관없이 비어야 합니다.", "By chance would mean that gaps do not depend on income."),
        o2=("다른 열이 원인이라면 그 열로 설명되어야 합니다.", "Something else would have to explain the gaps."),
    ),
    match(
        ("결측을 다루는 방법을 그 결과와 짝지으십시오.", "Match each way to treat gaps with what it does."),
        (
            (("행을 지운다", "Drop the rows"), ("표본이 줄어든다", "The sample shrinks")),
            (("평균으로 채운다", "Fill in the mean"), ("퍼짐이 실제보다 작아진다", "The spread becomes too small")),
            (("표시 열을 더한다", "Add a column that marks them"), ("빠졌다는 사실이 남는다", "The fact of the gap stays")),
        ),
        ("값이 더 정확해진다", "The values become more exact"),
        ("어떤 방법도 없는 값을 만들어 내지는 못합니다.", "No way makes a value that was never there."),
    ),
    true_false(
        ("빈칸을 모두 0으로 채우면 평균이 바뀌지 않는다.", "Filling every gap with 0 leaves the mean as it is."),
        is_true=False,
        why=("0도 값이므로 평균이 0 쪽으로 끌려갑니다.", "0 is a value, too: it pulls the mean down."),
    ),
    number(
        ("412, 빈칸, 366, 401, 빈칸, 398 에서 아는 값의 평균은 얼마입니까?", "What is the mean of the known values of 412, gap, 366, 401, gap, 398?"),
        394.25, 0.1,
        ("네 값의 합 1577을 4로 나눕니다.", "The four known values add up to 1577; divide by 4."),
    ),
    choice(
        ("평균을 보고할 때 함께 적을 것을 모두 고르십시오.", "Choose everything that belongs beside a reported mean."),
        (1, 2, 4),
        (("값이 몇 개인지", "How many values it rests on"), ("빈칸이 몇 개인지", "How many gaps there were"), ("가장 좋아하는 색", "A favourite colour"), ("기간", "The period")),
        ("읽는 사람이 믿을 만한지 판단할 수 있어야 합니다.", "The reader must be able to judge how far to trust it."),
        o3=("재미있지만 판단에는 도움이 되지 않습니다.", "Nice, but no help in judging."),
    ),
    text(
        ("파이썬에서 값이 없음을 나타내는 말은 무엇입니까?", "Which word of Python says that there is no value?"),
        ("None", "넌"),
        ("None 은 0이나 빈 글과 다릅니다.", "None is neither 0 nor an empty text."),
    ),
    order(
        ("빈칸을 다루는 순서대로 놓으십시오.", "Put the steps of dealing with gaps in order."),
        (("빈칸을 센다", "Count the gaps"), ("왜 비었는지 묻는다", "Ask why they are there"), ("뺄지 채울지 정한다", "Decide whether to drop or fill"), ("한 일을 적는다", "Write down what was done")),
        ("이유를 알기 전에는 채우지 않습니다.", "Nothing is filled before the reason is known."),
    ),
)  # fmt: skip

CHECK_TITLE = both(("중간 점검: 읽기와 비교", "Midway check: reading and comparing"))
CHECK = (
    choice(
        ("승차 표의 한 줄이 하루의 한 정류장일 때, 이 표로 답할 수 없는 질문은 무엇입니까?", "A row is one stop on one day. Which question can this table not answer?"),
        2,
        (("어느 정류장이 가장 붐볐는가", "Which stop was busiest"), ("한 사람이 몇 번 탔는가", "How often one person rode"), ("비 오는 날 얼마나 줄었는가", "How much rain reduced rides")),
        ("사람은 줄에 없으므로 한 사람을 따라갈 수 없습니다.", "People are not in the rows, so nobody can be followed."),
    ),
    choice(
        ("기준선으로 가장 먼저 해 볼 것은 무엇입니까?", "What is the first baseline to try?"),
        1,
        (("이번 주를 그대로 쓰기", "Repeat this week"), ("가장 깊은 신경망", "The deepest network"), ("모든 변수를 넣은 회귀", "A regression with every variable")),
        ("가장 단순한 방법이 비교의 자가 됩니다.", "The simplest way is the ruler for all others."),
        o3=("기준선보다 나은지 알려면 먼저 기준선이 필요합니다.", "To know whether it is better there must be a baseline first."),
    ),
    number(
        ("기준선 오차가 9.0, 모델 오차가 8.1 입니다. 오차가 몇 퍼센트 줄었습니까?", "The baseline's error is 9.0, the model's 8.1. By how many percent did it fall?"),
        10, 0.05,
        ("0.9를 9.0으로 나누면 0.1 입니다.", "0.9 divided by 9.0 is 0.1."),
    ),
    true_false(
        ("두 방법은 같은 날들로 재야 비교할 수 있다.", "Two methods can be compared only on the same days."),
        is_true=True,
        why=("쉬운 날로 잰 방법이 좋아 보이기 때문입니다.", "Otherwise the one that got the easy days looks better."),
    ),
    text(
        ("두 표를 같은 값으로 잇는 SQL 낱말은 무엇입니까?", "Which word of SQL connects two tables by equal values?"),
        ("JOIN", "조인", "* JOIN"),
        ("ON 뒤에 같은 값이어야 하는 열을 적습니다.", "What must be equal stands after ON."),
    ),
    choice(
        ("평균이 중앙값보다 훨씬 클 때 먼저 의심할 것을 고르십시오.", "The mean is far above the median. What comes to mind first?"),
        1,
        (("몇 개의 아주 큰 값", "A few very large values"), ("빈칸이 없음", "No gaps"), ("표본이 큼", "A large sample"), ("값이 모두 같음", "All values equal")),
        ("평균은 큰 값에 끌려가고 중앙값은 그렇지 않습니다.", "Large values pull the mean and leave the median alone."),
    ),
    choice(
        ("상관이 있어도 원인이라 말할 수 없는 까닭을 모두 고르십시오.", "Why is a correlation no cause? Choose all that hold."),
        (1, 3),
        (("다른 것이 둘 다 움직일 수 있다", "Something else may move both"), ("숫자가 틀렸다", "The numbers are wrong"), ("방향이 반대일 수 있다", "It may run the other way"), ("표본이 언제나 작다", "Samples are always small")),
        ("비 오는 날과 우산처럼, 함께 움직이는 데에는 여러 까닭이 있습니다.", "Things move together for many reasons."),
    ),
    choice(
        ("이 모델의 오차를 읽는 사람의 말로 가장 잘 쓴 문장은 무엇입니까?", "Which sentence says a model's error best in the reader's words?"),
        2,
        (("평균절대오차 8.1", "Mean absolute error 8.1"), ("하루에 약 8명을 잘못 맞힙니다", "It is off by about 8 people a day"), ("오차가 작습니다", "The error is small")),
        ("단위와 뜻이 있어야 결정할 수 있습니다.", "With a unit and a meaning the reader can decide."),
    ),
    order(
        ("비교하는 보고서를 쓰는 순서대로 놓으십시오.", "Put the parts of a report on a comparison in order."),
        (("질문", "The question"), ("기준선", "The baseline"), ("모델의 결과", "What the model gives"), ("한계", "Limits")),
        ("질문이 먼저이고 한계를 숨기지 않습니다.", "The question comes first, and limits are not hidden."),
    ),
)  # fmt: skip
ODD_ITEM = 7
"""The last choice of the check has a key that strong trainees doubt; its figures show it."""
HARDNESS = (-0.4, -1.2, 0.5, -2.6, 0.0, -0.3, 0.8, 0.0, 0.4)
"""How hard the questions of the check are for the class (0: half of it is right)."""
