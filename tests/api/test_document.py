"""Every operation against its own document, with generated requests: no fault, no answer that is not described."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask, g
from hypothesis import HealthCheck, given, settings

from lms.core.db import db

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
EXAMPLES = 20


def test_every_operation_keeps_its_word(app: Flask, world, token_of) -> None:
    def served(environ, start_response):
        db.session.remove()
        for name in list(g):
            g.pop(name)
        return app.wsgi_app(environ, start_response)

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 10
    for operation in operations:
        headers = {"Authorization": f"Bearer {token_of('admin', name=operation.label)}"}
        keeps_its_word(operation, headers)


def keeps_its_word(operation, headers: dict[str, str]) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers)

    ask()
