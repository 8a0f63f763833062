"""The authenticators from PyPI that have an environment of their own: each package in a folder, by its exact version.

Several bring a module of the same name, or pin what others need, so none of them is installed beside another:
`python -m authenticators.packages` puts each into its folder without its dependencies, which are few and in
packages.txt, and a test imports from one folder at a time. What could not be tried is here too, with the reason.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from authenticators.catalogue import IDENTITY_PROVIDER, OAUTH, Authenticator

FOLDER = Path(__file__).parents[2] / "build" / "authenticators"
SECRET = "a secret between hub and the proxy in front of it"

GENERIC = """\
c.OAuthenticator.authorize_url = "https://idp.example.org/authorize"
c.OAuthenticator.token_url = "https://idp.example.org/token"
c.OAuthenticator.userdata_url = "https://idp.example.org/userinfo"
"""
LTI13 = """\
c.LTI13Authenticator.issuer = "https://lms.example.org"
c.LTI13Authenticator.authorize_url = "https://lms.example.org/authorize"
c.LTI13Authenticator.jwks_endpoint = "https://lms.example.org/jwks"
c.LTI13Authenticator.client_id = {"the-hub"}
"""
TOKENS = f"c.JSONWebTokenAuthenticator.secret = {SECRET!r}\n"


@dataclass(frozen=True, kw_only=True)
class Packaged(Authenticator):
    """An authenticator of the catalogue's kind; its name is that of its package."""

    version: str

    @property
    def folder(self) -> Path:
        return FOLDER / f"{self.name}-{self.version}"

    @property
    def is_installed(self) -> bool:
        return self.folder.is_dir()


def packaged(name: str, version: str, title: str, authenticator_class: str, lines: str = "") -> Packaged:
    return Packaged(name, title, authenticator_class, lines, version=version)


FORMS = (
    packaged("aiauthenticator", "0.3", "Any password", "aiauthenticator.AiAuthenticator"),
    packaged(
        "jupyterhub-couchdb-authenticator",
        "0.6",
        "CouchDB",
        "couchdbauthenticator.CouchDBAuthenticator",
        'c.CouchDBAuthenticator.couchdb_url = "couch.example.org"\n',
    ),
    packaged(
        "jupyterhub-crowd",
        "0.0.2",
        "Atlassian Crowd",
        "jupyterhub_crowd.Crowthenticator",
        'c.Crowthenticator.server_url = "https://crowd.example.org"\n',
    ),
    packaged(
        "jupyterhub-dummyauthenticator",
        "0.3.1",
        "Dummy, before it was JupyterHub's",
        "dummyauthenticator.DummyAuthenticator",
        'c.DummyAuthenticator.password = "lovelace"\n',
    ),
    packaged(
        "girder-jupyterhub",
        "0.2.0",
        "Girder",
        "girder_jupyterhub.auth.girderauthenticator.GirderAuthenticator",
        'c.CryptKeeper.keys = [b"k" * 32]\n',
    ),
    packaged(
        "jupyterhub-enverge-nativeauthenticator",
        "0.0.6",
        "Native, with e-mails (Enverge)",
        "enverge_nativeauthenticator.enverge_nativeauthenticator.EnvergeNativeAuthenticator",
    ),
    packaged(
        "jupyterhub-hmacauthenticator",
        "1.0",
        "HMAC",
        "hmacauthenticator.HMACAuthenticator",
        f'c.HMACAuthenticator.secret_key = "{"ab" * 32}"\n',
    ),
    packaged(
        "jupyterhub-keystoneauthenticator",
        "0.2.6",
        "OpenStack Keystone",
        "keystoneauthenticator.KeystoneAuthenticator",
        'c.KeystoneAuthenticator.auth_url = "https://keystone.example.org/v3"\n',
    ),
    packaged(
        "jupyterhub-ldap-authenticator",
        "1.1.0",
        "LDAP (another one)",
        "ldapauthenticator.LDAPAuthenticator",
        'c.LDAPAuthenticator.server_hosts = ["ldaps://ldap.example.org"]\n',
    ),
    packaged("jupyterhub-nanowireauthenticator", "0.0.4", "Nanowire", "nanowireauthenticator.NanowireAuthenticator"),
    packaged(
        "jupyterhub-ndapfirstuseauthenticator",
        "0.14.2.dev0",
        "First use or a token (NDAP)",
        "ndapfirstuseauthenticator.firstuseauthenticator.FirstUseAuthenticator",
    ),
    packaged(
        "jupyterhub-remotecsv-authenticator",
        "0.1",
        "A list somewhere else (CSV)",
        "remotecsvauthenticator.RemoteCSVAuthenticator",
    ),
    packaged("jupyterhub-passthroughauth", "0.0.1", "PAM, or a guest", "passthroughauth.auth.PassThroughAuthenticator"),
    packaged("sqlauthenticator", "1.0", "MySQL", "sqlauthenticator.SQLAuthenticator"),
    packaged(
        "jupyterhub-wordpressauthenticator", "0.1.1", "WordPress", "wordpressauthenticator.WordPressAuthenticator"
    ),
)

KERBEROS = packaged(
    "jupyterhub-kerberosauthenticator", "1.0.0", "Kerberos", "kerberosauthenticator.KerberosAuthenticator"
)
BUTTONS = (
    KERBEROS,
    packaged("custos-jupyterhub-authenticator", "1.0.5", "Custos", "custosauthenticator.custos.CustosOAuthenticator"),
    packaged(
        "jupyterhub-datalaboauthenticator",
        "1.0",
        "OAuth 2 (Datalab)",
        "datalaboauthenticator.datalab.DatalabOAuthenticator",
        f"{OAUTH}{GENERIC}c.Authenticator.auto_login = False\n",
    ),
    packaged("eodh-jpyauth", "0.1.3", "Keycloak (EO DataHub)", "eodh_jpyauth.auth.EODHAuthenticator", OAUTH + GENERIC),
    packaged(
        "fabricauthenticator",
        "1.4.0",
        "CILogon (FABRIC)",
        "fabricauthenticator.fabricauthenticator.FabricAuthenticator",
        OAUTH + f"c.CILogonOAuthenticator.allowed_idps = {{{IDENTITY_PROVIDER!r}: "
        '{"username_derivation": {"username_claim": "preferred_username"}}}\n',
    ),
    packaged(
        "jupyterhub-feishu-oauthenticator",
        "0.1.1",
        "FeiShu",
        "feishuoauthenticator.feishu.FeiShuOAuthenticator",
        OAUTH + GENERIC,
    ),
    packaged(
        "genericopenauth",
        "1.0.0",
        "OAuth 2 (groups from the token)",
        "genericopenauth.genericopenauth.CustomGenericOAuthenticator",
        OAUTH + GENERIC,
    ),
    packaged(
        "datalab-ltiauthenticator",
        "4.0.1",
        "LTI 1.3 (Datalab)",
        "datalab_ltiauthenticator.lti13.auth.LTI13Authenticator",
        LTI13,
    ),
)

MULTI = packaged(
    "multiauthenticator",
    "22.6",
    "Several (GenePattern's MultiAuthenticator)",
    "multiauthenticator.MultiAuthenticator",
    """\
from jupyterhub.auth import PAMAuthenticator
from oauthenticator.github import GitHubOAuthenticator
c.MultiAuthenticator.authenticators = [
    (GitHubOAuthenticator, "/github", {"client_id": "the-hub", "client_secret": "a secret"}),
    (PAMAuthenticator, "/staff", {"service_name": "a password"}),
]
""",
)
NULL = packaged("nullauthenticator", "1.0.0", "Null, before it was JupyterHub's", "nullauthenticator.NullAuthenticator")

REMOTE_USER = packaged(
    "jhub-remote-user-authenticator",
    "0.1.0",
    "Remote user",
    "jhub_remote_user_authenticator.remote_user_auth.RemoteUserAuthenticator",
)
#: What signs in whom a proxy names in a header, and that header.
HEADERS = {
    REMOTE_USER: "REMOTE_USER",
    packaged(
        "jupyterhub-remote-user-authenticator",
        "1.0.0",
        "Remote user (another one)",
        "remote_user_authenticator.RemoteUserAuthenticator",
    ): "REMOTE_USER",
    packaged("jhub-authenticators", "0.6.1", "Headers", "jhubauthenticators.HeaderAuthenticator"): "Remote-User",
    packaged(
        "crc-jupyter-auth",
        "1.1.0",
        "Headers, with VPN roles",
        "crc_jupyter_auth.remote_user_auth.RemoteUserAuthenticator",
    ): "Cn",
}
#: What signs in whoever brings a signed token, how it is brought, and the claim with the name.
WEB_TOKENS = {
    packaged(
        "jupyterhub-jwtauthenticator",
        "0.1",
        "JSON Web Token",
        "jwtauthenticator.jwtauthenticator.JSONWebTokenAuthenticator",
        TOKENS,
    ): ("Authorization", "bearer {}", "upn"),
    packaged(
        "jupyterhub-jwtauthenticator-v2",
        "2.0.3",
        "JSON Web Token (v2)",
        "jwtauthenticator.JSONWebTokenAuthenticator",
        f'{TOKENS}c.JSONWebTokenAuthenticator.header_name = "X-Token"\n',
    ): ("X-Token", "{}", "username"),
    packaged(
        "jh-jwt",
        "0.0.11",
        "JSON Web Token (jh-jwt)",
        "jh_jwt.jh_jwt.JSONWebTokenAuthenticator",
        TOKENS,
    ): ("Authorization", "bearer {}", "upn"),
}
NIST = packaged("nistauthenticator", "0.1.0", "Header (NIST)", "nistauthenticator.NISTAuthenticator")
SHIBBOLETH = packaged(
    "jhub-shibboleth-user-authenticator",
    "0.1.6",
    "Shibboleth",
    "jhub_shibboleth_user_authenticator.shibboleth_user_auth.ShibbolethUserAuthenticator",
)
CAS = packaged("jhub-cas-authenticator", "1.0.2", "CAS", "jhub_cas_authenticator.cas_auth.CASAuthenticator")
SAML = packaged(
    "jupyterhub-samlauthenticator",
    "0.0.11",
    "SAML",
    "samlauthenticator.SAMLAuthenticator",
    """\
c.SAMLAuthenticator.metadata_content = '''<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"
    entityID="https://idp.example.org"><md:IDPSSODescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
    Location="https://idp.example.org/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>'''
c.SAMLAuthenticator.slo_forward_on_logout = False
""",
)
#: What answers 500 on JupyterHub 5 and 6 with or without this package, and where.
BROKEN = {
    packaged(
        "jhub-remote-login", "0.2.119", "Remote user, with an own token", "jhub_remote_login.RemoteUserAuthenticator"
    ): "/hub/login",
    packaged(
        "jupyterhub-sxauthenticator", "0.0.4", "Temporary accounts (sx)", "sxauthenticator.SXAuthenticator"
    ): "/hub/sxlogin",
}

PACKAGES = tuple(
    sorted(
        (*FORMS, *BUTTONS, MULTI, NULL, *HEADERS, *WEB_TOKENS, NIST, SHIBBOLETH, CAS, SAML, *BROKEN),
        key=lambda each: each.title.casefold(),
    )
)

#: What else JupyterHub could be told to use from PyPI, and why it was not tried.
NOT_TRIED = {
    "classroom-auth 0.0.1": "does not start on JupyterHub 5 or 6: `Authenticator.__init__() takes 1 positional "
    "argument but 2 were given`",
    "cyolauthenticator 1.3": "asks an LDAP server for its base when it is imported (`LDAP_BASE_DN`), and makes "
    "accounts on the machine",
    "dataflow-authenticator 1.0.0": "needs the database and the Airflow of its platform",
    "django-authenticator-gdaley 0.1.5a0": "needs a MySQL server with the tables of a Django site",
    "jhub-shibboleth-auth 1.5.0": "does not install: requires `jupyterhub==0.9.6`",
    "jupyter-omero-authenticator 0.0.1": "needs OMERO's client and an OMERO server; its login page extends "
    "JupyterHub's by its full name, which this package doesn't replace",
    "jupyter-openbis-authenticator 0.5.5": "needs an openBIS server; its form is JupyterHub's",
    "jupyterhub-cognito-jwt-forward 0.4": "can't be imported: the name of its module has hyphens",
    "jupyterhub-cognitoauthenticator 1.0.0": "needs Amazon Cognito and its client; its login page is a copy of "
    "NativeAuthenticator's, with this package's header and footer and without the value proposition",
    "jupyterhub-naasauthenticator 0.8.4": "does not install: requires `jupyterhub==1.3.0`",
    "jupyterhub-saml-auth 0.3.2": "needs python3-saml, Notebook and a folder of settings; leads to its provider from "
    "`/hub/login`, as SAML does",
    "jupyterhub-samlauthenticator-kai 0.3.0": "a fork of jupyterhub-samlauthenticator that needs the program xmlsec1",
    "jupyterhub-tmpnativeauthenticator 1.0.8": "a fork of NativeAuthenticator under the same module name",
    "keycloakauthenticator 4.0.13": "does not install: requires `jupyterhub==5.4.3` exactly, on which these "
    "tests don't run",
    "noos-jupyter-authenticator 0.3.0": "needs Python 3.12, and these tests run on 3.11; what it does on its page uses "
    "`statsd`, which JupyterHub 6 no longer has",
    "oauthenticator-plus 15.1.3": "an older OAuthenticator under the same module name",
    "sandstone-jupyterhub-login 0.1.2": "does not install: requires `tornado==4.3`",
    "sqre-ghowlauth 0.0.10": "can't be imported: OAuthenticator has no `GitHubLoginHandler` any more",
    "swanhub 1.0.23": "does not install: requires `jupyterhub==5.4.3` exactly",
    "tokenexchangeauthenticator 0.3.6": "asks its provider for its URLs before the hub starts",
}

#: Packages that describe themselves in the words of one above, as copies do.
COPIES = (
    "dc-jhub-jwtauthenticator",
    "hubzero-jupyterhub-hzjwtauthenticator",
    "idpauth",
    "jijzeptlab-cognitoauthenticator",
    "jupyterhub-aiauthenticator",
    "jupyterhub-ldapauthenticator-latest",
    "jupyterhub-ldapauthenticator-refresh",
    "oauthenticatordev",
    "uva-jhub-cas-authenticator",
    "yqn-jupyterhub-ldapauthenticator",
)


def install(package: Packaged) -> None:
    """Put a package into its folder, unless it is there."""
    if not package.is_installed:
        options = ["--quiet", "--no-deps", "--target", str(package.folder)]
        command = [sys.executable, "-m", "pip", "install", *options, f"{package.name}=={package.version}"]
        print("$", *command, flush=True)
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    for each in PACKAGES:
        install(each)
