"""A plugin of pytest's that counts the builder's program in the coverage: `pytest -p builder_coverage`.

The program has no environment and reads no `.pth` files, by which coverage finds every other program.
"""

from __future__ import annotations

from pathlib import Path

import coverage

from jupyterhub_valueprop.builder import process

COUNT = "import coverage; coverage.Coverage(data_file={data!r}, config_file={config!r}, data_suffix=True).start(); "
CONFIG = Path(__file__).parents[1] / "pyproject.toml"


def pytest_configure() -> None:
    """Let every program count from before its first import of this package."""
    counting = coverage.Coverage.current()
    if counting is None:
        raise RuntimeError("no coverage is counted; run: coverage run -m pytest -p builder_coverage")
    count = COUNT.format(data=str(Path(counting.config.data_file).resolve()), config=str(CONFIG))
    before, start, after = process.PROGRAM.partition("from jupyterhub_valueprop")
    process.PROGRAM = before + count + start + after
