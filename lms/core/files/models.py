"""The row of an uploaded file. Packages keep its id and decide who may have it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model


class StoredFile(Model):
    """A file that a person uploaded. ``name`` is for people, ``media_type`` was judged from the content, ``size`` is
    in bytes; ``purpose`` names the package and use (``work.attachment``); purged files keep their row without bytes.
    """

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column()
    purpose: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[int | None] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column()
    purged_at: Mapped[datetime | None] = mapped_column()
