"""What the fixtures of these tests are, for annotations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import httpx
from authenticators.catalogue import Authenticator
from real_hub import Hub
from versions import installed_hub

HUB = installed_hub()

Proves: TypeAlias = Callable[[Authenticator, str], None]
Start: TypeAlias = Callable[..., Awaitable[Hub]]
Answers: TypeAlias = tuple[httpx.Response, httpx.Response]
Pages: TypeAlias = Callable[..., Awaitable[Answers]]
