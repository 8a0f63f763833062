"""A small real OAuth 2 provider: authorization-code grant with PKCE, as RFC 6749 (4.1) and RFC 7636 have it.

It serves an authorize page with a form that a person submits, a token endpoint that checks everything it is sent, and a
userinfo endpoint. Anything wrong is answered with an OAuth error, so a sign-in that ends well has been checked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT_ID = "the-hub"
CLIENT_SECRET = "a secret between hub and provider"

AUTHORIZE_PAGE = """<!doctype html>
<html lang="en"><title>Example University</title>
<h1>Example University</h1>
<form method="post" action="/authorize?{query}">
<label>Account <input name="account" value="ada"></label>
<button>Allow</button>
</form></html>"""


@dataclass
class Grant:
    """What a code stands for until it is redeemed."""

    account: str
    redirect_uri: str
    challenge: str | None


@dataclass
class OAuthProvider:
    """The provider's state; `url` is where it answers."""

    redirect_uris: set[str] = field(default_factory=set)
    grants: dict[str, Grant] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    claims: dict[str, object] = field(default_factory=dict)  # what else userinfo says about everybody
    in_token_response: dict[str, object] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": self}))
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, name="oauth", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def hub_config(self, hub_url: str) -> str:
        """Lines for jupyterhub_config.py with which the hub at `hub_url` signs people in here."""
        callback = f"{hub_url}/hub/oauth_callback"
        self.redirect_uris.add(callback)
        return f"""
c.JupyterHub.authenticator_class = "generic-oauth"
c.GenericOAuthenticator.login_service = "Example University"
c.GenericOAuthenticator.client_id = {CLIENT_ID!r}
c.GenericOAuthenticator.client_secret = {CLIENT_SECRET!r}
c.GenericOAuthenticator.oauth_callback_url = {callback!r}
c.GenericOAuthenticator.authorize_url = "{self.url}/authorize"
c.GenericOAuthenticator.token_url = "{self.url}/token"
c.GenericOAuthenticator.userdata_url = "{self.url}/userinfo"
c.GenericOAuthenticator.username_claim = "account"
"""

    def refused_authorization(self, query: dict[str, str]) -> str | None:
        """Why an authorization request is refused (RFC 6749, 4.1.2.1), or None."""
        if query.get("client_id") != CLIENT_ID:
            return "unauthorized_client"
        if query.get("redirect_uri") not in self.redirect_uris:
            return "invalid_request"
        return None if query.get("response_type") == "code" else "unsupported_response_type"

    def grant(self, query: dict[str, str], account: str) -> str:
        """Remember the person's consent; the address to send the browser back to."""
        code = secrets.token_urlsafe()
        self.grants[code] = Grant(account, query["redirect_uri"], query.get("code_challenge"))
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query.get('state', '')})}"

    def redeem(self, form: dict[str, str], client: tuple[str, str]) -> tuple[int, dict[str, object]]:
        """Answer a token request (RFC 6749, 4.1.3): status and body."""
        grant = self.grants.pop(form.get("code", ""), None)  # a code is good once
        if client != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client"}
        if form.get("grant_type") != "authorization_code":
            return 400, {"error": "unsupported_grant_type"}
        if grant is None or form.get("redirect_uri") != grant.redirect_uri:
            return 400, {"error": "invalid_grant"}
        if grant.challenge and _challenge(form.get("code_verifier", "")) != grant.challenge:
            return 400, {"error": "invalid_grant"}
        token = secrets.token_urlsafe()
        self.tokens[token] = grant.account
        return 200, {"access_token": token, "token_type": "Bearer", **self.in_token_response}


def _challenge(verifier: str) -> str:
    """S256 of RFC 7636, 4.2."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class _Handler(BaseHTTPRequestHandler):
    provider: OAuthProvider
    timeout = 10  # an idle keep-alive connection must not hold up the end of the tests

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/authorize":
            query = _single(address.query)
            refusal = self.provider.refused_authorization(query)
            if refusal:
                self._refuse(400, {"error": refusal})
            else:
                self._answer(200, "text/html", AUTHORIZE_PAGE.format(query=escape(urlencode(query))))
        elif address.path == "/userinfo":
            scheme, _, token = self.headers.get("Authorization", "").partition(" ")
            account = self.provider.tokens.get(token) if scheme.lower() in {"bearer", "token"} else None
            if account is None:
                self._refuse(401, {"error": "invalid_token"})
            else:
                self._answer(200, "application/json", json.dumps({"account": account, **self.provider.claims}))
        else:
            self._answer(204, "text/plain", "")

    def do_POST(self) -> None:
        address = urlsplit(self.path)
        form = _single(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if address.path == "/token":
            status, body = self.provider.redeem(form, self._client(form))
            if status == 200:
                self._answer(status, "application/json", json.dumps(body))
            else:
                self._refuse(status, body)
        else:
            query = _single(address.query)
            refusal = self.provider.refused_authorization(query)
            if refusal:
                self._refuse(400, {"error": refusal})
            else:
                self.send_response(303)
                self.send_header("Location", self.provider.grant(query, form["account"]))
                self.send_header("Content-Length", "0")
                self.end_headers()

    def _client(self, form: dict[str, str]) -> tuple[str, str]:
        """Client id and secret, from HTTP Basic authentication or the body (RFC 6749, 2.3.1)."""
        scheme, _, value = self.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "basic":
            name, _, secret = base64.b64decode(value).decode().partition(":")
            return name, secret
        return form.get("client_id", ""), form.get("client_secret", "")

    def _refuse(self, status: int, body: dict[str, object]) -> None:
        self.provider.refusals.append(f"{self.command} {self.path}: {body['error']}")
        self._answer(status, "application/json", json.dumps(body))

    def _answer(self, status: int, kind: str, body: str) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: what is refused is in `refusals`."""


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}
