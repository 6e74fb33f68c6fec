"""Making and handing over one mail (SMTP)."""

from __future__ import annotations

import hashlib
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr

from flask import current_app


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail; ``calendar`` is an iCalendar object, or empty."""

    key: str
    address: str
    name: str
    subject: str
    body: str
    calendar: str = ""


def message_id(key: str) -> str:
    """The Message-ID of everything that is sent under this key."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@baeum>"


def compose(mail: Mail, *, sender: str) -> EmailMessage:
    """The message. Line breaks in names and subjects never make headers."""
    message = EmailMessage()
    message["From"] = formataddr(("Baeum", sender))
    message["To"] = formataddr((" ".join(mail.name.split()), mail.address))
    message["Subject"] = " ".join(mail.subject.split())
    message["Message-ID"] = message_id(mail.key)
    message.set_content(mail.body)
    if mail.calendar:
        method = "CANCEL" if "METHOD:CANCEL" in mail.calendar else "REQUEST"
        message.add_attachment(
            mail.calendar.encode(),
            maintype="text",
            subtype="calendar",
            filename="invite.ics",
            params={"method": method},
        )
    return message


def deliver(mail: Mail) -> None:
    """Hand the mail to the server of the settings. Raises OSError (smtplib's errors are) when it does not take it."""
    settings = current_app.config["LMS_SETTINGS"]
    with smtplib.SMTP(settings.mail_server, settings.mail_port, timeout=20) as server:
        if settings.mail_tls:
            server.starttls()
        if settings.mail_user:
            server.login(settings.mail_user, settings.mail_password)
        server.send_message(compose(mail, sender=settings.mail_sender))
