"""What pip is told of a machine's indexes, folders and certificates, as uv's variables: uv doesn't read pip.conf.

Plain Python: the noxfile reads it. With these variables uv installs what pip installs, in a third of the time.
"""

from __future__ import annotations

import ast
import subprocess
import sys

#: uv's variable for each of pip's options, and what stands between its values.
VARIABLES = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "constraint": ("UV_CONSTRAINT", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
}
#: Options that change nothing of what is installed. Of any other, nobody has said what uv would have to do.
HARMLESS = {
    *("break-system-packages", "cache-dir", "config-file", "disable-pip-version-check", "no-cache-dir", "no-color"),
    *("no-input", "no-python-version-warning", "no-warn-script-location", "progress-bar", "quiet"),
    *("require-virtualenv", "retries", "root-user-action", "verbose"),
}
#: Each overrides those before it, as for pip.
SECTIONS = ("global", "install", ":env:")


def of_this_machine() -> dict[str, str] | None:
    """uv's variables for what this Python's pip is told; None if there is no pip, or uv can't be told the same."""
    command = [sys.executable, "-m", "pip", "config", "list", "--disable-pip-version-check"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    return of_pip(listed.stdout) if listed.returncode == 0 else None


def of_pip(listing: str) -> dict[str, str] | None:
    """uv's variables for what `pip config list` has printed: lines such as `global.index-url='https://…'`."""
    told: dict[str, str] = {}
    lines = [line.partition("=") for line in listing.splitlines()]
    for section in SECTIONS:
        own = [(name.removeprefix(f"{section}."), value) for name, _, value in lines if name.startswith(f"{section}.")]
        told |= {option: ast.literal_eval(value) for option, value in own}
    chosen = {option: value.split() for option, value in told.items() if value.strip() and option not in HARMLESS}
    if not chosen.keys() <= VARIABLES.keys():
        return None
    # as pip does: the best version of all indexes, not that of the first index that has one
    variables = {"UV_INDEX_STRATEGY": "unsafe-best-match"}
    for option, values in chosen.items():
        name, between = VARIABLES[option]
        variables[name] = between.join(values)
    return variables
