"""The queue, its stand-bys and the deadline ladder."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from lms.assessments.allocation import (
    Helper,
    Ladder,
    Lease,
    Reviewer,
    Step,
    Waiting,
    Work,
    balanced,
    call_stand_bys,
    due_steps,
    lapsed,
    next_step_at,
    next_submission,
)

DEADLINE = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

CHOICES = [
    ([Waiting("a", ("x",), done=1), Waiting("b", ("y",))], Reviewer("me"), "b"),
    ([Waiting("a", ("x",), leased=1), Waiting("b", ("y",), done=1)], Reviewer("me"), "a"),
    ([Waiting("a", ("x",)), Waiting("b", ("y",))], Reviewer("me", met={"x": 2}), "b"),
    ([Waiting("a", ("me",)), Waiting("b", ("y",), done=2)], Reviewer("me"), "b"),
    ([Waiting("a", ("x", "me")), Waiting("b", ("y",), done=2)], Reviewer("me"), "b"),
    ([Waiting("a", ("x",)), Waiting("b", ("y",), done=2)], Reviewer("me", apart=frozenset({"x"})), "b"),
    ([Waiting("a", ("x",), reviewers=frozenset({"me"})), Waiting("b", ("y",), done=2)], Reviewer("me"), "b"),
    ([Waiting("a", ("x",), done=2, leased=1)], Reviewer("me"), None),
    ([], Reviewer("me"), None),
]


@pytest.mark.parametrize(("works", "reviewer", "expected"), CHOICES)
def test_the_next_work_is_the_one_with_the_fewest_reviews(works, reviewer, expected):
    assert next_submission(works, reviewer, wanted=3, seed=1) == expected
    assert next_submission(works[::-1], reviewer, wanted=3, seed=1) == expected


def test_equal_works_are_drawn_by_the_seed():
    works = [Waiting(at, (f"x{at}",)) for at in range(5)]
    assert {next_submission(works, Reviewer("me"), wanted=3, seed=seed) for seed in range(60)} == set(range(5))
    assert len({next_submission(works, Reviewer("me"), wanted=3, seed=7) for _ in range(5)}) == 1


def test_the_queue_fills_every_work_before_any_gets_more():
    works = {at: Waiting(at, (at,)) for at in range(9)}
    for turn in range(27):
        reviewer = Reviewer((turn * 4) % 9)
        chosen = next_submission(works.values(), reviewer, wanted=3, seed="s")
        assert chosen is not None
        work = works[chosen]
        works[chosen] = Waiting(chosen, work.authors, work.done + 1, 0, work.reviewers | {reviewer.id})
        assert max(one.cover for one in works.values()) - min(one.cover for one in works.values()) <= 2
    assert {one.cover for one in works.values()} == {3}


def test_a_lease_lapses_at_its_time():
    leases = [Lease("a", 1, DEADLINE), Lease("b", 2, DEADLINE + HOUR)]
    assert lapsed(leases, now=DEADLINE - HOUR) == ()
    assert lapsed(leases, now=DEADLINE) == (leases[0],)
    assert lapsed(leases, now=DEADLINE + HOUR) == tuple(leases)


def call(works, helpers, *, may_oblige=True):
    return call_stand_bys(works, helpers, wanted=3, least=2, seed="s", may_oblige=may_oblige)


def test_volunteers_come_before_obligation_and_fill_up_to_what_is_wanted():
    works = [Waiting("a", ("x",), done=1)]
    helpers = [Helper(Reviewer("willing"), open_duties=5, offered=2), Helper(Reviewer("idle"))]
    assert call(works, helpers).pairs == (("willing", "a"),)
    assert call(works, helpers[1:]).pairs == (("idle", "a"),)


def test_nobody_is_obliged_to_more_than_one_nor_offered_more_than_two():
    works = [Waiting(at, (f"x{at}",)) for at in range(4)]
    obliged = call(works, [Helper(Reviewer("only"))])
    assert len(obliged.pairs) == 1
    assert call(works, [Helper(Reviewer("only"), obliged=1, extra=1)]).pairs == ()
    eager = call(works, [Helper(Reviewer("eager"), offered=9)], may_oblige=False)
    assert len(eager.pairs) == 2
    assert eager.for_instructor == (0, 1, 2, 3)


def test_obligation_only_lifts_a_work_to_the_least():
    assert call([Waiting("a", ("x",), done=2)], [Helper(Reviewer("idle"))]).pairs == ()
    assert call([Waiting("a", ("x",), done=2)], [Helper(Reviewer("keen"), offered=1)]).pairs == (("keen", "a"),)


def test_conflicts_hold_for_stand_bys_too():
    works = [Waiting("a", ("x",), done=0, reviewers=frozenset({"silent"}))]
    helpers = [Helper(Reviewer("x")), Helper(Reviewer("silent")), Helper(Reviewer("friend", apart=frozenset({"x"})))]
    result = call(works, helpers)
    assert result.pairs == ()
    assert result.for_instructor == ("a",)


def test_the_idle_and_the_unacquainted_come_first():
    works = [Waiting("a", ("x",), done=1)]
    helpers = [Helper(Reviewer("busy"), open_duties=2), Helper(Reviewer("idle"))]
    assert call(works, helpers).pairs == (("idle", "a"),)
    helpers = [Helper(Reviewer("old", met={"x": 3})), Helper(Reviewer("new"))]
    assert call(works, helpers).pairs == (("new", "a"),)


LADDER_CASES = [
    (-25, frozenset(), ()),
    (-24, frozenset(), (Step.REMIND,)),
    (-1, frozenset({Step.REMIND}), ()),
    (0, frozenset(), (Step.RETURN_LEASE,)),
    (0, frozenset({Step.REMIND}), (Step.RETURN_LEASE,)),
    (12, frozenset({Step.RETURN_LEASE}), (Step.CALL_STAND_BY,)),
    (13, frozenset(), (Step.RETURN_LEASE, Step.CALL_STAND_BY)),
    (24, frozenset({Step.RETURN_LEASE, Step.CALL_STAND_BY}), (Step.TELL_INSTRUCTOR,)),
    (99, frozenset(Step), ()),
]


@pytest.mark.parametrize(("hours", "taken", "expected"), LADDER_CASES)
def test_the_ladder(hours, taken, expected):
    assert due_steps(DEADLINE, now=DEADLINE + hours * HOUR, taken=taken) == expected


def test_the_clock_knows_when_to_look_again():
    assert next_step_at(DEADLINE, now=DEADLINE - 30 * HOUR) == DEADLINE - 24 * HOUR
    assert next_step_at(DEADLINE, now=DEADLINE) == DEADLINE + 12 * HOUR
    assert next_step_at(DEADLINE, now=DEADLINE + 24 * HOUR) is None
    late = Ladder(tell_instructor=timedelta(days=3))
    assert next_step_at(DEADLINE, now=DEADLINE + 24 * HOUR, ladder=late) == DEADLINE + timedelta(days=3)


class Round:
    """A class of 18 with 3 reviews each in which some stay silent, played hour by hour through the pure functions."""

    def __init__(self, seed, *, silent=4, answer=0.7):
        self.rng = Random(seed)
        self.seed, self.answer = seed, answer
        people = range(18)
        self.silent = set(self.rng.sample(people, silent))
        self.allocation = balanced([Work(who, (who,)) for who in people], each=3, seed=seed)
        self.done = {work: set() for work in people}
        self.asked = {work: set(self.allocation.reviewers_of(work)) for work in people}
        self.running = {}
        self.extra = dict.fromkeys(people, 0)
        for who, work in self.allocation.pairs:
            if who not in self.silent:
                self.done[work].add(who)

    def waiting(self):
        return [
            Waiting(
                work,
                (work,),
                len(self.done[work]),
                sum(1 for _, at in self.running if at == work),
                frozenset(self.asked[work]),
            )
            for work in self.done
        ]

    def stand_bys(self, *, may_oblige):
        present = [who for who in self.extra if any(who in done for done in self.done.values())]
        helpers = [
            Helper(
                Reviewer(who),
                offered=1 if who % 4 == 0 else 0,
                extra=self.extra[who],
                obliged=self.extra[who] * (who % 4 != 0),
            )
            for who in present
        ]
        return call_stand_bys(self.waiting(), helpers, wanted=3, least=2, seed=self.seed, may_oblige=may_oblige)

    def play(self):
        """Leases of stand-bys run twelve hours; seven in ten answer, the others let theirs lapse and the next is called."""
        for _ in range(4):
            for who, work in self.stand_bys(may_oblige=True).pairs:
                self.asked[work].add(who)
                self.extra[who] += 1
                if self.rng.random() < self.answer:
                    self.done[work].add(who)
        return [len(done) for done in self.done.values()]


def test_silence_blocks_no_author():
    """One in five silent, and of those present three in ten let a stand-by review lapse: two reviews each 48 hours after the deadline."""
    runs = [Round(seed).play() for seed in range(100)]
    assert sum(min(counts) >= 2 for counts in runs) >= 99
    assert max(max(counts) for counts in runs) <= 4


def test_without_stand_bys_authors_would_wait():
    before = [[len(done) for done in Round(seed).done.values()] for seed in range(100)]
    assert sum(min(counts) >= 2 for counts in before) < 60
