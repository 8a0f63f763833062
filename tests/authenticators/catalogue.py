"""The authenticators that the page is tried with: how a hub is told to use each, and since when it exists."""

from __future__ import annotations

from dataclasses import dataclass

from versions import SHARED_PASSWORD_SINCE

IDENTITY_PROVIDER = "https://github.com/login/oauth/authorize"  # one of those that CILogon knows

OAUTH = """\
c.OAuthenticator.client_id = "the-hub"
c.OAuthenticator.client_secret = "a secret between hub and provider"
c.OAuthenticator.oauth_callback_url = "https://hub.example.org/hub/oauth_callback"
"""


@dataclass(frozen=True)
class Authenticator:
    """One authenticator: the name that `authenticator_class` takes, and the lines it needs in jupyterhub_config.py."""

    name: str
    title: str
    authenticator_class: str
    lines: str = ""
    since: tuple[int, int] = (5, 2)

    @property
    def config(self) -> str:
        return f"c.JupyterHub.authenticator_class = {self.authenticator_class!r}\n{self.lines}"

    def missing_in(self, hub: tuple[int, int]) -> str:
        """Why this JupyterHub has no such authenticator; empty when it has."""
        return "" if hub >= self.since else f"came with JupyterHub {self.since[0]}.{self.since[1]}"


FORMS = (
    Authenticator("dummy", "Dummy", "dummy"),
    Authenticator("pam", "PAM", "pam"),
    Authenticator("pam-otp", "PAM with one-time password", "pam", "c.Authenticator.request_otp = True\n"),
    Authenticator(
        "shared-password",
        "Shared password",
        "shared-password",
        'c.SharedPasswordAuthenticator.user_password = "lovelace-and-babbage"\n',
        since=SHARED_PASSWORD_SINCE,
    ),
    Authenticator("firstuse", "First use", "firstuseauthenticator.FirstUseAuthenticator"),
    Authenticator(
        "ldap",
        "LDAP",
        "ldapauthenticator.LDAPAuthenticator",
        'c.LDAPAuthenticator.server_address = "127.0.0.1"\n'
        'c.LDAPAuthenticator.tls_strategy = "insecure"\n'
        'c.LDAPAuthenticator.bind_dn_template = ["uid={username},ou=people,dc=example,dc=org"]\n',
    ),
    Authenticator(
        "hash", "Hash", "hashauthenticator.HashAuthenticator", 'c.HashAuthenticator.secret_key = "analytical engine"\n'
    ),
)

BUTTONS = (
    Authenticator(
        "generic",
        "OAuth 2 / OpenID Connect (Generic)",
        "oauthenticator.generic.GenericOAuthenticator",
        OAUTH + 'c.GenericOAuthenticator.login_service = "Example & Sons University"\n'
        'c.GenericOAuthenticator.authorize_url = "https://idp.example.org/authorize"\n'
        'c.GenericOAuthenticator.token_url = "https://idp.example.org/token"\n'
        'c.GenericOAuthenticator.userdata_url = "https://idp.example.org/userinfo"\n'
        'c.GenericOAuthenticator.username_claim = "account"\n',
    ),
    Authenticator("github", "GitHub", "oauthenticator.github.GitHubOAuthenticator", OAUTH),
    Authenticator("gitlab", "GitLab", "oauthenticator.gitlab.GitLabOAuthenticator", OAUTH),
    Authenticator("google", "Google", "oauthenticator.google.GoogleOAuthenticator", OAUTH),
    Authenticator("globus", "Globus", "oauthenticator.globus.GlobusOAuthenticator", OAUTH),
    Authenticator(
        "cilogon",
        "CILogon",
        "oauthenticator.cilogon.CILogonOAuthenticator",
        OAUTH + f"c.CILogonOAuthenticator.allowed_idps = {{{IDENTITY_PROVIDER!r}: "
        '{"username_derivation": {"username_claim": "preferred_username"}}}\n',
    ),
    Authenticator(
        "auth0",
        "Auth0",
        "oauthenticator.auth0.Auth0OAuthenticator",
        OAUTH + 'c.Auth0OAuthenticator.auth0_domain = "example.auth0.com"\n',
    ),
    Authenticator(
        "azuread",
        "Azure AD (Entra ID)",
        "oauthenticator.azuread.AzureAdOAuthenticator",
        OAUTH + 'c.AzureAdOAuthenticator.tenant_id = "00000000-0000-0000-0000-000000000000"\n',
    ),
    Authenticator("bitbucket", "Bitbucket", "oauthenticator.bitbucket.BitbucketOAuthenticator", OAUTH),
    Authenticator(
        "openshift",
        "OpenShift",
        "oauthenticator.openshift.OpenShiftOAuthenticator",
        OAUTH + 'c.OpenShiftOAuthenticator.openshift_url = "https://openshift.example.org"\n'
        'c.OpenShiftOAuthenticator.openshift_auth_api_url = "https://openshift.example.org"\n',
    ),
    Authenticator("mediawiki", "MediaWiki", "oauthenticator.mediawiki.MWOAuthenticator", OAUTH),
    Authenticator(
        "lti13",
        "LTI 1.3",
        "ltiauthenticator.lti13.auth.LTI13Authenticator",
        'c.LTI13Authenticator.issuer = "https://lms.example.org"\n'
        'c.LTI13Authenticator.authorize_url = "https://lms.example.org/authorize"\n'
        'c.LTI13Authenticator.jwks_endpoint = "https://lms.example.org/jwks"\n'
        'c.LTI13Authenticator.client_id = {"the-hub"}\n',
    ),
    Authenticator(
        "tmp", "Temporary accounts", "tmpauthenticator.TmpAuthenticator", "c.TmpAuthenticator.auto_login = False\n"
    ),
)

LTI11 = Authenticator(
    "lti11",
    "LTI 1.1",
    "ltiauthenticator.LTIAuthenticator",
    'c.LTI11Authenticator.consumers = {"the-course": "a secret between hub and course"}\n',
)
NULL = Authenticator("null", "Null", "null")
AUTO_LOGIN = Authenticator(
    "auto-login",
    "any with `auto_login`",
    BUTTONS[0].authenticator_class,
    BUTTONS[0].lines + "c.Authenticator.auto_login = True\n",
)
REDIRECTS = (LTI11, AUTO_LOGIN)

NATIVE = Authenticator(
    "native",
    "Native",
    "nativeauthenticator.NativeAuthenticator",
    "c.NativeAuthenticator.open_signup = True\nc.NativeAuthenticator.minimum_password_length = 10\n",
)
MULTI = Authenticator(
    "multi",
    "Several (MultiAuthenticator)",
    "multiauthenticator.MultiAuthenticator",
    """\
c.MultiAuthenticator.authenticators = [
    {"authenticator_class": "oauthenticator.github.GitHubOAuthenticator", "url_prefix": "/github", "config": {
        "client_id": "the-hub", "client_secret": "a secret between hub and provider",
        "oauth_callback_url": "https://hub.example.org/hub/github/oauth_callback"}},
    {"authenticator_class": "firstuseauthenticator.FirstUseAuthenticator", "url_prefix": "/members",
     "config": {"allow_all": True}},
    {"authenticator_class": "pam", "url_prefix": "/staff"},
]
""",
)

ALL = (*FORMS, *BUTTONS, LTI11, NATIVE, MULTI, NULL, AUTO_LOGIN)
BY_NAME = {each.name: each for each in ALL}
TITLES = {each.name: each.title for each in ALL}
