"""Links and files beside a lesson, as front matter states them."""

from __future__ import annotations

from lms.courses.types import Resource

_MOST = 50
_ADDRESS_KEYS = ("address", "url", "href", "link", "file", "path")


def resources_of(value: object) -> tuple[Resource, ...]:
    """``resources:`` of a front matter: addresses, or mappings with ``title`` and ``address`` (``url``, ``file``)."""
    entries = value if isinstance(value, list) else [value]
    found = (_resource(entry) for entry in entries[:_MOST])
    return tuple(resource for resource in found if resource is not None)


def _resource(entry: object) -> Resource | None:
    if isinstance(entry, str) and entry.strip():
        return Resource(entry.strip(), entry.strip())
    if not isinstance(entry, dict):
        return None
    address = next((str(entry[key]).strip() for key in _ADDRESS_KEYS if entry.get(key)), "")
    title = str(entry.get("title") or entry.get("name") or address).strip()
    return Resource(title, address) if address else None
