"""Cases: files with which a policy is tried out by hand (``flask attendance settle``).

A file has a ``policy`` and lists of ``cases`` (levels ``day``, ``period``, ``unit_period``, ``course``),
``unit_period_dates`` and ``placement_cases``. A case may override parts of the policy and of the day's hours.
"""

from lms.attendance.cases.file import Answer, answer_file

__all__ = ["Answer", "answer_file"]
