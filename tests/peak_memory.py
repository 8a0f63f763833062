"""How much memory a short program takes for a file, in a process of its own: a peak never falls again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PEAK = "import resource; peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"


def peak_of(program: str, file: Path) -> tuple[int, str]:
    """The two words that a program prints: megabytes, which it learns from `peak()`, and what came of it.

    It finds the file's path as `sys.argv[1]`.
    """
    done = subprocess.run(
        [sys.executable, "-c", PEAK + program, file],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    peak, said = done.stdout.split()
    return int(peak), said
