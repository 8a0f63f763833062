"""Several communities on one hub: choose the site of a request by its host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from jupyterhub.app import JupyterHub
from tornado.web import RequestHandler

from .address import at_host, public_address
from .hosts import Host, configured_host, host_of_header, name_of_host
from .live_site import LiveSite
from .setup_check import admins_folders
from .traits import ANY, ValueProp

#: Marks a handler whose response says on which header it depends.
_SAID = "jupyterhub_valueprop_varies"


class Sites:
    """The live sites of a hub: one for each host in `brandings`, and `default` for every other.

    `hub_logo` is the URL of the logo that the hub's admin has set, if any, for a community without a logo,
    and `themes` are the folders in which the admin has a `page.html`.
    Nothing that visitors send is kept: an unknown host is looked up and forgotten.
    """

    def __init__(
        self,
        default: LiveSite,
        others: Mapping[Host, LiveSite] | None = None,
        header: str = "Host",
        hub_logo: str = "",
        themes: tuple[Path, ...] = (),
    ) -> None:
        self.default = default
        self.themes = themes
        self.hub_logo = hub_logo
        self._others = dict(others or {})
        self._header = header

    def __iter__(self) -> Iterator[LiveSite]:
        return iter((self.default, *self._others.values()))

    def of(self, handler: RequestHandler | None) -> LiveSite:
        """The site of a request; the default one if there is no request."""
        if not self._others or handler is None:
            return self.default
        headers, forwarded = handler.request.headers, ""
        if self._header.lower() != "host":
            self._say_what_it_depends_on(handler)
            forwarded = headers.get(self._header, "")
        host = host_of_header(forwarded or headers.get("Host", ""), is_list=bool(forwarded))
        if host is None:
            return self.default
        return self._others.get(host) or self._others.get(Host(host.name)) or self.default

    def _say_what_it_depends_on(self, handler: RequestHandler) -> None:
        """Let no cache between the proxies hand one community's page to another: only `Host` is part of what it knows.

        RFC 9110, 12.5.5.
        """
        if not getattr(handler, _SAID, False):
            setattr(handler, _SAID, True)
            handler.add_header("Vary", self._header)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The names of this hub's hosts in its configuration."""
        return frozenset(host.name for host in self._others) | {name_of_host(live.public_url) for live in self}

    @property
    def are_off_for_good(self) -> bool:
        """Whether the environment switched all sites off."""
        return self.default.is_off_for_good


def sites_of(hub: JupyterHub, settings: ValueProp, template_folders: list[Path]) -> Sites:
    """The sites of the settings. Nothing is built yet.

    JupyterHub's `forwarded_host_header` says whether to trust a header other than `Host`.
    """
    prefix, public_url = f"{hub.base_url}hub/static/", public_address(hub.public_url)

    def site(name: str, url: str) -> LiveSite:
        return LiveSite(settings, prefix, template_folders, url, name)

    hosts = [configured_host(name) for name in settings.entries if name != ANY]
    others = {host: site(str(host), at_host(public_url, host)) for host in hosts}
    return Sites(site(ANY, public_url), others, hub.forwarded_host_header or "Host", _hub_logo(hub), _themes(hub))


def _hub_logo(hub: JupyterHub) -> str:
    """The URL of the hub's `logo_file`; empty for JupyterHub's own image, which is not a community's."""
    is_stock = Path(hub.logo_file).is_relative_to(hub.data_files_path)
    return "" if is_stock or not Path(hub.logo_file).is_file() else f"{hub.base_url}hub/logo"


def _themes(hub: JupyterHub) -> tuple[Path, ...]:
    return tuple(folder for folder in admins_folders(hub) if (folder / "page.html").is_file())
