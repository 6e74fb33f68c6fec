"""The doors of `lms.accounts`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import EVERYONE, SIGNED_IN
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "accounts.sign_in": EVERYONE,
    "accounts.check_sign_in": EVERYONE,
    "accounts.reset": EVERYONE,
    "accounts.use_link": EVERYONE,
    "accounts.sign_out": SIGNED_IN,
    "accounts.show_account": SIGNED_IN,
    "accounts.end_sign_in": SIGNED_IN,
    "accounts.decide_consent": SIGNED_IN,
    "accounts.show_own_data": SIGNED_IN,
    "accounts.ask_for_copy": SIGNED_IN,
    "accounts.fetch_copy": SIGNED_IN,
    "accounts.second_factor": SIGNED_IN,
    "accounts.start_second_factor": SIGNED_IN,
    "accounts.renew_codes": SIGNED_IN,
    "accounts.ask_for_erasure": SIGNED_IN,
    "accounts.withdraw_erasure": SIGNED_IN,
    "accounts.list_tokens": SIGNED_IN,
    "accounts.end_token": SIGNED_IN,
}


def places(world: World) -> dict[str, object]:
    return {
        "person_id": world.people["ada"],
        "sign_in_id": 999_999,
        "token_id": 999_999,
        "copy_id": 999_999,
        "purpose": "training",
        "token": "wrong",
    }
