"""A fleet of generated communities that share a network's files, as many as are asked for, always the same.

The tests use a few of them; the benchmark two hundred.
"""

from __future__ import annotations

from pathlib import Path

NETWORK = """\
network:
  name: Commons Network
  url: https://network.example.org
  links: {membership: https://network.example.org/membership, status: https://status.example.org}
proposition:
  source: value-proposition.md
credits:
  operated_by: {name: Commons Network, url: https://network.example.org}
"""
DOCUMENT = """\
# Why a hub of the commons

> Hubs that communities own, run by people who answer.

(hub)=
## What this hub gives you

**You own your data.** So that you can leave at any time.

- Take it with you, in open formats
- Keep it as private as you like

**You choose your tools.** So that nobody waits for a release.

(membership)=
## What membership gives you

**You know the price.** So that a grant can plan for it.
"""
LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<circle cx="32" cy="32" r="{radius}" fill="{color}"/></svg>
"""
FIELDS = ("Ocean", "Ice", "Forest", "Genome", "Climate", "Seismic", "Solar", "River", "Language", "Particle")
KINDS = ("Data Commons", "Observatory", "Research Hub", "Teaching Lab", "Collaboratory")
COLORS = ("#0b5f73", "#1d4ef5", "#7a2e8e", "#a33c12", "#2d6a31")

BRANDING = """\
extends: ../network.yaml
community:
  name: {name}
  tagline: Shared notebooks for {field}
  url: https://c{number}.example.org
  logo: {{light: logo.svg, alt: ""}}
credits:
  funded_by:
    - {{name: Foundation {funder}, url: "https://foundation-{funder}.example.org"}}
links:
  - {{label: Documentation, url: "https://docs.c{number}.example.org"}}
theme: {{primary: "{color}"}}
"""


def write_fleet(folder: Path, count: int) -> list[str]:
    """Write `count` communities and the network's files into a folder; returns the names of their folders."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.yaml").write_text(NETWORK, encoding="utf-8")
    (folder / "value-proposition.md").write_text(DOCUMENT, encoding="utf-8")
    names = [f"c{number:04}" for number in range(count)]
    for number, name in enumerate(names):
        field, kind, color = FIELDS[number % 10], KINDS[number // 10 % 5], COLORS[number % 5]
        values = {"number": number, "name": f"{field} {kind} {number}", "field": field.lower(), "color": color}
        own = folder / name
        own.mkdir()
        (own / "branding.yaml").write_text(BRANDING.format(**values, funder=number % 7), encoding="utf-8")
        (own / "logo.svg").write_text(LOGO.format(radius=10 + number % 20, color=color), encoding="utf-8")
    return names
