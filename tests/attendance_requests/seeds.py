"""A request of ada, with a paper."""

from __future__ import annotations

import io
from datetime import timedelta

from reportlab.pdfgen.canvas import Canvas

from lms.attendance import services
from lms.attendance.requests.types import Asked, RequestKind
from lms.attendance.rules import ExcuseKind
from lms.cohorts.queries import class_days
from tests.world import NOW, TODAY, World, actor


def seed(world: World) -> None:
    day = class_days(world.ids["running"], until=TODAY + timedelta(days=40))[-1].day
    paper = services.Paper("확인서.pdf", a_pdf())
    asked = Asked(RequestKind.EXCUSE, ExcuseKind.INTERVIEW, day, day)
    made = services.ask(
        actor(world, "ada"),
        enrolment_id=world.enrolments["ada"],
        asked=asked,
        text="An interview at a company",
        paper=paper,
        now=NOW,
    )
    world.ids["request"] = made.id


def a_pdf(text: str = "A confirmation") -> bytes:
    """A small document."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, text)
    canvas.save()
    return out.getvalue()
