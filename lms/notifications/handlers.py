"""Reactions to events of accounts."""

from __future__ import annotations

from flask import current_app
from flask_babel import format_datetime
from flask_babel import gettext as _

from lms.accounts import queries as people
from lms.accounts.events import (
    DataCopyReady,
    ErasureDecided,
    LinkMade,
    NewBrowserSignedIn,
    PersonForgotten,
    RecoveryCodeUsed,
    SecondFactorLifted,
)
from lms.core.actor import SYSTEM
from lms.core.events import Event, Handlers
from lms.core.languages import CODES, in_language
from lms.notifications import services


def mail_link(event: LinkMade) -> None:
    """Mail an invitation or a reset link to its person."""
    person = people.card(event.person_id)
    if person is None:
        return
    address = f"{current_app.config['LMS_SETTINGS'].base_url}/accounts/links/{event.token}"
    with in_language(person.language):
        if event.kind == "invitation":
            subject = _("Your invitation to Baeum")
            body = _(
                "Hello %(name)s,\n\nchoose a password here:\n%(address)s\n\nThe link works once, for seven days.",
                name=person.name,
                address=address,
            )
        else:
            subject = _("Choose a new password")
            body = _(
                "Hello %(name)s,\n\nchoose a new password here:\n%(address)s\n\nThe link works once, for two hours. "
                "If you did not ask for it, nothing needs to be done.",
                name=person.name,
                address=address,
            )
    services.enqueue(
        SYSTEM,
        key=f"link:{event.kind}:{event.person_id}:{event.at.isoformat()}",
        person_id=event.person_id,
        subject=subject,
        body=body,
        due_at=event.at,
    )


def forget_messages(event: PersonForgotten) -> None:
    """Mails and notices carry names and addresses; they go with the person."""
    services.forget_messages(SYSTEM, person_id=event.person_id)


def tell_of_copy(event: DataCopyReady) -> None:
    """Tell a person that the copy of their data can be fetched."""
    text = {}
    for language in CODES:
        with in_language(language):
            text[language] = _("The copy of your data is ready. You can fetch it for seven days.")
    services.tell(SYSTEM, person_ids=[event.person_id], text=text, path="/accounts/me/data", now=event.at)


def mail_new_browser(event: NewBrowserSignedIn) -> None:
    """Tell a person by mail, which a thief of the account does not read, that it was used in another browser."""
    person = people.card(event.person_id)
    if person is None:
        return
    with in_language(person.language):
        body = _(
            "Hello %(name)s,\n\nsomebody signed in to your account with a browser not seen before:\n%(at)s\n"
            "%(device)s\n\nIf it was you, nothing needs to be done. If not, sign that browser out here and choose a "
            "new password:\n%(address)s",
            name=person.name,
            at=format_datetime(event.at, "long"),
            device=event.device or _("a browser that says nothing about itself"),
            address=_account_page("#sign-ins"),
        )
        _mail(event, person.id, "browser", _("A new sign-in to your account"), body)


def mail_used_code(event: RecoveryCodeUsed) -> None:
    """Tell a person by mail that one of their recovery codes was used."""
    person = people.card(event.person_id)
    if person is None:
        return
    with in_language(person.language):
        body = _(
            "Hello %(name)s,\n\na recovery code of your account was used: %(at)s. %(left)s are left.\n\n"
            "If it was not you, choose a new password at once and make new codes here:\n%(address)s",
            name=person.name,
            at=format_datetime(event.at, "long"),
            left=event.left,
            address=_account_page("/second-factor"),
        )
        _mail(event, person.id, "code", _("A recovery code was used"), body)


def mail_lifted_factor(event: SecondFactorLifted) -> None:
    """Tell a person by mail that an administrator switched off their second factor, and who it was."""
    person = people.card(event.person_id)
    if person is None:
        return
    by = people.card(event.by_id) if event.by_id is not None else None
    with in_language(person.language):
        body = _(
            "Hello %(name)s,\n\n%(by)s switched off the second factor of your account: %(at)s. You are signed out "
            "everywhere and sign in with your password alone.\n\nTurn the second factor on again here:\n%(address)s\n\n"
            "If you did not ask for it, choose a new password at once and tell your centre.",
            name=person.name,
            by=by.name if by else _("the system"),
            at=format_datetime(event.at, "long"),
            address=_account_page("/second-factor"),
        )
        _mail(event, person.id, "factor", _("Your second factor was switched off"), body)


def mail_erasure(event: ErasureDecided) -> None:
    """Tell a person how their request for erasure was decided."""
    person = people.card(event.person_id)
    if person is None:
        return
    with in_language(person.language):
        if event.is_refused:
            body = _(
                "Hello %(name)s,\n\nyour request for erasure was refused. The reason: %(reason)s",
                name=person.name,
                reason=event.reason,
            )
        else:
            body = _(
                "Hello %(name)s,\n\nyour data was erased and your account is shut. What the rules of training demand "
                "is kept until its time is over, and goes then by itself.",
                name=person.name,
            )
        _mail(event, person.id, "erasure", _("Your request for erasure"), body)


def _account_page(part: str) -> str:
    return f"{current_app.config['LMS_SETTINGS'].base_url}/accounts/me{part}"


def _mail(event: Event, person_id: int, kind: str, subject: str, body: str) -> None:
    key = f"account:{kind}:{person_id}:{event.at.isoformat()}"
    services.enqueue(SYSTEM, key=key, person_id=person_id, subject=subject, body=body, due_at=event.at)


HANDLERS: Handlers = {
    LinkMade: (mail_link,),
    NewBrowserSignedIn: (mail_new_browser,),
    RecoveryCodeUsed: (mail_used_code,),
    SecondFactorLifted: (mail_lifted_factor,),
    ErasureDecided: (mail_erasure,),
    DataCopyReady: (tell_of_copy,),
    PersonForgotten: (forget_messages,),
}
