"""Who holds authority here."""
