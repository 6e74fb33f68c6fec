"""Who acts: a person with grants of authority, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass, field

SITE = "site"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role within a scope: everywhere (``site``), or in one thing of kind ``scope``."""

    role: str
    scope: str
    scope_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts, frozen at sign-in; ``user_id`` is None for the system and for strangers."""

    user_id: int | None
    name: str
    grants: frozenset[Grant] = field(default_factory=frozenset)
    is_system: bool = False

    @property
    def signed_in(self) -> bool:
        """Whether this is a person whom we know."""
        return self.user_id is not None

    @property
    def roles(self) -> frozenset[str]:
        """Every role held anywhere."""
        return frozenset(grant.role for grant in self.grants)

    def holds(self, role: str, scope: str, scope_id: int | None) -> bool:
        """Whether the role is held in exactly this scope or everywhere."""
        return Grant(role, scope, scope_id) in self.grants or Grant(role, SITE) in self.grants

    def ids(self, role: str, scope: str) -> frozenset[int]:
        """The things of kind ``scope`` in which the role is held directly."""
        return frozenset(
            grant.scope_id
            for grant in self.grants
            if grant.role == role and grant.scope == scope and grant.scope_id is not None
        )


SYSTEM = Actor(user_id=None, name="system", is_system=True)
STRANGER = Actor(user_id=None, name="")
