"""People, sign-in, grants of authority, consents."""
