"""A real LDAP server with one person, as a program of its own: prints its port and serves until its input ends."""

import sys
from io import BytesIO

from ldaptor.inmemory import fromLDIFFile
from ldaptor.interfaces import IConnectedLDAPEntry
from ldaptor.protocols.ldap.ldapserver import LDAPServer
from twisted.internet import reactor, stdio
from twisted.internet.protocol import Protocol, ServerFactory
from twisted.python.components import registerAdapter

TREE = b"""\
dn: dc=org
dc: org
objectClass: dcObject

dn: dc=example,dc=org
dc: example
objectClass: dcObject

dn: ou=people,dc=example,dc=org
ou: people
objectClass: organizationalUnit

dn: uid=ada,ou=people,dc=example,dc=org
uid: ada
cn: Ada
objectClass: person
userPassword: lovelace

"""


class Directory(ServerFactory):  # type: ignore[misc]
    protocol = LDAPServer

    def __init__(self, root: object) -> None:
        self.root = root


class UntilInputEnds(Protocol):  # type: ignore[misc]
    def connectionLost(self, reason: object) -> None:  # noqa: N802 - Twisted's name
        reactor.stop()


def serve(root: object) -> None:
    registerAdapter(lambda factory: factory.root, Directory, IConnectedLDAPEntry)
    port = reactor.listenTCP(0, Directory(root), interface="127.0.0.1")
    stdio.StandardIO(UntilInputEnds())
    sys.stdout.write(f"{port.getHost().port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    fromLDIFFile(BytesIO(TREE)).addCallback(serve)
    reactor.run()
