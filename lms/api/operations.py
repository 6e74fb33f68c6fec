"""Operations of the API: checked against their schemas (spectree), described in one OpenAPI 3.1 document."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, abort
from flask_babel import gettext as _
from pydantic import BaseModel, ValidationError
from spectree import Response as Answers
from spectree import SecurityScheme, SpecTree
from spectree.models import SecureType, SecuritySchemeData

from lms.api.schemas import Problem
from lms.core.idempotency import KEY_LENGTH
from lms.core.web import problems

ViewT = TypeVar("ViewT", bound=Callable[..., Any])
PROBLEM_TYPE = "application/problem+json"


def _tell_problems(
    _request: object, _response: object, error: Exception | None, _instance: object, _adapter: object
) -> None:
    """Answer a wrong shape with the fields that are wrong."""
    if isinstance(error, ValidationError):
        wrong = [
            {"field": ".".join(str(part) for part in each["loc"]), "message": each["msg"]} for each in error.errors()
        ]
        abort(problems.answer(422, title=_("Some fields need another look"), code="invalid", errors=wrong))


spec = SpecTree(
    "flask",
    title="Baeum",
    version="1",
    description="Free training centres: cohorts, enrolments, presence, work and completion.",
    mode="strict",
    annotations=True,
    before=_tell_problems,
    validation_error_status=422,
    validation_error_model=Problem,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    security_schemes=[SecurityScheme(name="token", data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer"))],
)


def operation(
    name: str, *, answers: type[BaseModel], status: int = 200, tag: str, public: bool = False
) -> Callable[[ViewT], ViewT]:
    """Describe and check one operation: what it answers when all is well, and the problems that may come instead.

    The types of the view's parameters ``query`` and ``json`` are the schemas of what is asked.
    """
    codes = [400, 404, 422] if public else [400, 401, 403, 404, 409, 412, 415, 422, 429]
    models: dict[str, Any] = {f"HTTP_{status}": answers}
    models |= {f"HTTP_{code}": Problem for code in codes}
    security: dict[str, list[str]] = {} if public else {"token": []}

    def decorate(view: ViewT) -> ViewT:
        checked: ViewT = spec.validate(
            resp=Answers(**models), tags=[tag], security=security, operation_id=name, skip_validation=False
        )(view)
        return checked

    return decorate


def document() -> dict[str, Any]:
    """The OpenAPI document. Problems have their own media type, which spectree does not know."""
    found: dict[str, Any] = copy.deepcopy(spec.spec)
    for path in found["paths"].values():
        for method, each in path.items():
            each.setdefault("parameters", []).extend(_headers(method, each))
            for code, answer in each["responses"].items():
                if int(code) >= 400 and "content" in answer and "Problem" in str(answer["content"]):
                    answer["content"] = {PROBLEM_TYPE: answer["content"].pop("application/json")}
    return found


def _headers(method: str, operation: dict[str, Any]) -> list[dict[str, Any]]:
    """What a changing request may carry beside its body: keys that the house reads before any operation does."""
    if method == "get":
        return []
    text = {"type": "string", "maxLength": KEY_LENGTH, "pattern": "^[!-~]+$"}
    about = "Sent again with the same body within three days: one effect, the same answer."
    found = [{"name": "Idempotency-Key", "in": "header", "required": False, "schema": text, "description": about}]
    if operation["operationId"] == "mark_attendance":
        about = "The ETag of the day as it was read: 412 when somebody changed it meanwhile."
        found.append({"name": "If-Match", "in": "header", "required": False, "schema": text, "description": about})
    return found


def answered(model: BaseModel, *, status: int = 200, **headers: str) -> Response:
    """A model as the answer, with headers."""
    response = Response(model.model_dump_json(), status=status, mimetype="application/json")
    response.headers.update(headers)
    return response
