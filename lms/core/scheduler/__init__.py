"""Clock work: jobs with slots in time, each slot carried out once, by whichever scheduler leads."""

from lms.core.scheduler.jobs import Job, register, registered
from lms.core.scheduler.models import JobRun, SchedulerLeader
from lms.core.scheduler.ticking import lead, tick

__all__ = ["Job", "JobRun", "SchedulerLeader", "lead", "register", "registered", "tick"]
