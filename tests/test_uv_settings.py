"""uv installs from where pip does: what pip.conf and PIP_* say is said to uv, or pip installs."""

from __future__ import annotations

import pytest
from uv_settings import of_pip

BEST = {"UV_INDEX_STRATEGY": "unsafe-best-match"}


def test_a_machines_indexes_folders_and_certificates_are_uvs_too() -> None:
    listing = """\
:env:.disable-pip-version-check='1'
global.cert='/etc/ssl/certs/ca-certificates.crt'
global.constraint='/etc/pip/constraints.txt'
global.default-timeout='180'
global.extra-index-url='\\nfile:///opt/one/simple\\nfile:///opt/two/simple'
global.find-links='/opt/wheels /opt/more'
global.index-url='https://user:p=ss@mirror.example.org/simple'
global.trusted-host='mirror.example.org'
"""
    assert of_pip(listing) == BEST | {
        "SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt",
        "UV_CONSTRAINT": "/etc/pip/constraints.txt",
        "UV_DEFAULT_INDEX": "https://user:p=ss@mirror.example.org/simple",
        "UV_FIND_LINKS": "/opt/wheels,/opt/more",
        "UV_HTTP_TIMEOUT": "180",
        "UV_INDEX": "file:///opt/one/simple file:///opt/two/simple",
        "UV_INSECURE_HOST": "mirror.example.org",
    }


@pytest.mark.parametrize("listing", ["", "global.index-url=''\n", "freeze.all='true'\n"])
def test_where_pip_is_told_nothing_uv_asks_the_same_index(listing: str) -> None:
    assert of_pip(listing) == BEST


def test_the_environment_overrides_the_section_of_install_and_that_the_rest() -> None:
    urls = {":env:": "https://three", "global": "https://one", "install": "https://two"}
    lines = [f"{section}.index-url={url!r}\n" for section, url in urls.items()]
    assert of_pip("".join(lines)) == BEST | {"UV_DEFAULT_INDEX": "https://three"}
    assert of_pip("".join(lines[1:])) == BEST | {"UV_DEFAULT_INDEX": "https://two"}


@pytest.mark.parametrize("option", ["no-index", "client-cert", "proxy", "pre", "an-option-of-a-newer-pip"])
def test_with_an_option_that_uv_is_not_told_pip_installs(option: str) -> None:
    assert of_pip(f"global.index-url='https://one'\nglobal.{option}='1'\n") is None
