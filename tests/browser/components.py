"""One page that shows every example of every component, each in a frame of its own as on the page it is part of."""

from __future__ import annotations

from html import escape

from jupyterhub_valueprop.page.examples import STATIC_URL, Component, Example

ADDRESS = "http://127.0.0.1/components"
#: Elements that are landmarks of a page, not parts of its main content.
BESIDE_MAIN = ("aside.", "footer.")
#: As tall as what they show.
FIT = """document.querySelectorAll('iframe').forEach(frame => {
    frame.style.height = `${frame.contentDocument.documentElement.scrollHeight}px`
})"""


def components_page(components: tuple[Component, ...]) -> str:
    """The whole page; what its frames link to is in `linked_files`."""
    parts = "\n".join(
        f"<h2>{component.name}</h2>\n" + "\n".join(_framed(component, example) for example in component.examples)
        for component in components
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Components</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font-family: sans-serif; max-width: 75rem; margin: auto; padding: 1rem }}
iframe {{ width: 100%; border: 1px solid #888 }}
</style>
</head>
<body>
<main>
<h1>Components</h1>
{parts}
</main>
</body>
</html>"""


def linked_files(components: tuple[Component, ...]) -> dict[str, tuple[str, bytes]]:
    """What the frames link to: address → media type and content."""
    assets = [asset for one in components for example in one.examples for asset in example.site.assets.values()]
    return {asset.url(STATIC_URL): (asset.media_type, asset.data) for asset in assets}


def _framed(component: Component, example: Example) -> str:
    name = f"{component.name}: {example.name}"
    return (
        f"<p>{escape(example.name)}</p>\n"
        f'<iframe title="{escape(name)}" srcdoc="{escape(_document(name, example))}"></iframe>'
    )


def _document(name: str, example: Example) -> str:
    landing = next(iter(example.site.landings.values()))
    forced = "" if landing.color_scheme == "auto" else f' data-bs-theme="{landing.color_scheme}"'
    styles = [landing.stylesheet_url]
    if example.template.startswith("wrapped-"):
        styles.append(landing.wrapped_stylesheet_url)
    links = "\n".join(f'<link rel="stylesheet" href="{escape(url)}">' for url in styles)
    shown = example.html if example.element.startswith(BESIDE_MAIN) else f"<main>{example.html}</main>"
    return f"""<!DOCTYPE html>
<html lang="en"{forced}>
<head>
<meta charset="utf-8">
<title>{escape(name)}</title>
{links}
<script async src="{escape(landing.script_url)}"></script>
</head>
<body class="vp">
{shown}
</body>
</html>"""
