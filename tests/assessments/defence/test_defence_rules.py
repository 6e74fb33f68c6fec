"""Decisions about live defences: tables of cases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lms.assessments.defence import (
    Candidate,
    DefenceTerms,
    DefenceWhyNot,
    Flag,
    Outcome,
    State,
    choose_evaluator,
    cut_into_slots,
    identity_is_shown,
    outcome_of,
    why_not_book,
    why_not_cancel,
    why_not_meet,
    why_not_offer,
    why_not_report,
    why_not_result,
)

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
TERMS = DefenceTerms()
HALF_HOUR = timedelta(minutes=30)


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_what_is_left_over_is_not_offered() -> None:
    assert list(cut_into_slots(at(0), at(70), 30)) == [(at(0), at(30)), (at(30), at(60))]
    assert list(cut_into_slots(at(0), at(29), 30)) == []


@pytest.mark.parametrize(
    ("span", "own", "expected"),
    [
        ((at(60), at(90)), [], None),
        ((at(60), at(90)), [(at(90), at(120)), (at(30), at(60))], None),
        ((at(60), at(90)), [(at(80), at(110))], DefenceWhyNot.OVERLAPS),
        ((at(60), at(80)), [], DefenceWhyNot.TIMES_REVERSED),
        ((at(0), at(30)), [], DefenceWhyNot.IN_THE_PAST),
        ((at(15 * 24 * 60), at(15 * 24 * 60 + 30)), [], DefenceWhyNot.TOO_FAR_AHEAD),
    ],
)
def test_why_not_offer(span, own, expected) -> None:
    assert why_not_offer(span, own=own, now=NOW, minutes=30, terms=TERMS) == expected


FREE = {"locked_at": at(-1), "live": 0, "done": 0, "needed": 2, "points": 1, "starts_at": at(60)}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"starts_at": None}, None),
        ({"locked_at": None}, DefenceWhyNot.NOT_HANDED_IN),
        ({"locked_at": at(1)}, DefenceWhyNot.NOT_LOCKED),
        ({"done": 2}, DefenceWhyNot.ENOUGH),
        ({"live": 1}, DefenceWhyNot.ONE_AT_A_TIME),
        ({"points": 0}, DefenceWhyNot.NO_POINTS),
        ({"starts_at": NOW}, DefenceWhyNot.IN_THE_PAST),
    ],
)
def test_why_not_book(change, expected) -> None:
    assert why_not_book(**FREE | change, now=NOW, terms=TERMS) == expected


def test_the_least_met_evaluates_and_never_someone_of_the_work() -> None:
    candidates = [
        Candidate(1, 11, met=2),
        Candidate(2, 12, met=1),
        Candidate(3, 13, met=0, has_seen_this_work=True),
        Candidate(4, 14, met=0),
    ]
    assert choose_evaluator(candidates, shut_out={14}, seed="a") == candidates[1]
    assert choose_evaluator(candidates, shut_out={11, 12, 14}, seed="a") is None


def test_chance_decides_between_equals_and_can_be_repeated() -> None:
    candidates = [Candidate(number, number) for number in range(6)]
    chosen = {choose_evaluator(candidates, shut_out=(), seed=str(seed)) for seed in range(60)}
    assert len(chosen) == 6
    assert choose_evaluator(candidates, shut_out=(), seed="x") == choose_evaluator(
        candidates[::-1], shut_out=(), seed="x"
    )


@pytest.mark.parametrize(("minutes", "expected"), [(16, False), (15, True), (-5, True)])
def test_identity_is_shown_late(minutes: int, expected: bool) -> None:
    assert identity_is_shown(at(minutes), now=NOW, terms=TERMS) is expected


@pytest.mark.parametrize(
    ("rule", "state", "minutes", "expected"),
    [
        (why_not_cancel, State.BOOKED, 120, None),
        (why_not_cancel, State.BOOKED, 119, DefenceWhyNot.TOO_LATE),
        (why_not_cancel, State.MET, 500, DefenceWhyNot.OVER),
        (why_not_meet, State.BOOKED, 15, None),
        (why_not_meet, State.BOOKED, 16, DefenceWhyNot.TOO_EARLY),
        (why_not_meet, State.BOOKED, -120, None),
        (why_not_meet, State.BOOKED, -121, DefenceWhyNot.TOO_LATE),
        (why_not_meet, State.CANCELLED, 0, DefenceWhyNot.OVER),
        (why_not_report, State.BOOKED, -10, None),
        (why_not_report, State.BOOKED, -9, DefenceWhyNot.TOO_EARLY),
        (why_not_report, State.MET, -20, DefenceWhyNot.OVER),
    ],
)
def test_times_of_a_meeting(rule, state: State, minutes: int, expected) -> None:
    assert rule(state, at(minutes), now=NOW, terms=TERMS) == expected


WHOLE = {
    "levels": {0: 4, 1: 0},
    "level_counts": [5, 3],
    "checks": {0: True, 1: False},
    "check_count": 2,
    "flag": Flag.OK,
    "reason": "",
}


@pytest.mark.parametrize(
    ("state", "change", "expected"),
    [
        (State.MET, {}, None),
        (State.BOOKED, {}, DefenceWhyNot.NOT_MET),
        (State.DONE, {}, DefenceWhyNot.GIVEN_ALREADY),
        (State.MET, {"levels": {0: 4}}, DefenceWhyNot.INCOMPLETE_FORM),
        (State.MET, {"levels": {0: 5, 1: 0}}, DefenceWhyNot.INCOMPLETE_FORM),
        (State.MET, {"checks": {0: True}}, DefenceWhyNot.INCOMPLETE_FORM),
        (State.MET, {"flag": Flag.CHEATING, "reason": "copied"}, DefenceWhyNot.REASON_MISSING),
        (State.MET, {"flag": Flag.CHEATING, "reason": "The same file as in the repository of another team."}, None),
    ],
)
def test_why_not_result(state: State, change, expected) -> None:
    assert why_not_result(state, **WHOLE | change) == expected


@pytest.mark.parametrize(
    ("flag", "confirmed", "expected"),
    [
        (Flag.OK, None, Outcome(70.0, waits_for_staff=False, is_stopped=False)),
        (Flag.CHEATING, None, Outcome(70.0, waits_for_staff=True, is_stopped=False)),
        (Flag.CHEATING, True, Outcome(0.0, waits_for_staff=False, is_stopped=True)),
        (Flag.CHEATING, False, Outcome(70.0, waits_for_staff=False, is_stopped=False)),
        (Flag.CRASH, True, Outcome(70.0, waits_for_staff=False, is_stopped=False)),
    ],
)
def test_a_bad_flag_changes_nothing_before_staff_confirm_it(flag: Flag, confirmed, expected: Outcome) -> None:
    assert outcome_of(70.0, flag, confirmed=confirmed) == expected


def test_terms_keep_what_they_do_not_name() -> None:
    terms = DefenceTerms.from_numbers({"cost": 2, "unknown": 9})
    assert terms == DefenceTerms(cost=2)
