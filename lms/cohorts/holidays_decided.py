"""Public holidays between two days, as a proposal to be stored as decided."""

from __future__ import annotations

from datetime import date

import holidays


def closed_days(starts_on: date, ends_on: date) -> dict[date, dict[str, str]]:
    """Korean public holidays with substitutes, named in both languages (package ``holidays``)."""
    years = range(starts_on.year, ends_on.year + 1)
    korean = holidays.country_holidays("KR", years=years, language="ko")
    english = holidays.country_holidays("KR", years=years, language="en_US")
    return {
        day: {"ko": name, "en": english.get(day, name)}
        for day, name in sorted(korean.items())
        if starts_on <= day <= ends_on
    }
