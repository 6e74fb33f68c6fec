"""What a web server imports: ``gunicorn wsgi:app``."""

from lms.app import create_app

app = create_app()
