"""Table of what became of a review's comment in the second round."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model


class CommentAnswer(Model):
    """The author's word on a review of the first round: addressed or not, with a sentence."""

    __tablename__ = "comment_answer"
    __table_args__ = (UniqueConstraint("review_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="RESTRICT"))
    is_addressed: Mapped[bool] = mapped_column()
    sentence: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column()
