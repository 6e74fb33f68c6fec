"""Pages of sign-in and of one's own account."""

from lms.accounts.views import account, erasure, own_data, second_factor, signing, tokens
from lms.accounts.views.blueprint import bp

__all__ = ["account", "erasure", "own_data", "second_factor", "signing", "tokens"]
BLUEPRINTS = (bp,)
