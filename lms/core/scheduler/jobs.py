"""What there is to do by the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Job:
    """``package.verb``, done once in every period; ``work`` gets the slot's time and reads from tables what is due.

    ``catch_up`` is how many missed slots are made good after a pause; older ones are let go, since the work itself
    never relies on having run before.
    """

    name: str
    every: timedelta
    work: Callable[[datetime], object]
    catch_up: int = 60

    def slot_of(self, moment: datetime) -> datetime:
        """The start of the period in which ``moment`` lies."""
        seconds = int(self.every.total_seconds())
        return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC)

    def slots_due(self, last: datetime | None, now: datetime) -> Iterator[datetime]:
        """Slots after ``last`` up to now, oldest first."""
        newest = self.slot_of(now)
        oldest = newest if last is None else max(last + self.every, newest - self.every * (self.catch_up - 1))
        while oldest <= newest:
            yield oldest
            oldest += self.every


_jobs: dict[str, Job] = {}


def register(jobs: Iterable[Job]) -> None:
    """Add the jobs of a package's SCHEDULE."""
    _jobs.update({job.name: job for job in jobs})


def registered() -> list[Job]:
    """Every job, by name."""
    return [_jobs[name] for name in sorted(_jobs)]
