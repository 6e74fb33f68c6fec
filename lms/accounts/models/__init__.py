"""Tables of accounts, one file per subject."""

from lms.accounts.models.copies import DataCopy
from lms.accounts.models.people import (
    ApiToken,
    ConsentEntry,
    MailLink,
    PeopleImport,
    Person,
    RoleGrant,
    SignIn,
)

__all__ = [
    "ApiToken",
    "ConsentEntry",
    "DataCopy",
    "MailLink",
    "PeopleImport",
    "Person",
    "RoleGrant",
    "SignIn",
]
