"""Requests and answers between a process and its renderer, as JSON with a length in front."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from lms.core.markdown.types import Converted, Counts, Heading, Options

HEADER = 8
"""Bytes of the length, in hexadecimal."""


def frame(message: dict[str, Any]) -> bytes:
    """A message as bytes."""
    body = json.dumps(message).encode("ascii")
    return b"%08x" % len(body) + body


def request(text: str, options: Options) -> bytes:
    """Ask for a text to be converted."""
    plain = asdict(options) | {"hidden_boxes": sorted(options.hidden_boxes)}
    return frame({"text": text, "options": plain})


def read_request(body: bytes) -> tuple[str, Options]:
    """What was asked."""
    message = json.loads(body)
    options = message["options"]
    return message["text"], Options(**(options | {"hidden_boxes": frozenset(options["hidden_boxes"])}))


def answer(converted: Converted) -> bytes:
    """The converted text."""
    return frame(asdict(converted) | {"anchors": sorted(converted.anchors)})


def read_answer(body: bytes) -> Converted:
    """What came back; ValueError if the renderer reported a failure."""
    message = json.loads(body)
    if "failure" in message:
        raise ValueError(message["failure"])
    return Converted(
        html=message["html"],
        marker=message["marker"],
        id_prefix=message["id_prefix"],
        links=tuple(message["links"]),
        images=tuple(message["images"]),
        headings=tuple(Heading(**heading) for heading in message["headings"]),
        anchors=frozenset(message["anchors"]),
        counts=Counts(**message["counts"]),
        refused_links=tuple(message["refused_links"]),
        refused_images=tuple(message["refused_images"]),
        title=message["title"],
    )
