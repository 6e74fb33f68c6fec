"""Completion terms: dated versions, tried on the running cohorts, and never reaching a settled list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from lms.assessments import services as work
from lms.attendance import queries as attendance
from lms.attendance import services as attendance_services
from lms.attendance.rules import DayStatus
from lms.cohorts import queries as cohorts
from lms.cohorts.queries import class_days
from lms.core import terms
from lms.core.actor import SYSTEM
from lms.core.errors import NotFound, Refused
from lms.credentials import queries, rules, services
from lms.credentials.queries import Draft
from lms.credentials.rules import CompletionTerms, Work
from lms.credentials.types import Condition, Verdict, WhyNot
from tests.world import NOW, TODAY, World, actor

P, M, H, Q = Condition.PRESENCE, Condition.MEAN, Condition.HANDED_IN, Condition.PASSED
FULL = rules.Presence(100, 100, (4, 5))


@pytest.mark.parametrize(
    ("wanted", "work", "expected"),
    [
        (CompletionTerms(), Work(4, 0, 0), ()),
        (CompletionTerms(least_mean=60), Work(4, 4, 4, 0, 6000), ()),
        (CompletionTerms(least_mean=60), Work(4, 4, 4, 0, 5999), (M,)),
        (CompletionTerms(least_mean=60), Work(4, 0, 0, 0, None), (M,)),
        (CompletionTerms(least_mean=60), Work(), ()),
        (CompletionTerms(handed_in=75), Work(4, 3, 0), ()),
        (CompletionTerms(handed_in=76), Work(4, 3, 0), (H,)),
        (CompletionTerms(passed=50), Work(3, 3, 2), ()),
        (CompletionTerms(passed=67), Work(3, 3, 2), (Q,)),
        (CompletionTerms(least_mean=60, handed_in=100, passed=100), Work(2, 1, 0, 0, 100), (M, H, Q)),
        (CompletionTerms(passed=100), Work(), ()),
    ],
)
def test_conditions_on_work(wanted: CompletionTerms, work: Work, expected: tuple[Condition, ...]) -> None:
    assert rules.unmet(FULL, work, wanted) == expected


def test_presence_is_a_condition_beside_work() -> None:
    assert rules.unmet(rules.Presence(100, 79, (4, 5)), Work(2, 0, 0), CompletionTerms(handed_in=100)) == (P, H)


@pytest.mark.parametrize(("days", "reason"), [(-1, WhyNot.DAY_PASSED), (0, None), (30, None)])
def test_terms_never_reach_back(days: int, reason: WhyNot | None) -> None:
    assert rules.why_not_write(valid_from=TODAY + timedelta(days=days), today=TODAY) is reason


def draft(world: World, wanted: CompletionTerms, **changes: object) -> Draft:
    return replace(Draft(world.ids["centre"], None, TODAY, wanted), **changes)


def test_a_version_is_appended_for_its_centre_and_holds_from_its_day(app: Flask, world: World) -> None:
    admin = actor(world, "admin")
    wanted = CompletionTerms(handed_in=100)
    services.write_terms(admin, draft(world, wanted, valid_from=TODAY + timedelta(days=10)), now=NOW)
    services.write_terms(admin, draft(world, CompletionTerms(least_mean=60)), now=NOW)
    written = terms.versions(queries.KIND, scope=("centre", world.ids["centre"]))
    assert [(each.version, each.numbers["handed_in"], each.numbers["least_mean"]) for each in written] == [
        (2, None, 60),
        (1, 100, None),
    ]
    running, ended = (cohorts.cohort(world.ids[name]) for name in ("running", "ended"))
    assert running is not None
    assert ended is not None
    assert queries.terms_for(running).terms == wanted
    assert queries.terms_for(ended).terms == CompletionTerms()


def test_a_programme_may_ask_for_more_than_its_centre(app: Flask, world: World) -> None:
    running = cohorts.cohort(world.ids["running"])
    assert running is not None
    admin = actor(world, "admin")
    services.write_terms(admin, draft(world, CompletionTerms(handed_in=50)), now=NOW)
    own = draft(world, CompletionTerms(handed_in=90), programme_id=running.programme_id)
    services.write_terms(admin, own, now=NOW)
    other = cohorts.cohort(world.ids["other"])
    assert other is not None
    assert queries.terms_for(running).terms.handed_in == 90
    assert queries.terms_for(other).terms.handed_in == 50


def test_the_share_of_days_is_written_into_the_rules_of_attendance(app: Flask, world: World) -> None:
    running = cohorts.cohort(world.ids["running"])
    assert running is not None
    before = attendance.terms_for(running, on=running.ends_on).policy
    services.write_terms(actor(world, "admin"), draft(world, CompletionTerms(), share=(9, 10)), now=NOW)
    assert attendance.terms_for(running, on=running.ends_on).policy == replace(before, completion=(9, 10))
    assert attendance.terms_for(running, on=TODAY - timedelta(days=1)).policy == before
    assert terms.versions(queries.KIND, scope=("centre", world.ids["centre"])) == []


@pytest.mark.parametrize(
    ("wanted", "changes", "reason"),
    [
        (CompletionTerms(handed_in=90), {"valid_from": TODAY - timedelta(days=1)}, WhyNot.DAY_PASSED),
        (CompletionTerms(), {}, WhyNot.NOTHING_CHANGES),
    ],
)
def test_what_is_refused(
    app: Flask, world: World, wanted: CompletionTerms, changes: dict[str, date], reason: WhyNot
) -> None:
    with pytest.raises(Refused) as refused:
        services.write_terms(actor(world, "admin"), draft(world, wanted, **changes), now=NOW)
    assert refused.value.reason is reason
    assert terms.versions(queries.KIND, scope=("centre", world.ids["centre"])) == []


@pytest.mark.parametrize("who", ["other-admin", "teacher", "ada"])
def test_others_know_of_nothing(app: Flask, world: World, who: str) -> None:
    with pytest.raises(NotFound):
        services.write_terms(actor(world, who), draft(world, CompletionTerms(handed_in=1)), now=NOW)


def test_a_programme_of_another_centre_is_none(app: Flask, world: World) -> None:
    elsewhere = cohorts.cohort(world.ids["elsewhere"])
    assert elsewhere is not None
    foreign = draft(world, CompletionTerms(handed_in=1), programme_id=elsewhere.programme_id)
    with pytest.raises(NotFound):
        services.write_terms(actor(world, "admin"), foreign, now=NOW)


def test_what_would_change_says_who_and_why(app: Flask, world: World) -> None:
    for name in ("ada", "bo", "cy", "dan"):
        grade(world, name, 90 if name == "ada" else 40)
    for day in class_days(world.ids["running"], until=TODAY):
        marks = {world.enrolments[name]: DayStatus.PRESENT for name in ("ada", "bo", "cy", "dan")}
        attendance_services.mark_attendance(
            SYSTEM, cohort_id=world.ids["running"], day=day.day, statuses=marks, now=NOW
        )
    trials = queries.what_would_change(draft(world, CompletionTerms(least_mean=60)), today=TODAY, now=NOW)
    trial = next(each for each in trials if each.cohort.id == world.ids["running"])
    assert trial.is_reached
    assert (trial.completing_before, trial.completing_after) == (4, 1)
    assert [(each.name, each.after, each.missing) for each in trial.changed] == [
        (f"Person {name}", Verdict.NOT_COMPLETED, (M,)) for name in ("bo", "cy", "dan")
    ]
    assert world.ids["elsewhere"] not in {each.cohort.id for each in trials}
    assert (
        queries.what_would_change(
            draft(world, CompletionTerms(least_mean=60), valid_from=TODAY + timedelta(days=90)), today=TODAY, now=NOW
        )
        == []
    )


def test_a_settled_list_keeps_its_terms(app: Flask, world: World) -> None:
    ended = world.ids["ended"]
    admin = actor(world, "admin")
    for day in class_days(ended):
        marks = {world.enrolments["graduate"]: DayStatus.PRESENT}
        attendance_services.mark_attendance(SYSTEM, cohort_id=ended, day=day.day, statuses=marks, now=NOW)
    terms.write(
        SYSTEM,
        kind=queries.KIND,
        scope=("centre", world.ids["centre"]),
        valid_from=TODAY - timedelta(days=100),
        numbers=rules.terms_to(CompletionTerms(handed_in=100)),
        now=NOW,
    )
    assert services.settle_completion(admin, cohort_id=ended, now=NOW) == 1
    decision = queries.standing_decisions(ended)[world.enrolments["graduate"]]
    assert decision.verdict == Verdict.COMPLETED
    assert decision.facts["terms"]["handed_in"] == 100
    assert decision.facts["missing"] == []
    terms.write(
        SYSTEM,
        kind=queries.KIND,
        scope=("centre", world.ids["centre"]),
        valid_from=TODAY - timedelta(days=90),
        numbers=rules.terms_to(CompletionTerms(least_mean=100)),
        now=NOW,
    )
    attendance_services.write_completion_share(
        SYSTEM,
        centre_id=world.ids["centre"],
        scopes=(("centre", world.ids["centre"]), ("site", 0)),
        valid_from=TODAY - timedelta(days=90),
        share=(1, 1),
        now=NOW,
    )
    assert services.settle_completion(admin, cohort_id=ended, now=NOW) == 0
    assert queries.standing_decisions(ended)[world.enrolments["graduate"]].id == decision.id


def test_where_grades_count_works_are_graded_first(app: Flask, world: World) -> None:
    card = cohorts.cohort(world.ids["running"])
    assert card is not None
    after = NOW + timedelta(days=70)
    facts = queries.facts_of(card, today=TODAY + timedelta(days=70), now=after, with_work=True)
    works = {each.trainee.name: each.work for each in facts.standings((4, 5), CompletionTerms())}
    assert works["Person ada"] == Work(due=4, handed_in=2, passed=0, ungraded=2, mean=None)
    assert works["Person withdrawn"] == Work(due=4)
    reason = rules.why_not_settle(ends_on=TODAY, today=TODAY + timedelta(days=1), unmarked=[], ungraded=1)
    assert reason is WhyNot.WORKS_UNGRADED


def grade(world: World, name: str, points: float) -> None:
    work.override_grade(
        actor(world, "teacher"),
        submission_id=world.ids[f"work-{name}"],
        points=points,
        reason="looked at it",
        now=NOW,
    )


FORM = {"programme": "0", "valid_from": TODAY.isoformat(), "presence": "80", "least_mean": "", "passed": ""}


def test_the_page_tries_then_writes(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("admin")
    address = f"/completion/terms/{world.ids['centre']}"
    tried = browser.post(address, data={**FORM, "handed_in": "100", "step": "try"})
    assert tried.status_code == 200
    assert "달라집니다" in tried.text
    assert terms.versions(queries.KIND, scope=("centre", world.ids["centre"])) == []
    written = browser.post(address, data={**FORM, "handed_in": "100", "step": "write"})
    assert written.status_code == 302
    page = browser.get(address).text
    assert "100%" in page
    assert [each.numbers for each in terms.versions(queries.KIND, scope=("centre", world.ids["centre"]))] == [
        {"least_mean": None, "handed_in": 100, "passed": None}
    ]
    assert terms.versions(attendance.KIND, scope=("centre", world.ids["centre"])) == []


@pytest.mark.parametrize("field", ["presence", "least_mean", "handed_in", "passed", "valid_from", "programme"])
def test_what_cannot_be_read_is_named_and_kept(app: Flask, world: World, sign_in, field: str) -> None:
    data = {**FORM, "handed_in": "77", "step": "write", field: "987x"}
    answer = sign_in("admin").post(f"/completion/terms/{world.ids['centre']}", data=data)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert field == "handed_in" or 'value="77"' in answer.text
    assert terms.versions(queries.KIND, scope=("centre", world.ids["centre"])) == []


@pytest.mark.parametrize(("who", "status"), [("admin", 200), ("other-admin", 404), ("teacher", 404), ("ada", 404)])
def test_whose_page_it_is(app: Flask, world: World, sign_in, who: str, status: int) -> None:
    assert sign_in(who).get(f"/completion/terms/{world.ids['centre']}").status_code == status
