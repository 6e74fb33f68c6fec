"""Election and slots."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.core.db import db
from lms.core.scheduler import Job, JobRun, lead, tick
from lms.core.scheduler import jobs as registry

NOW = datetime(2026, 3, 2, 9, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    done: list[datetime] = []
    monkeypatch.setattr(registry, "_jobs", {"test.count": Job("test.count", MINUTE, done.append, catch_up=5)})
    return done


def test_one_leads_until_its_term_runs_out(app: Flask) -> None:
    assert lead("a", now=NOW) == 1
    assert lead("b", now=NOW + timedelta(seconds=1)) is None
    assert lead("a", now=NOW + timedelta(seconds=2)) == 1
    assert lead("b", now=NOW + timedelta(seconds=30)) == 2


def test_a_slot_is_carried_out_once(app: Flask, runs: list[datetime]) -> None:
    epoch = lead("a", now=NOW)
    assert epoch is not None
    assert [tick(epoch, now=NOW), tick(epoch, now=NOW)] == [1, 0]
    assert runs == [NOW.replace(second=0)]


def test_missed_slots_are_caught_up_within_bounds(app: Flask, runs: list[datetime]) -> None:
    epoch = lead("a", now=NOW)
    assert epoch is not None
    tick(epoch, now=NOW)
    later = NOW + 3 * MINUTE
    assert tick(epoch, now=later) == 3
    assert tick(epoch, now=later + 60 * MINUTE) == 5


def test_a_woken_leader_is_fenced_by_its_epoch(app: Flask, runs: list[datetime]) -> None:
    old = lead("a", now=NOW)
    new = lead("b", now=NOW + MINUTE)
    assert old is not None
    assert new is not None
    assert tick(old, now=NOW + MINUTE) == 0
    assert runs == []
    assert tick(new, now=NOW + MINUTE) == 1


def test_a_failing_job_is_written_down_and_stops_nobody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[datetime] = []

    def fail(_slot: datetime) -> None:
        raise RuntimeError("broken")

    jobs = {"a.fails": Job("a.fails", MINUTE, fail), "b.works": Job("b.works", MINUTE, done.append)}
    monkeypatch.setattr(registry, "_jobs", jobs)
    epoch = lead("a", now=NOW)
    assert epoch is not None
    assert tick(epoch, now=NOW) == 2
    faults = dict(db.session.execute(select(JobRun.job, JobRun.fault)).all())
    assert faults["a.fails"] == "RuntimeError: broken"
    assert len(done) == 1
