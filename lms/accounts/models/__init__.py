"""Tables of accounts, one file per subject."""

from lms.accounts.models.copies import DataCopy
from lms.accounts.models.erasure import ErasureDecision, ErasureRequest
from lms.accounts.models.people import (
    ApiToken,
    ConsentEntry,
    MailLink,
    PeopleImport,
    Person,
    RoleGrant,
    SignIn,
)
from lms.accounts.models.signing import KnownBrowser, RecoveryCode

__all__ = [
    "ApiToken",
    "ConsentEntry",
    "DataCopy",
    "ErasureDecision",
    "ErasureRequest",
    "KnownBrowser",
    "MailLink",
    "PeopleImport",
    "Person",
    "RecoveryCode",
    "RoleGrant",
    "SignIn",
]
