"""How Sphinx builds the documentation site: `make docs`.

The pages are the Markdown files that GitHub shows, with links from file to file. So Sphinx reads them where they are,
from the top of the repository: changes, contributing and security belong to the site as well.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

import jupyterhub_valueprop
from jupyterhub_valueprop.problems.codes import SOURCE

HERE = Path(__file__).parent
ROOT = HERE.parent
LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\((?P<target>[^)#:\s]+)\)")

project = "jupyterhub-valueprop"
author = "the jupyterhub-valueprop developers"
project_copyright = author
version = release = jupyterhub_valueprop.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
root_doc = "docs/index"
# README is the page of the repository and of PyPI; the site has its index
include_patterns = ["docs/**.md", "*.md"]
exclude_patterns = ["README.md"]

# links to headings, as GitHub makes their anchors
myst_heading_anchors = 4

suppress_warnings = ["misc.highlighting_failure"]  # an ellipsis in code stands for lines that are left out
if not (ROOT / ".git").exists():
    suppress_warnings += ["image.not_readable"]  # the sdist has no contact sheets
nitpicky = True
default_role = "code"  # what has single backticks in docstrings
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
# what annotations name and no page describes
nitpick_ignore_regex = [("py:.*", r".*")]

html_theme = "pydata_sphinx_theme"
html_title = f"{project} {release}"
templates_path = [str(HERE / "templates")]
html_additional_pages = {"index": "to-the-index.html"}
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "logo": {"text": f"ValueProp {release}"},
    "icon_links": [{"name": "Repository", "url": SOURCE, "icon": "fa-brands fa-github"}],
    "navigation_with_keys": False,
    "show_toc_level": 2,
}


def lead_to_the_repository(app: Sphinx, docname: str, content: list[str]) -> None:
    """Let links to what is no page of the site, such as an example or a module, lead to the repository."""
    folder = (ROOT / docname).parent

    def replace(link: re.Match[str]) -> str:
        target = (folder / link["target"]).resolve()
        name = target.relative_to(ROOT).as_posix() if target.is_relative_to(ROOT) else ""
        if not target.exists() or name.removesuffix(".md") in app.env.found_docs:
            return link[0]  # where it leads nowhere, Sphinx says so
        return f"[{link['words']}]({SOURCE}/{'tree' if target.is_dir() else 'blob'}/main/{name})"

    content[0] = LINK.sub(replace, content[0])


def setup(app: Sphinx) -> None:
    """Connect what this project adds to Sphinx."""
    app.connect("source-read", lead_to_the_repository)
