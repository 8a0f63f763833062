"""A Kerberos realm of a test's own: MIT's key distribution center (RFC 4120) with one person and one service.

`python -m authenticators.realm` installs it from Debian where that is possible.
"""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import debian_packages
from real_hub import free_port

NAME = "EXAMPLE.ORG"
SERVICE = "HTTP/localhost"
SBIN = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
PROGRAMS = ("krb5kdc", "kdb5_util", "kadmin.local")
HOW_TO_INSTALL = "needs a Kerberos server (on Debian: apt-get install krb5-kdc krb5-admin-server)"

CLIENT = """[libdefaults]
default_realm = {realm}
dns_lookup_realm = false
dns_lookup_kdc = false
dns_canonicalize_hostname = false
rdns = false
[realms]
{realm} = {{
  kdc = 127.0.0.1:{port}
}}
"""
SERVER = """[kdcdefaults]
kdc_listen = 127.0.0.1:{port}
kdc_tcp_listen = 127.0.0.1:{port}
[realms]
{realm} = {{
  database_name = {folder}/principal
  key_stash_file = {folder}/stash
  acl_file = {folder}/acl
}}
"""


def what_is_missing() -> str:
    """Why no realm can be made here; empty when one can."""
    if not all(shutil.which(program, path=SBIN) for program in PROGRAMS):
        return HOW_TO_INSTALL
    return "" if find_spec("kerberos") else "needs pykerberos"


class Realm:
    """A running realm in `folder`; `environment` lets a process be `ada` in it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        port = free_port()
        self.service_keys, persons_keys = folder / "service.keytab", folder / "ada.keytab"
        for name, template in (("krb5.conf", CLIENT), ("kdc.conf", SERVER)):
            (folder / name).write_text(template.format(realm=NAME, port=port, folder=folder), encoding="utf-8")
        places = {"KRB5_CONFIG": str(folder / "krb5.conf"), "KRB5_KDC_PROFILE": str(folder / "kdc.conf")}
        self.environment: Mapping[str, str] = {
            **places,
            "KRB5_CLIENT_KTNAME": str(persons_keys),
            "KRB5CCNAME": f"FILE:{folder / 'tickets'}",
        }
        servers = os.environ | places | {"PATH": SBIN}
        commands = [["kdb5_util", "create", "-s", "-P", "a password of the test", "-r", NAME]]
        for principal, keys in ((SERVICE, self.service_keys), ("ada", persons_keys)):
            queries = (f"addprinc -randkey {principal}", f"ktadd -k {keys} {principal}")
            commands += [["kadmin.local", "-q", query] for query in queries]
        for command in commands:
            subprocess.run(command, env=servers, check=True, capture_output=True, stdin=subprocess.DEVNULL)
        self.server = subprocess.Popen(
            ["krb5kdc", "-n"], env=servers, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        self._wait(port)

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait(timeout=10)

    def header(self) -> str:
        """What a browser of somebody who has a ticket sends as `Authorization` (RFC 4559)."""
        import kerberos

        _, context = kerberos.authGSSClientInit("HTTP@localhost")
        kerberos.authGSSClientStep(context, "")
        return f"Negotiate {kerberos.authGSSClientResponse(context)}"

    @staticmethod
    def _wait(port: int) -> None:
        give_up = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                assert time.monotonic() < give_up, "the Kerberos server does not start"
                time.sleep(0.05)
            else:
                return


#: What somebody sends who has no ticket for this service.
FOREIGN = f"Negotiate {base64.b64encode(b'a ticket of another realm').decode()}"


if __name__ == "__main__":
    has_headers = shutil.which("krb5-config") is not None  # pykerberos is compiled
    if not (has_headers and what_is_missing() != HOW_TO_INSTALL) and debian_packages.can_be_installed():
        for package in ("krb5-kdc", "krb5-admin-server", "libkrb5-dev"):
            debian_packages.install(package)
    print(f"Kerberos: {what_is_missing() or NAME}")
