"""What the page about the API says of each operation beyond its document: a sentence in both languages, an example."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

SENTENCES: Mapping[str, LazyString] = {
    "me": _("The person for whom the token acts, with today's roles."),
    "own_assignments": _("Assignments of the cohorts in which one is a trainee, with one's own released grades."),
    "cohorts": _("Every cohort in which the person holds a role."),
    "trainees": _("Trainees of a cohort with their classes of today; for its staff."),
    "enrol": _("Enrol a person; a new one is written down and invited. For administrators of the centre."),
    "attendance": _("The marks of a class day by trainee; for those who mark presence."),
    "mark_attendance": _(
        "Store marks of a day, all or none. With If-Match (the ETag of the day as it was read) a change by others "
        "meanwhile answers 412."
    ),
    "completion_list": _("The completion list of a settled cohort, sealed with the reason as it leaves."),
    "people_import": _("State and counts of an import of people; for administrators of its cohort."),
    "health": _("Whether database, scheduler and outbox are well; 503 names what is not. Needs no token."),
}
BODIES: Mapping[str, Mapping[str, Any]] = {
    "enrol": {"name": "김하늘", "email": "haneul@example.org", "birth_date": "2001-02-03"},
    "mark_attendance": {"marks": [{"enrolment_id": 1, "status": "present"}], "reason": ""},
    "completion_list": {"reason": "report to the city"},
}
VALUES: Mapping[str, str] = {"cohort_id": "1", "day": "2026-03-02", "import_id": "1"}
ANSWERS: Mapping[int, LazyString] = {
    200: _("here it is"),
    201: _("it was made; Location says where"),
    400: _("the request could not be understood"),
    401: _("the token is missing, ended or run out"),
    403: _("known, but not for you; or the token only reads"),
    404: _("nothing here that you may know of"),
    409: _("a rule says no; its code is in the answer"),
    412: _("somebody else changed it meanwhile"),
    415: _("the body is not JSON"),
    422: _("fields are wrong, or the key was used for another request"),
    429: _("too many requests; wait for a quarter of an hour"),
}
CHANGES = frozenset({"post", "put", "patch", "delete"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One operation as the page shows it. Fields are (name, kind, whether it is needed)."""

    name: str
    method: str
    path: str
    sentence: LazyString
    parameters: tuple[tuple[str, str, bool], ...]
    fields: tuple[tuple[str, str, bool], ...]
    answer: tuple[tuple[str, str, bool], ...]
    codes: tuple[tuple[int, LazyString], ...]
    example: str


def operations(document: Mapping[str, Any], *, base: str) -> list[Shown]:
    """Every operation of the document, in its order."""
    return [
        _shown(document, path, method, each, base)
        for path, methods in document["paths"].items()
        for method, each in methods.items()
    ]


def example(name: str, *, method: str, address: str, is_public: bool) -> str:
    """A call by ``curl`` that works once the token is in the environment. ``address`` is whole."""
    lines = ["curl"]
    if method != "get":
        lines[0] += f" -X {method.upper()}"
    if not is_public:
        lines.append('-H "Authorization: Bearer $BAEUM_TOKEN"')
    if method in CHANGES:
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    if name in BODIES:
        lines.append('-H "Content-Type: application/json"')
        lines.append(f"-d {shlex.quote(json.dumps(BODIES[name], ensure_ascii=False))}")
    return " \\\n  ".join([*lines, shlex.quote(address)])


def _shown(document: Mapping[str, Any], path: str, method: str, operation: Mapping[str, Any], base: str) -> Shown:
    name = operation["operationId"]
    filled = path
    for key, value in VALUES.items():
        filled = filled.replace(f"{{{key}}}", value)
    found = [(each["name"], each["in"], bool(each.get("required"))) for each in operation.get("parameters", [])]
    codes = sorted(int(code) for code in operation["responses"])
    good = operation["responses"][str(codes[0])]
    return Shown(
        name=name,
        method=method,
        path=path,
        sentence=SENTENCES[name],
        parameters=tuple(found),
        fields=_fields(document, operation.get("requestBody", {})),
        answer=_fields(document, good),
        codes=tuple((code, ANSWERS[code]) for code in codes),
        example=example(name, method=method, address=base + filled, is_public=not operation.get("security")),
    )


def _fields(document: Mapping[str, Any], holder: Mapping[str, Any]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a body or an answer, with those of the rows of a list one level down."""
    schema = next((each["schema"] for each in holder.get("content", {}).values()), None)
    if schema is None:
        return ()
    found = []
    for name, shape, needed in _properties(document, schema):
        found.append((name, _kind(shape), needed))
        if "$ref" in (row := shape.get("items", {})):
            found += [(f"{name}[].{inner}", _kind(each), must) for inner, each, must in _properties(document, row)]
    return tuple(found)


def _properties(document: Mapping[str, Any], schema: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any], bool]]:
    whole = document["components"]["schemas"][schema["$ref"].split("/")[-1]] if "$ref" in schema else schema
    needed = set(whole.get("required", ()))
    return [(name, shape, name in needed) for name, shape in whole.get("properties", {}).items()]


def _kind(shape: Mapping[str, Any]) -> str:
    """A type in a word: ``integer``, ``date``, ``present | late``, ``Mark``."""
    if "$ref" in shape:
        return str(shape["$ref"].split("/")[-1])
    if "anyOf" in shape:
        return " | ".join(_kind(each) for each in shape["anyOf"])
    if "enum" in shape:
        return " | ".join(str(each) for each in shape["enum"])
    return str(shape.get("format", shape.get("type", "object")))
