"""A CAS server as protocol 3.0 has it (2.1 login, 2.5 serviceValidate): it gives tickets, each good once."""

from __future__ import annotations

import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

ANSWER = '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">{}</cas:serviceResponse>'
SUCCESS = "<cas:authenticationSuccess><cas:user>ada</cas:user></cas:authenticationSuccess>"
FAILURE = '<cas:authenticationFailure code="INVALID_TICKET">unknown</cas:authenticationFailure>'


class CasServer:
    """A running server; everybody who comes to `{url}/login` is ada."""

    def __init__(self) -> None:
        self.tickets: dict[str, str] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"cas": self}))
        self.thread = threading.Thread(target=self.server.serve_forever, name="cas", daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    cas: CasServer
    timeout = 10  # an idle connection must not hold up the end of the tests

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/login":
            ticket = f"ST-{secrets.token_urlsafe()}"
            self.cas.tickets[ticket] = query["service"]
            joint = "&" if "?" in query["service"] else "?"
            self.send_response(302)
            self.send_header("Location", f"{query['service']}{joint}{urlencode({'ticket': ticket})}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        is_good = self.cas.tickets.pop(query.get("ticket", ""), None) is not None
        body = ANSWER.format(SUCCESS if is_good else FAILURE).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""
