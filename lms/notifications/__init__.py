"""Inbox, outbox, mail and calendar invitations."""
