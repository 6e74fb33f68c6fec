"""Use-cases of accounts, one file per subject."""

from lms.accounts.services.consents import decide_consent
from lms.accounts.services.copies import COPY_LIFE, ask_for_copy, drop_old_copies, fetch_copy, make_copies
from lms.accounts.services.erasure import (
    ask_for_erasure,
    carry_out_erasure,
    finish_erasures,
    refuse_erasure,
    withdraw_erasure,
)
from lms.accounts.services.forgetting import forget_person
from lms.accounts.services.grants import end_grant, grant_role
from lms.accounts.services.imports import drop_old_imports, keep_import, settle_import
from lms.accounts.services.joining import grant_many, invite_many, register_many
from lms.accounts.services.lifting import lift_second_factor
from lms.accounts.services.people import (
    change_language,
    correct_person,
    disable_person,
    enable_person,
    invite_person,
    note_reading,
    register_person,
    sign_person_out,
)
from lms.accounts.services.second_factor import renew_codes, start_totp
from lms.accounts.services.signing import (
    ask_for_reset,
    choose_password,
    end_sign_in,
    link_target,
    sign_in,
)
from lms.accounts.services.tokens import end_token, make_token, note_token_use

__all__ = [
    "COPY_LIFE",
    "ask_for_copy",
    "ask_for_erasure",
    "ask_for_reset",
    "carry_out_erasure",
    "change_language",
    "choose_password",
    "correct_person",
    "decide_consent",
    "disable_person",
    "drop_old_copies",
    "drop_old_imports",
    "enable_person",
    "end_grant",
    "end_sign_in",
    "end_token",
    "fetch_copy",
    "finish_erasures",
    "forget_person",
    "grant_many",
    "grant_role",
    "invite_many",
    "invite_person",
    "keep_import",
    "lift_second_factor",
    "link_target",
    "make_copies",
    "make_token",
    "note_reading",
    "note_token_use",
    "refuse_erasure",
    "register_many",
    "register_person",
    "renew_codes",
    "settle_import",
    "sign_in",
    "sign_person_out",
    "start_totp",
    "withdraw_erasure",
]
