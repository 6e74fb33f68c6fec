"""What every template may use: formats, navigation, languages, the actor."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from babel import Locale
from babel.dates import format_skeleton
from flask import Flask, request, session, url_for
from flask_babel import format_date as babel_date
from flask_babel import format_datetime, get_locale
from markupsafe import Markup

from lms.core.actor import Actor
from lms.core.languages import LANGUAGES, current_language, pick
from lms.core.web.devices import device_name
from lms.core.web.identity import actor
from lms.core.web.views import bp


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation, for people who hold one of ``roles``."""

    label: object
    endpoint: str
    icon: str
    roles: frozenset[str]
    order: int = 50


_items: list[NavItem] = []
MOMENTS = {"ko": "yyyy. M. d. HH:mm", "en": "d MMM yyyy, HH:mm"}
"""A moment, short, on a 24-hour clock."""
DAYS = {"medium": "d MMM yyyy", "long": "d MMMM yyyy", "full": "EEEE, d MMMM yyyy"}
"""A day in English, in the same order as a moment; Korean has only one order."""


@dataclass(frozen=True, slots=True)
class NavLink:
    """A navigation entry of this page."""

    label: str
    url: str
    icon: str
    current: bool


def navigate(label: object, endpoint: str, *, icon: str, roles: Sequence[str], order: int = 50) -> None:
    """Add an entry to the navigation (each package does for its own pages)."""
    item = NavItem(label, endpoint, icon, frozenset(roles), order)
    if item.endpoint not in {known.endpoint for known in _items}:
        _items.append(item)


def navigation_for(person: Actor) -> list[NavLink]:
    """The entries this person sees, in order."""
    here = request.blueprint
    packages = [item.endpoint.split(".")[0] for item in _items if not item.roles or item.roles & person.roles]
    alone = {name for name in packages if packages.count(name) == 1}
    mine = [item for item in sorted(_items, key=lambda item: item.order) if not item.roles or item.roles & person.roles]
    above = max((url_for(item.endpoint) for item in mine if _is_above(item)), key=len, default="")
    links = []
    for item in mine:
        url, package = url_for(item.endpoint), item.endpoint.split(".")[0]
        current = request.endpoint == item.endpoint or url == above or (here in alone and package == here)
        links.append(NavLink(str(item.label), url, item.icon, current))
    return links


def _is_above(item: NavItem) -> bool:
    """Whether this page's address begins with the entry's; the start page is above nothing but itself."""
    url = url_for(item.endpoint)
    return len(url) > 1 and request.path.startswith(url)


def init_pages(app: Flask) -> None:
    """Give templates what they need."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.filters.update(
        day=day,
        device=device_name,
        language_name=language_name,
        month=month,
        moment=moment,
        clock=clock_time,
        pick=pick,
        percent=percent,
    )
    app.context_processor(_context)


def _context() -> dict[str, object]:
    person = actor()
    return {
        "current_actor": person,
        "navigation": navigation_for(person) if person.signed_in else [],
        "languages": LANGUAGES,
        "current_language": current_language(),
        "theme": session.get("theme", ""),
        "static": static_address,
    }


def static_address(path: str) -> str:
    """The address of one of our own static files, with its version, so browsers may keep it."""
    return url_for("web.static", filename=path, v=_version(path))


_versions: dict[str, str] = {}


def _version(path: str) -> str:
    if path not in _versions:
        file = Path(bp.static_folder or "") / path
        _versions[path] = hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.exists() else "0"
    return _versions[path]


def day(value: date | None, style: str = "medium") -> str:
    """A calendar day in words of the reader's language."""
    if value is None:
        return ""
    return babel_date(value, DAYS.get(style, style) if current_language() == "en" else style, rebase=False)


def month(value: date) -> str:
    """A month with its year in words of the reader's language."""
    return format_skeleton("yMMMM", value, locale=get_locale())


def language_name(code: str) -> str:
    """What a language is called in the reader's: ``en`` is 영어 or English."""
    return Locale.parse(code).get_language_name(current_language()) or code


def moment(value: datetime | None, style: str = "short") -> Markup:
    """A moment at the centre's local time, as a ``time`` element."""
    if value is None:
        return Markup("")
    text = format_datetime(value, MOMENTS[current_language()] if style == "short" else style)
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), text)


def clock_time(value: datetime | None) -> str:
    """Hours and minutes at the centre."""
    return format_datetime(value, "HH:mm") if value is not None else ""


def percent(numerator: int, denominator: int) -> str:
    """A share with one decimal, cut and not rounded up, so that 79.97 never reads as 80."""
    if denominator == 0:
        return "–"
    tenths = numerator * 1000 // denominator
    return f"{tenths // 10}.{tenths % 10}%"
