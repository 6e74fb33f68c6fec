"""Closing unit periods, and correcting closed ones by two people."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts.services import grant_role
from lms.accounts.types import Role, Scope
from lms.attendance import queries, services
from lms.attendance.marks import WhyNot
from lms.attendance.models import LockedUnit, MarkProposal
from lms.attendance.queries import course_plan
from lms.attendance.rules import DayStatus, policy_to
from lms.attendance.rules.presets import PRESETS
from lms.attendance.sheets import canonical, from_canonical
from lms.cohorts import queries as cohort_queries
from lms.cohorts import services as cohorts
from lms.core import terms
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import Conflict, NotAllowed, NotFound, Refused
from tests.attendance.making import days_before_today, mark_days
from tests.world import NOW, TODAY, World, actor

S = DayStatus


def close(world: World, who: str = "admin", number: int = 1) -> LockedUnit:
    return services.close_unit(actor(world, who), cohort_id=world.ids["running"], number=number, now=NOW)


def first_unit(world: World) -> list[date]:
    card = cohort_queries.cohort(world.ids["running"])
    assert card is not None
    last = course_plan(card, on=TODAY).units[0].last
    return [day for day in days_before_today(world) if day <= last]


def refusal(call) -> WhyNot:
    with pytest.raises(Refused) as refused:
        call()
    assert isinstance(refused.value.reason, WhyNot)
    return refused.value.reason


def test_a_unit_is_closed_once_whole_and_in_order(app: Flask, world: World) -> None:
    assert refusal(lambda: close(world)) is WhyNot.DAYS_UNMARKED
    mark_days(world, days_before_today(world), {"bo": S.LATE})
    assert refusal(lambda: close(world, number=2)) in (WhyNot.EARLIER_UNIT_OPEN, WhyNot.UNIT_RUNS)
    assert refusal(lambda: close(world, number=3)) is WhyNot.UNIT_RUNS
    row = close(world)
    sheet = from_canonical(row.body)
    assert canonical(sheet) == (row.body, row.digest)
    by_name = {each.name: each for each in sheet.rows}
    days = len(first_unit(world))
    bo = by_name["Person bo"]
    assert (bo.late, bo.converted, bo.net) == (days, days // 3, days - days // 3)
    assert by_name["Person ada"].net == days
    assert refusal(lambda: close(world)) is WhyNot.UNIT_CLOSED
    with pytest.raises(NotFound):
        close(world, number=40)


@pytest.mark.parametrize(("who", "error"), [("teacher", NotAllowed), ("ada", NotAllowed), ("other-admin", NotFound)])
def test_only_its_administrators_close(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        close(world, who)


def test_a_closed_unit_stays_byte_identical(app: Flask, world: World) -> None:
    mark_days(world, days_before_today(world), {"bo": S.LATE})
    row = close(world)
    body, digest = row.body, row.digest
    card = cohort_queries.cohort(world.ids["running"])
    assert card is not None
    before = queries.tallies(card, on=TODAY)[world.enrolments["bo"]].course.units[0]
    section = cohorts.open_section(SYSTEM, cohort_id=card.id, name="B")
    cohorts.move_to_section(SYSTEM, enrolment_id=world.enrolments["bo"], section_id=section.id, on=card.starts_on)
    numbers = {**policy_to(PRESETS["city-basic"].policy), "events_per_absence": 1}
    scope = ("centre", world.ids["centre"])
    terms.write(SYSTEM, kind="attendance", scope=scope, valid_from=card.starts_on, numbers=numbers, now=NOW)
    db.session.expire_all()
    kept = db.session.scalars(select(LockedUnit)).one()
    assert (kept.body, kept.digest) == (body, digest)
    after = queries.tallies(card, on=TODAY)[world.enrolments["bo"]].course
    assert after.units[0] == before
    assert after.units[1].converted == after.units[1].counts.incidents


def propose(world: World, who: str, day: date, status: DayStatus = S.EXCUSED, reason: str = "papers") -> MarkProposal:
    person = actor(world, who)
    return services.propose_correction(
        person, enrolment_id=world.enrolments["ada"], day=day, status=status, reason=reason, now=NOW
    )


def decide(world: World, who: str, proposal: int, confirms: bool = True) -> None:
    services.decide_correction(actor(world, who), proposal_id=proposal, confirms=confirms, answer="seen", now=NOW)


def test_a_closed_day_changes_by_two_people(app: Flask, world: World) -> None:
    mark_days(world, days_before_today(world), {"ada": S.ABSENT})
    body = close(world).body
    day = first_unit(world)[0]
    marking = {"cohort_id": world.ids["running"], "day": day, "statuses": {world.enrolments["ada"]: S.EXCUSED}}
    change = lambda: services.mark_attendance(actor(world, "teacher"), now=NOW, reason="x", **marking)  # noqa: E731
    assert refusal(change) is WhyNot.UNIT_CLOSED
    asked = propose(world, "teacher", day).id
    assert queries.marks_of_day(world.ids["running"], day)[world.enrolments["ada"]][1] == S.ABSENT
    assert refusal(lambda: decide(world, "teacher", asked)) is WhyNot.SAME_PERSON
    decide(world, "admin", asked)
    assert refusal(lambda: decide(world, "admin", asked)) is WhyNot.DECIDED_ALREADY
    found = next(each for each in queries.proposals(world.ids["running"]) if each.id == asked)
    assert (found.state, found.before, found.after, found.reason) == ("confirmed", S.ABSENT, S.EXCUSED, "papers")
    assert (found.proposed_by, found.decided_by) == ("Person teacher", "Person admin")
    history = queries.history_of_day(world.enrolments["ada"], day)
    assert [(row.status, row.source) for row in history] == [("absent", "staff"), ("excused", "correction")]
    db.session.expire_all()
    assert db.session.scalars(select(LockedUnit.body)).one() == body


def test_declining_changes_nothing(app: Flask, world: World) -> None:
    mark_days(world, days_before_today(world))
    close(world)
    day = first_unit(world)[0]
    asked = propose(world, "admin", day, S.ABSENT).id
    decide(world, "teacher", asked, confirms=False)
    states = {each.id: each.state for each in queries.proposals(world.ids["running"])}
    assert states == {asked: "declined", world.ids["proposal"]: "proposed"}
    assert len(queries.history_of_day(world.enrolments["ada"], day)) == 1


def test_what_a_proposal_needs(app: Flask, world: World) -> None:
    days = days_before_today(world)
    mark_days(world, days)
    close(world)
    assert refusal(lambda: propose(world, "teacher", days[-1])) is WhyNot.UNIT_OPEN
    assert refusal(lambda: propose(world, "teacher", days[0], S.PRESENT)) is WhyNot.NOTHING_CHANGES
    assert refusal(lambda: propose(world, "teacher", days[0], reason=" ")) is WhyNot.REASON_MISSING
    with pytest.raises(NotFound):
        propose(world, "other-teacher", days[0])


def test_two_proposals_for_one_day_meet_the_present(app: Flask, world: World) -> None:
    mark_days(world, days_before_today(world))
    close(world)
    day = first_unit(world)[0]
    grant_role(
        SYSTEM, person_id=world.people["mentor"], role=Role.INSTRUCTOR, scope=Scope.COHORT,
        scope_id=world.ids["running"], now=NOW,
    )  # fmt: skip
    first, second = propose(world, "teacher", day, S.LATE).id, propose(world, "mentor", day, S.ABSENT).id
    decide(world, "admin", first)
    with pytest.raises(Conflict):
        decide(world, "admin", second)
    decide(world, "admin", second, confirms=False)
