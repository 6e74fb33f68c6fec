"""Pages of sign-in and of one's own account."""

from lms.accounts.views import account, second_factor, signing, tokens
from lms.accounts.views.blueprint import bp

__all__ = ["account", "second_factor", "signing", "tokens"]
BLUEPRINTS = (bp,)
