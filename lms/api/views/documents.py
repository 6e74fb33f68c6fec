"""What the API is: its document, a page for people, and whether the house is well."""

from __future__ import annotations

from flask import Response, current_app, json, render_template
from flask.typing import ResponseReturnValue

from lms.api import guide
from lms.api.blueprint import bp
from lms.api.operations import answered, document, operation
from lms.api.schemas import Health
from lms.core import clock, health
from lms.core.idempotency import KEY_LENGTH
from lms.core.web import guard


@bp.get("/openapi.json")
@guard.public
def show_document() -> Response:
    """The OpenAPI 3.1 document of this API."""
    return Response(json.dumps(document()), mimetype="application/json")


@bp.get("/")
@guard.public
def read_document() -> ResponseReturnValue:
    """The same for people: every operation with what it takes and gives."""
    base = current_app.config["LMS_SETTINGS"].base_url
    return render_template(
        "api/document.html", operations=guide.operations(document(), base=base), key_length=KEY_LENGTH
    )


@bp.get("/health")
@guard.public
@operation("health", answers=Health, tag="house", public=True)
def show_health() -> Response:
    """Whether database, scheduler and outbox are well; 503 names what is not."""
    report = health.examine(now=clock.now())
    model = Health(status=report["status"], at=report["at"], parts=report["parts"])
    return answered(model, status=200 if report["status"] == "ok" else 503)
