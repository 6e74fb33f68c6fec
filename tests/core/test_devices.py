"""Browsers are called by the names that people know."""

from __future__ import annotations

import pytest

from lms.core.web.devices import device_name

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
PHONE = "Mozilla/5.0 (Linux; Android 15; SM-S936N) AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        (WINDOWS, "Chrome · Windows"),
        (WINDOWS + " Edg/140.0.0.0", "Edge · Windows"),
        (WINDOWS + " Whale/4.30", "Whale · Windows"),
        (PHONE + " SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "Samsung Internet · Android"),
        (PHONE + " Chrome/140.0.0.0 Mobile Safari/537.36;KAKAOTALK 2510", "KakaoTalk · Android"),
        (IPHONE + " Version/18.0 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
        (IPHONE + " CriOS/140.0.0.0 Mobile/15E148 Safari/604.1", "Chrome · iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox · Mac"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_device_name(description: str, expected: str) -> None:
    assert device_name(description) == expected
