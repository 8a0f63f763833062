"""A learning platform as LTI 1.3 has it: its public keys at an address, and the signed launches of its students.

IMS Security Framework 1.0, 5.1.1: the platform begins, the tool answers with a nonce, the platform sends a token.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://lms.example.org"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
KEY = "the only key"


class Course:
    """A course with the tool `client`; `keys` is the address of its public keys."""

    def __init__(self, client: str) -> None:
        self.client = client
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        answer = json.dumps({"keys": [{**public, "kid": KEY, "alg": "RS256", "use": "sig"}]}).encode()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Keys", (_Keys,), {"answer": answer}))
        self.thread = threading.Thread(target=self.server.serve_forever, name="course", daemon=True)
        self.thread.start()

    @property
    def keys(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/keys"

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def launch(self, asked: Mapping[str, str], student: str) -> dict[str, str]:
        """The form that the platform sends to the tool after the tool has `asked`."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": self.client,
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
            "sub": student,
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": "1",
            f"{CLAIM}target_link_uri": asked["redirect_uri"],
            f"{CLAIM}roles": [],
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}resource_link": {"id": "1"},
        }
        token = jwt.encode(claims, self.private, "RS256", headers={"kid": KEY})
        return {"state": asked["state"], "id_token": token}


class _Keys(BaseHTTPRequestHandler):
    answer: bytes

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""
