"""The program: asked for one site by a line of JSON, it answers with what it reads, then with the site, and ends.

Its answers are lines: `asked`, `reading "<path>"` before each file is opened, then `site`, followed by the site's
message, or `failed "<traceback>"`.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from . import limits
from .answers import ASKED, FAILED, LONGEST_TRACEBACK, READING, SITE
from .layer_data import layers_from_data


def main() -> None:
    """Serve the hub whose process id is the first argument; never returns."""
    limits.settle(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        make = _maker()
        question = json.loads(sys.stdin.buffer.readline())
        answers.write(ASKED)
        answers.flush()
        limits.bound(question["seconds"])
        answer = SITE + make(question, answers)
    except Exception:
        answer = FAILED + json.dumps(traceback.format_exc()[-LONGEST_TRACEBACK:]).encode() + b"\n"
    answers.write(answer)
    answers.flush()
    os._exit(0)


def _maker() -> Callable[[dict[str, object], BinaryIO], bytes]:
    """What makes the message of a site; imported while the hub is still reading its configuration."""
    from jupyterhub_valueprop.files import Files  # noqa: PLC0415
    from jupyterhub_valueprop.page import build_site  # noqa: PLC0415
    from jupyterhub_valueprop.site import write_message  # noqa: PLC0415

    def make(question: dict[str, object], answers: BinaryIO) -> bytes:
        def announce(path: Path) -> None:
            answers.write(READING + json.dumps(str(path)).encode() + b"\n")
            answers.flush()

        site = build_site(
            layers_from_data(question["layers"]),
            static_url_prefix=str(question["static_url_prefix"]),
            template_folders=tuple(map(Path, question["template_folders"])),  # type: ignore[call-overload]
            public_url=str(question["public_url"]),
            files=Files(map(Path, question["folders"]), announce),  # type: ignore[call-overload]
        )
        return write_message(site)

    return make
