"""Reactions to events of accounts."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _

from lms.accounts import queries as people
from lms.accounts.events import DataCopyReady, LinkMade, PersonForgotten
from lms.core.actor import SYSTEM
from lms.core.events import Handlers
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


HANDLERS: Handlers = {
    LinkMade: (mail_link,),
    DataCopyReady: (tell_of_copy,),
    PersonForgotten: (forget_messages,),
}
