"""A browser's own description of itself, in the two words that people know it by."""

from __future__ import annotations

BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("KAKAOTALK", "KakaoTalk"),
    ("NAVER(", "Naver"),
    ("Whale/", "Whale"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""What the description holds and what it tells, the special first: nearly all also claim Chrome or Safari."""
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_name(description: str) -> str:
    """``Chrome · Windows`` from a ``User-Agent``; its first 40 characters when nothing in it is known."""
    known = (
        next((name for sign, name in table if sign.lower() in description.lower()), None)
        for table in (BROWSERS, SYSTEMS)
    )
    return " · ".join(name for name in known if name) or description[:40]
