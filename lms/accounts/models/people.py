"""Tables of people, sign-ins, grants, links by mail and consents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from lms.accounts.types import ImportState, PersonState
from lms.core.audit.models import BigId
from lms.core.db import JsonValue, Model
from lms.core.ledger import LedgerRow


class Person(Model):
    """A human being whom a centre knows. ``email`` is stored in lower case and is the sign-in name."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    phone: Mapped[str] = mapped_column(String(30), default="")
    birth_date: Mapped[date | None] = mapped_column()
    language: Mapped[str] = mapped_column(String(5), default="ko")
    state: Mapped[str] = mapped_column(String(12), default=PersonState.INVITED)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    totp_secret: Mapped[str] = mapped_column(String(64), default="")
    totp_last_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column()


class RoleGrant(Model):
    """A role of a person within a scope, from a time until it is ended. Ended grants stay as history."""

    __tablename__ = "role_grant"
    __table_args__ = (Index("ix_role_grant_scope", "scope", "scope_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str] = mapped_column(String(12))
    scope_id: Mapped[int | None] = mapped_column()
    granted_at: Mapped[datetime] = mapped_column()
    granted_by: Mapped[int | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()


class SignIn(Model):
    """One signed-in browser. Only the digest of its secret is kept; ending the row ends the sign-in at once."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None] = mapped_column()
    device: Mapped[str] = mapped_column(String(200), default="")


class MailLink(Model):
    """A single-use link sent by mail: an invitation or a password reset. Only its digest is kept."""

    __tablename__ = "mail_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sent_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    used_at: Mapped[datetime | None] = mapped_column()


class ConsentEntry(LedgerRow, Model):
    """Given or withdrawn: one decision of a person on one purpose, one recipient and one version of the text."""

    __tablename__ = "consent_entry"
    __table_args__ = (Index("ix_consent_entry_person", "person_id", "purpose"), {"info": {"ledger": True}})

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    purpose: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column()
    given: Mapped[bool] = mapped_column()


class PeopleImport(Model):
    """One import of people. While it is looked over, ``summary`` holds the rows of the file; once it is carried out
    they are dropped, and it holds what was created, so that it can be undone."""

    __tablename__ = "people_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int | None] = mapped_column()
    at: Mapped[datetime] = mapped_column()
    file_name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    cohort_id: Mapped[int | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(12), default=ImportState.LOOKED_OVER, server_default="applied")
    applied_at: Mapped[datetime | None] = mapped_column()
    summary: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    undone_at: Mapped[datetime | None] = mapped_column()


class ApiToken(Model):
    """A program's key to act for a person. Only its digest is kept. ``used_at`` is noted once an hour at the most."""

    __tablename__ = "api_token"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    may_write: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column()
    used_at: Mapped[datetime | None] = mapped_column()
    expires_at: Mapped[datetime | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()
