"""The organizations behind the hub by name, each once, with all its roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jupyterhub_valueprop.branding import Credits, LocalizedText, Organization


@dataclass(frozen=True)
class Credit:
    """One organization and its roles, in the order operated, funded, designed."""

    organization: Organization
    roles: tuple[str, ...]


def merge_credits(credits: Credits, text: Callable[[LocalizedText], str]) -> tuple[Credit, ...]:
    """Every organization once, in the order of first mention.

    Organizations with the same name in `text`, in any case, are the same, unless both have a note and the notes
    differ; those have the same URL and logo. A later mention adds what the first one lacks (a URL, a logo, a note).
    """
    merged: dict[tuple[str, str], Credit] = {}
    for role, organizations in _by_role(credits):
        for organization in organizations:
            name, note = text(organization.name).casefold(), text(organization.note) if organization.note else ""
            first = merged.get((name, ""))
            noted = first.organization.note if first else None
            key = (name, note if noted and note and text(noted) != note else "")
            known = merged.get(key, Credit(_completed(organization, first.organization) if first else organization, ()))
            roles = known.roles if role in known.roles else (*known.roles, role)
            merged[key] = Credit(_completed(known.organization, organization), roles)
    return tuple(merged.values())


def grouped_credits(
    credits: Credits, text: Callable[[LocalizedText], str]
) -> dict[tuple[str, ...], list[Organization]]:
    """The organizations by their roles, in the order of first mention. Those with the same roles are together."""
    groups: dict[tuple[str, ...], list[Organization]] = {}
    for credit in merge_credits(credits, text):
        groups.setdefault(credit.roles, []).append(credit.organization)
    return groups


def roles_text(roles: Iterable[str], gettext: Callable[[str], str]) -> str:
    """The heading above organizations, such as "Operated and funded by"; whole phrases, for translators."""
    _ = gettext
    return {
        # translators: a heading above the names and logos of organizations, as are the six after it
        ("operated",): _("Operated by"),
        ("funded",): _("Funded by"),
        ("designed",): _("Designed by"),
        ("operated", "funded"): _("Operated and funded by"),
        ("operated", "designed"): _("Operated and designed by"),
        ("funded", "designed"): _("Funded and designed by"),
        ("operated", "funded", "designed"): _("Operated, funded and designed by"),
    }[tuple(roles)]


def _by_role(credits: Credits) -> tuple[tuple[str, tuple[Organization, ...]], ...]:
    return (("operated", credits.operated_by), ("funded", credits.funded_by), ("designed", credits.designed_by))


def _completed(first: Organization, later: Organization) -> Organization:
    missing = {name: value for name, value in later if getattr(first, name) is None and value is not None}
    return first.model_copy(update=missing)
