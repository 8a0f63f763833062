"""Puts the compiled files into the wheel, in place of their sources, and its bill of materials beside its metadata.

Nothing is written into the checkout.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SBOM = "jupyterhub-valueprop.cdx.json"
COMPILING = ROOT / "jupyterhub_valueprop" / "page" / "compiling.py"


class CompiledFiles(BuildHookInterface):
    """For the wheel only: what is installed in place compiles as it runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every source into a folder that lasts as long as the build."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory(prefix="valueprop-compiled-")
        compiled = Path(self._folder.name) / "compiled"
        compiled.mkdir()
        compiling = runpy.run_path(str(COMPILING))
        for name, source in compiling["sources_by_name"]().items():
            file = compiled / name
            file.write_bytes(compiling["compile_source"](source))
        compiling["compile_templates"](compiled)
        build_data["force_include"][str(compiled)] = "jupyterhub_valueprop/compiled"
        core = self.metadata.core
        cyclonedx = runpy.run_path(str(ROOT / "sbom.py"))["cyclonedx"]
        sbom = Path(self._folder.name) / SBOM
        sbom.write_text(cyclonedx(core.raw_name, self.metadata.version, core.license_expression, core.dependencies))
        build_data["sbom_files"].append(str(sbom))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatch says so
        """Remove the folder: the wheel has what was in it."""
        if version != "editable":
            self._folder.cleanup()
