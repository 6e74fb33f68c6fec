"""Tables of the audit trail. Entries are never changed; seals chain them afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import JsonValue, Model

BigId = BigInteger().with_variant(Integer(), "sqlite")


class AuditEntry(Model):
    """One action of one actor on one subject; ``before`` and ``after`` are plain values."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject", "subject_kind", "subject_id"),
        {"info": {"ledger": True}},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor_roles: Mapped[str] = mapped_column(String(120), default="")
    action: Mapped[str] = mapped_column(String(80))
    subject_kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[str] = mapped_column(String(60))
    before: Mapped[dict[str, Any] | None] = mapped_column(JsonValue)
    after: Mapped[dict[str, Any] | None] = mapped_column(JsonValue)
    reason: Mapped[str] = mapped_column(String(1000), default="")
    request_id: Mapped[str] = mapped_column(String(36), default="")


class AuditSeal(Model):
    """One link of the chain: the digest of the entry and of the link before it."""

    __tablename__ = "audit_seal"
    __table_args__ = ({"info": {"ledger": True}},)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    entry_id: Mapped[int] = mapped_column(BigId, ForeignKey("audit_entry.id", ondelete="RESTRICT"), unique=True)
    digest: Mapped[str] = mapped_column(String(64))
