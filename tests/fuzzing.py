"""How the fuzz tests try what is made up: the same few examples on every machine, or as many new ones as one says.

`VALUEPROP_FUZZ_EXAMPLES`, which `make fuzz` sets, says how many. Only then is a failure made smaller: that runs the
test hundreds of times, and where time is measured it may not end.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

_asked = os.environ.get("VALUEPROP_FUZZ_EXAMPLES")

fuzzed = settings(
    max_examples=int(_asked or 60),
    derandomize=not _asked,
    database=None,
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if _asked else ())],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
