"""Pages of sign-in and of one's own account."""

from lms.accounts.views import account, own_data, second_factor, signing, tokens
from lms.accounts.views.blueprint import bp

__all__ = ["account", "own_data", "second_factor", "signing", "tokens"]
BLUEPRINTS = (bp,)
