"""Serve the files of this package's pages from memory, below the hub's static prefix.

JupyterHub's `static_handler_class` setting is the only way that needs no extra route and works under any base URL.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError, StaticFileHandler

from jupyterhub_valueprop.static_folder import STATIC_FOLDER

from .languages import accepted

if TYPE_CHECKING:
    from jupyterhub_valueprop.site import Asset

    from .sites import Sites

TEN_YEARS = 86400 * 365 * 10


def static_handler(sites: Sites, base: type[StaticFileHandler]) -> type[StaticFileHandler]:
    """A static handler that serves `valueprop/…` from the site of the host, and everything else like `base`.

    A URL that is made without a request has a version only if all sites have the same file.
    """

    class ValuePropStaticHandler(base):  # type: ignore[misc, valid-type]
        async def get(self, path: str, include_body: bool = True) -> None:
            if not path.startswith(f"{STATIC_FOLDER}/"):
                await super().get(path, include_body)
                return
            asset = sites.of(self).asset(path.removeprefix(f"{STATIC_FOLDER}/"))
            if asset is None:
                raise HTTPError(HTTPStatus.NOT_FOUND)
            data = self._encoded(asset)
            self._describe(asset)
            if self.check_etag_header():
                self.set_status(HTTPStatus.NOT_MODIFIED)
                return
            self.set_header("Content-Length", len(data))
            if include_body:
                self.write(data)

        def _encoded(self, asset: Asset) -> bytes:
            """The content, compressed if the browser accepts that: its size can't reveal a secret, as it has none."""
            self.set_header("Etag", f'"{asset.version}"')
            if asset.gzipped is None:
                return asset.data
            self.add_header("Vary", "Accept-Encoding")
            if "gzip" not in accepted(self.request.headers.get("Accept-Encoding", "")):
                return asset.data
            self.set_header("Etag", f'"{asset.version}-gzip"')
            self.set_header("Content-Encoding", "gzip")
            return asset.gzipped

        def _describe(self, asset: Asset) -> None:
            self.set_header("Content-Type", asset.media_type)
            self.set_header("X-Content-Type-Options", "nosniff")
            if asset.media_type == "image/svg+xml":
                # opened by itself, an SVG is a document of the hub's origin, so nothing in it may run
                self.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
            # browsers may only cache the URL of exactly this content, because a page and its files change together
            fresh = self.request.query_arguments.get("v") == [asset.version.encode()]
            self.set_header("Cache-Control", f"max-age={TEN_YEARS}, immutable" if fresh else "no-cache")

        def write_error(self, status_code: int, **kwargs: Any) -> None:
            """Let nobody keep an answer that may be right for one host and wrong for another, or only for now."""
            # tornado refuses an unknown method before the handler has its arguments
            path, *_ = getattr(self, "path_args", None) or [""]
            if str(path).startswith(f"{STATIC_FOLDER}/"):
                self.set_header("Cache-Control", "no-store")
            super().write_error(status_code, **kwargs)

        def compute_etag(self) -> str | None:
            return None

        @classmethod
        def get_version(cls, settings: dict[str, object], path: str) -> str | None:
            if path.startswith(f"{STATIC_FOLDER}/"):
                assets = [live.asset(path.removeprefix(f"{STATIC_FOLDER}/")) for live in sites]
                versions = {asset.version for asset in assets if asset}
                return versions.pop() if len(versions) == 1 else None
            return super().get_version(settings, path)  # type: ignore[no-any-return]

    return ValuePropStaticHandler
