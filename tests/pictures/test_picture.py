"""Measuring pictures: what they are, how large, and on which ground they would vanish."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from jupyterhub_valueprop.pictures import Picture, PictureError, is_on_paper, measure_picture, needs_plate
from jupyterhub_valueprop.theme import make_theme

LIGHT = make_theme().light["surface"]
DARK = make_theme().dark["surface"]


def saved(image: Image.Image, pillow_format: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, pillow_format, **options)
    return file.getvalue()


def lettering(color: str, mark: str | None = None) -> Image.Image:
    """A word mark on a transparent ground: ten strokes, and a disc before them."""
    image = Image.new("RGBA", (600, 100))
    draw = ImageDraw.Draw(image)
    for x in range(150, 600, 45):
        draw.rectangle((x, 20, x + 14, 80), fill=color)
    if mark:
        draw.ellipse((10, 10, 90, 90), fill=mark)
    return image


def svg(content: str, attributes: str = 'viewBox="0 0 100 50"') -> Picture:
    file = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{content}</svg>'
    return measure_picture(file.encode(), name="logo.svg")


def vanishes_on(picture: Picture) -> set[str]:
    return {name for name, ground in (("light", LIGHT), ("dark", DARK)) if needs_plate(picture, ground)}


def png(image: Image.Image) -> Picture:
    return measure_picture(saved(image, "PNG"), name="logo.png")


@pytest.mark.parametrize(
    ("pillow_format", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        pytest.param(
            "AVIF",
            "image/avif",
            marks=pytest.mark.skipif(".avif" not in Image.registered_extensions(), reason="no AVIF"),
        ),
    ],
)
def test_raster_formats_are_known_by_their_content(pillow_format: str, media_type: str) -> None:
    data = saved(Image.new("RGB", (60, 40), "crimson"), pillow_format)
    picture = measure_picture(data, name="misleading.svg")
    assert (picture.media_type, picture.width, picture.height, picture.data) == (media_type, 60, 40, data)
    assert vanishes_on(picture) == set()


def test_icons_have_the_size_of_their_largest_picture() -> None:
    picture = measure_picture(
        saved(Image.new("RGBA", (64, 64), "navy"), "ICO", sizes=[(16, 16), (32, 32)]), name="i.ico"
    )
    assert (picture.media_type, picture.width, picture.height) == ("image/x-icon", 32, 32)


def test_photographs_are_measured_as_they_are_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = measure_picture(saved(Image.new("RGB", (60, 40)), "JPEG", exif=exif), name="reef.jpg")
    assert (picture.width, picture.height) == (40, 60)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="40"', (120, 40)),
        ('width="120px" height="40.5PX" viewBox="0 0 1 1"', (120, 40.5)),
        ('viewBox="0 0 1.5 1"', (1.5, 1)),
        ('viewBox="-5,-5,30,10" width="100%" height="100%"', (30, 10)),
        ('viewBox="0 0 30 10" width="60"', (60, 20)),
        ('viewBox="0 0 30 10" height="60"', (180, 60)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('width="25.4mm" height="72pt"', (96, 96)),
        ('width="6pc" height="101.6Q"', (96, 96)),
        ('width="2em" height="2ex"', (32, 16)),
        ("", (300, 150)),
        ('viewBox="nonsense"', (300, 150)),
        ('viewBox="0 0 0 0"', (300, 150)),
    ],
)
def test_drawings_have_the_size_that_browsers_give_them(attributes: str, size: tuple[float, float]) -> None:
    picture = svg("", attributes)
    assert (picture.width, picture.height) == pytest.approx(size)


@pytest.mark.parametrize(
    ("image", "lost"),
    [
        (lettering("black"), {"dark"}),
        (lettering("#003366"), {"dark"}),
        (lettering("white"), {"light"}),
        (lettering("#1D4EF5"), set()),
        (lettering("#767676"), set()),
        (lettering("black", mark="#F37726"), {"dark"}),
        (lettering("white", mark="#F37726"), {"light"}),
        (Image.new("RGBA", (50, 50), "white"), set()),
        (Image.new("L", (50, 50), 255), set()),
        (Image.new("RGBA", (50, 50)), set()),
        (lettering("black").convert("LA"), {"dark"}),
        (lettering("black").resize((3000, 500)), {"dark"}),
    ],
)
def test_transparent_pictures_vanish_on_grounds_of_their_own_shade(image: Image.Image, lost: set[str]) -> None:
    assert vanishes_on(png(image)) == lost


def test_a_palette_with_a_transparent_color_counts_as_transparent() -> None:
    image = lettering("black").convert("P")
    picture = measure_picture(saved(image, "GIF", transparency=image.getpixel((0, 0))), name="a.gif")
    assert vanishes_on(picture) == {"dark"}


def test_a_mark_in_two_colors_is_known_by_the_one_that_is_seen() -> None:
    assert vanishes_on(svg('<path d="M0 0h9v9z" fill="#306998"/><path d="M9 9h9v9z" fill="#FFD43B"/>')) == set()


def test_a_white_seal_with_its_own_drawing_inside_does_not_vanish() -> None:
    seal = Image.new("RGBA", (200, 200))
    draw = ImageDraw.Draw(seal)
    draw.ellipse((0, 0, 199, 199), fill="white")
    for y in range(50, 150, 20):
        draw.rectangle((50, y, 150, y + 8), fill="navy")
    assert vanishes_on(png(seal)) == set()


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        ('<path d="M0 0h9v9z"/>', {"dark"}),
        ('<g fill="white"><path d="M0 0h9v9z"/><circle r="4"/></g>', {"light"}),
        ('<path d="M0 0h9v9z" fill="#F37726"/>', set()),
        ('<path d="M0 0h9v9z" fill="currentColor"/>', {"dark"}),
        ('<g color="#fff"><path d="M0 0h9v9z" fill="currentColor"/></g>', {"light"}),
        ('<path d="M0 0h9v9z" fill="none" stroke="#fff"/>', {"light"}),
        ('<path d="M0 0h9v9z" fill="#000" style="fill:#fff"/>', {"light"}),
        ('<style>.a,#b{fill:#fff !important}</style><path class="a" d="M0 0"/><path id="b" d="M0 0"/>', {"light"}),
        ('<style>path.a{fill:#fff}</style><path class="x a" d="M0 0"/>', {"light"}),
        ('<style>path{fill:#000}@media (prefers-color-scheme: dark){path{fill:#fff}}</style><path d="M0 0"/>', set()),
        ('<linearGradient id="g"><stop stop-color="#fff"/><stop offset="1" stop-color="#eee"/></linearGradient>'
         '<path d="M0 0h9v9z" fill="url(#g)"/>', {"light"}),
        ('<linearGradient id="g"><stop style="stop-color:#000"/></linearGradient>'
         '<linearGradient id="h" href="#g"/><path d="M0 0" fill="url(#h)"/>', {"dark"}),
        ('<pattern id="p"/><path d="M0 0" fill="url(#p)"/>', set()),
        ('<rect width="100" height="50" fill="#fff"/><path d="M0 0h9v9z"/>', set()),
        ('<rect width="100%" height="100%" fill="#000"/><path d="M0 0h9v9z" fill="#fff"/>', set()),
        ('<rect width="10" height="10" fill="#fff"/><path d="M0 0" fill="#fff"/>', {"light"}),
        ('<path display="none" d="M0 0"/><g opacity="0"><path d="M0 0"/></g><path fill="#fff" d="M0 0"/>', {"light"}),
        ('<clipPath id="c"><path d="M0 0h9h9h9h9h9h9"/></clipPath><path d="M0 0" fill="#fff"/>', {"light"}),
        ('<path d="M0 0h9v9h-9v-9h1v1h1" fill="#000"/><circle r="3" fill="#F37726"/>', {"dark"}),
        ('<text>Ocean Data Commons</text><circle r="3" fill="#F37726"/>', {"dark"}),
        ('<image href="data:image/png;base64,AAAA" width="9" height="9"/>', set()),
        ('<path d="M0 0" fill="no-color"/>', set()),
        ("", set()),
    ],
)  # fmt: skip
def test_drawings_vanish_on_grounds_of_the_shade_they_are_painted_in(content: str, lost: set[str]) -> None:
    assert vanishes_on(svg(content)) == lost


def test_a_round_emblem_beside_dark_lettering_is_not_a_ground_of_its_own() -> None:
    emblem = '<circle cx="25" cy="25" r="25" fill="#002f5f"/><circle cx="25" cy="25" r="12" fill="#ffb81c"/>'
    logo = svg(f'{emblem}<text x="60" y="34" fill="#002f5f">Northern Highlands</text>', 'viewBox="0 0 600 50"')

    assert vanishes_on(logo) == {"dark"}


def drawn_on(margin: str, pillow_format: str, size: tuple[int, int] = (300, 200)) -> Picture:
    image = Image.new("RGB", size, margin)
    ImageDraw.Draw(image).ellipse((40, 40, 160, 160), fill="navy")
    return measure_picture(saved(image, pillow_format), name="logo")


@pytest.mark.parametrize("pillow_format", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize(("margin", "is_paper"), [("white", True), ("#f4f4f4", True), ("#ddd", False), ("navy", False)])
def test_an_opaque_picture_with_a_white_margin_is_on_paper(pillow_format: str, margin: str, is_paper: bool) -> None:
    assert is_on_paper(drawn_on(margin, pillow_format)) == is_paper


@pytest.mark.parametrize(
    ("content", "is_paper"),
    [
        ('<rect width="100" height="50" fill="#fff"/><path d="M0 0h9v9z"/>', True),
        ('<rect width="100" height="50" fill="#1d4ef5"/><path d="M0 0h9v9z" fill="#fff"/>', False),
        ('<circle cx="50" cy="25" r="50" fill="#fff"/>', False),
        ('<path d="M0 0h9v9z" fill="#fff"/>', False),
    ],
)
def test_a_drawing_with_a_white_rectangle_behind_all_of_it_is_on_paper(content: str, is_paper: bool) -> None:
    assert is_on_paper(svg(content)) == is_paper


def test_a_photograph_is_not_on_paper() -> None:
    assert not is_on_paper(measure_picture(saved(Image.effect_noise((90, 90), 99), "JPEG"), name="reef.jpg"))


def test_drawings_are_cleaned() -> None:
    assert b"script" not in svg("<script>alert(1)</script>").data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture-format"),
        (b"%PDF-1.7", "picture-format"),
        (b"\x1f\x8b\x08 gzip", "picture-format"),
        (b"BM bitmap", "picture-format"),
        (b"<html/>", "picture-format"),
        (b"<svg", "picture-broken"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="5"/>', "picture-broken"),
        (b"\x89PNG\r\n\x1a\n", "picture-broken"),
        (b"GIF89a", "picture-broken"),
        (b"\xff\xd8\xff\xe0", "picture-broken"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture-broken"),
        (b"\0\0\0\x1cftypavif", "picture-broken"),
        (b"\0\0\x01\0\x01\0", "picture-broken"),
        (saved(Image.effect_noise((90, 90), 99), "PNG")[:2000], "picture-broken"),
        (saved(Image.effect_noise((90, 90), 99), "JPEG")[:2000], "picture-broken"),
        (saved(Image.new("1", (8000, 5001)), "PNG"), "picture-pixels"),
        (saved(Image.new("1", (10_000, 10_000)), "PNG"), "picture-pixels"),
        (saved(Image.new("1", (20_000, 10_000)), "PNG"), "picture-pixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), "picture-bytes"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_code_and_the_name(data: bytes, code: str) -> None:
    with pytest.raises(PictureError, match=r"^logo\.png: ") as caught:
        measure_picture(data, name="logo.png")
    assert caught.value.code == code


def test_what_is_drawn_upon_a_backing_of_its_own_is_seen_on_any_ground() -> None:
    backing = '<rect x="6" y="6" width="84" height="84" rx="18" fill="#7a3b8f"/>'
    badge = svg(f'{backing}<path d="M26 70V34l22-14 22 14" stroke="#fff"/>', 'viewBox="0 0 96 96"')

    assert [needs_plate(badge, ground) for ground in ("#ffffff", "#111111")] == [False, False]
