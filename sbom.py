"""Writes what the wheel is made of and depends on as a CycloneDX document (PEP 770): a part of the build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SPECIFICATION = "1.6"


def cyclonedx(name: str, version: str, license_expression: str, dependencies: Sequence[str]) -> str:
    """The document as JSON: the package, and what it requires.

    Which versions are installed is decided where the package is installed, so each requirement is named with the range
    that is allowed, and without a version. Nothing in it depends on when or where it is built.
    """
    this = f"pkg:pypi/{canonicalize_name(name)}@{version}"
    required = {f"pkg:pypi/{canonicalize_name(each.name)}": each for each in map(Requirement, sorted(dependencies))}
    document: dict[str, Any] = {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": this,
                "name": name,
                "version": version,
                "purl": this,
                "licenses": [{"expression": license_expression}],
            }
        },
        "components": [
            {
                "type": "library",
                "bom-ref": reference,
                "name": requirement.name,
                "purl": reference,
                "scope": "required",
                "properties": [{"name": "jupyterhub-valueprop:requirement", "value": str(requirement)}],
            }
            for reference, requirement in required.items()
        ],
        "dependencies": [{"ref": this, "dependsOn": list(required)}, *({"ref": reference} for reference in required)],
    }
    return json.dumps(document, indent=2) + "\n"
