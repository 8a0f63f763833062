"""`check --https` asks a real host, over TLS, and `--fix` writes what answers; without it nobody is asked."""

from __future__ import annotations

import http.server
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from picture_host import certificate

from jupyterhub_valueprop.cli import main
from jupyterhub_valueprop.vendoring.public_addresses import inner_network

BRANDING = """\
community:
  logo: http://127.0.0.1/logo.png    # ours
  favicon: http://127.0.0.1/page.png
network: {logo: "http://127.0.0.1/gone.png"}
"""


class _Host(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_HEAD(self) -> None:
        self.asked.append(self.path)
        self.send_response(404 if "gone" in self.path else 200)
        self.send_header("Content-Type", "text/html" if "page" in self.path else "image/png")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the host of this test was asked for."""
    pem = certificate(tmp_path)
    _Host.asked = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setattr("http.client.HTTPSConnection.default_port", server.server_address[1])
    # the only host that a test can ask is this machine, which is not public
    monkeypatch.setattr("jupyterhub_valueprop.vendoring.web_addresses.inner_network", lambda _: None)
    folder = tmp_path / "hub"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "branding.yaml").write_text(BRANDING)
    yield _Host.asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_answers_by_https_is_written_so_when_asked(asked: list[str]) -> None:
    plain = CliRunner().invoke(main, ["check"])
    assert "https-too" not in plain.stdout
    assert asked == []

    result = CliRunner().invoke(main, ["check", "--https", "--fix"])

    assert asked[:3] == ["/logo.png", "/page.png", "/gone.png"]
    assert Path("branding.yaml").read_text() == BRANDING.replace("http://127.0.0.1/logo", "https://127.0.0.1/logo")
    assert result.exit_code == 0
    assert "https-too" not in result.stdout


def test_a_host_that_can_not_be_trusted_or_reached_changes_nothing(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    text = BRANDING + "credits: {operated_by: [{name: A, logo: 'http://127.0.0.1:9/a.png'}]}\n"
    Path("branding.yaml").write_text(text)
    result = CliRunner().invoke(main, ["check", "--https", "--fix"])
    assert (result.exit_code, Path("branding.yaml").read_text(), asked) == (0, text, [])


def test_the_next_address_is_asked_where_one_does_not_answer(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.create_connection

    def half_dead(address: tuple[str, int], timeout: float) -> socket.socket:
        if address[0] == "192.0.2.1":
            raise ConnectionRefusedError(111, "Connection refused")
        return connect(address, timeout)

    monkeypatch.setattr("socket.create_connection", half_dead)
    resolver = "jupyterhub_valueprop.cli.https_files.system_resolver"
    monkeypatch.setattr(resolver, lambda _host, _port: ["192.0.2.1", "127.0.0.1"])
    assert "https-too" in CliRunner().invoke(main, ["check", "--https"]).stdout
    assert "/logo.png" in asked


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "localhost.", "127.1", "0"])
def test_no_host_of_a_private_network_is_asked(asked: list[str], monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setattr("jupyterhub_valueprop.vendoring.web_addresses.inner_network", inner_network)
    Path("branding.yaml").write_text(f"community: {{logo: 'http://{host}/admin?delete=all'}}\n")
    result = CliRunner().invoke(main, ["check", "--https"])
    assert (result.exit_code, asked) == (0, [])
