"""Keeps what SQLAlchemy has compiled from one hub to the next: half of a hub's start is the same 200 statements.

Each hub has a database in memory of its own all the same; only the texts of the statements are shared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jupyterhub import orm
from sqlalchemy import Engine

IN_MEMORY = "sqlite://"

_create: Callable[..., Engine] = orm.create_engine
_first: list[Engine] = []


def create_engine(url: str, **options: Any) -> Engine:
    """As JupyterHub has it, for `jupyterhub.orm`; the first engine for a database in memory lends its statements."""
    engine = _create(url, **options)
    if str(url) == IN_MEMORY:
        if not _first:
            engine.connect().close()  # it asks which version of SQLite there is
            _first.append(engine)
        engine.dialect = engine.pool._dialect = _first[0].dialect
        engine._compiled_cache = _first[0]._compiled_cache
    return engine
