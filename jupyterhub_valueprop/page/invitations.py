"""What the network asks its readers: one line, and links for the answer."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from jupyterhub_valueprop.branding import LocalizedText

from .wording import Wording


@dataclass(frozen=True)
class NamedLink:
    """A link's words and URL."""

    label: Markup
    url: str


@dataclass(frozen=True)
class Invitation:
    """One line, and one or two links."""

    text: Markup
    links: tuple[NamedLink, ...]


def invitations(wording: Wording) -> dict[str, Invitation]:
    """The invitations after a section on `membership` and one for `funders`, if they have a link."""
    _html, network = wording.locale.gettext_html, wording.branding.network
    name = wording.name(network.name)
    asked: dict[str, tuple[LocalizedText | None, Markup, dict[str, Markup]]] = {
        "membership": (
            network.invitation,
            # translators: to somebody who has just read what membership brings; links follow
            _html("Would a hub like this help your community?"),
            {
                # translators: a link to where a community can join
                "membership": _html("Membership in %(network)s", network=name) if name else _html("Membership"),
                # translators: a community's right to take its whole hub elsewhere and run it there; a link
                "right_to_replicate": _html("Right to replicate"),
            },
        ),
        "funders": (
            network.appeal,
            # translators: to somebody who has just read why funders invest in the network; a link follows
            _html("Would you like more communities to have a hub like this?"),
            # translators: a link to where one can give money
            {"fund": _html("Fund %(network)s", network=name) if name else _html("Funding")},
        ),
    }
    return {
        section: Invitation(wording.inline(own) or usual, links)
        for section, (own, usual, names) in asked.items()
        if (links := network_links(wording, names))
    }


def network_links(wording: Wording, names: dict[str, Markup]) -> tuple[NamedLink, ...]:
    """The links of the network that have a URL, in the order of `names`, with the network's words if given."""
    network = wording.branding.network
    return tuple(
        NamedLink(wording.label(getattr(network.labels, key)) or name, url)
        for key, name in names.items()
        if (url := getattr(network.links, key))
    )
