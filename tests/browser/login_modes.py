"""The login pages that browser tests look at: ways to sign in, and brandings."""

from __future__ import annotations

import textwrap
from pathlib import Path

from real_hub import OURS

MODES = {
    "form": OURS,
    "oauth": OURS
    + textwrap.dedent("""
        c.JupyterHub.authenticator_class = "generic-oauth"
        c.GenericOAuthenticator.login_service = "Example University"
        c.GenericOAuthenticator.client_id = "the-hub"
        c.GenericOAuthenticator.client_secret = "secret"
        c.GenericOAuthenticator.authorize_url = "http://127.0.0.1:9/authorize"
        c.GenericOAuthenticator.token_url = "http://127.0.0.1:9/token"
        c.GenericOAuthenticator.userdata_url = "http://127.0.0.1:9/userinfo"
        c.GenericOAuthenticator.username_claim = "account"
        """),
}
EXAMPLE = Path(__file__).parents[2] / "examples" / "ocean" / "branding.yaml"
BRANDINGS = {"default": "", "example": f"c.ValueProp.branding = {str(EXAMPLE)!r}\n"}
