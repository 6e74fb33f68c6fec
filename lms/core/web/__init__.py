"""The web kit: guard, sessions, pages, forms and headers."""
