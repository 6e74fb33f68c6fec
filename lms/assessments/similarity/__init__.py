"""Passages that pieces of work have in common, for people to look at. Plain values in, frozen results out.

Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): every run of ``k`` tokens gets a number, and of every
``window`` neighbouring numbers the smallest is kept. Two texts that share ``window + k - 1`` tokens in a row are sure
to share a kept number.
"""

from lms.assessments.similarity.comparing import compare
from lms.assessments.similarity.tokens import tokens_of
from lms.assessments.similarity.types import Pair, Passage, Rule, Work

__all__ = ["Pair", "Passage", "Rule", "Work", "compare", "tokens_of"]
