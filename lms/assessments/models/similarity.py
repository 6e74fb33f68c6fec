"""Table of passages that two pieces of work share, for people to look at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model


class SimilarPair(Model):
    """Two pieces of work with passages in common. ``share`` is the part (0 to 1) of the shorter one that the other has
    too; ``spans`` are pairs of character ranges ``[left start, left end, right start, right end]``; ``seen_at`` is when
    somebody looked and decided that there is nothing more to do.
    """

    __tablename__ = "similar_pair"
    __table_args__ = (UniqueConstraint("left_id", "right_id"), Index("ix_similar_pair_assignment", "assignment_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    left_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    right_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    share: Mapped[float] = mapped_column(Float)
    spans: Mapped[list[Any]] = mapped_column(JsonValue)
    at: Mapped[datetime] = mapped_column()
    seen_at: Mapped[datetime | None] = mapped_column()
