"""A photograph as a band: cropped around its focus, in the sizes that windows need, and nothing but what is seen."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import pytest
from peak_memory import peak_of
from PIL import Image, features

from jupyterhub_valueprop.pictures import Picture, PictureError, measure_picture
from jupyterhub_valueprop.pictures.band import Band, bands

MEGABYTES = 300
#: Makes the sizes of a file, and says by how many MB the peak rose, and how many sizes there are.
PROGRAM = """
import sys
from pathlib import Path
from PIL import Image
from jupyterhub_valueprop.pictures import measure_picture
from jupyterhub_valueprop.pictures.band import bands
Image.init()
picture = measure_picture(Path(sys.argv[1]).read_bytes(), name="reef")
before = peak()
sizes = len(bands(picture))
print(peak() - before, sizes)
"""


def saved(image: Image.Image, pillow_format: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, pillow_format, **options)
    return file.getvalue()


def picture(image: Image.Image, pillow_format: str = "JPEG", **options: object) -> Picture:
    return measure_picture(saved(image, pillow_format, **options), name="reef")


def rows(*colors: str, size: tuple[int, int] = (1000, 1000)) -> Image.Image:
    """Horizontal stripes of equal height, from the top."""
    image = Image.new("RGB", size)
    height = size[1] // len(colors)
    for number, color in enumerate(colors):
        image.paste(color, (0, number * height, size[0], (number + 1) * height))
    return image


def opened(band: Band) -> Image.Image:
    return Image.open(BytesIO(band.data)).convert("RGB")


def seen(band: Band) -> str:
    """What color most of a band has: red, green or blue."""
    pixel = opened(band).resize((1, 1)).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return ("red", "green", "blue")[pixel.index(max(pixel))]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4000, 3000), [(800, 400), (1440, 720), (2200, 1100)]),
        ((3000, 600), [(800, 160), (1440, 288), (2200, 440)]),
        ((1000, 1000), [(800, 400), (1000, 500)]),
        ((300, 200), [(300, 150)]),
        ((100, 1), [(100, 1)]),
    ],
)
def test_a_photograph_has_up_to_three_sizes_none_larger_than_itself(
    size: tuple[int, int], expected: list[tuple[int, int]]
) -> None:
    made = bands(picture(Image.new("RGB", size, "teal")))

    assert [(each.width, each.height) for each in made] == [opened(each).size for each in made] == expected


@pytest.mark.parametrize("pillow_format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_every_raster_format_becomes_webp(pillow_format: str) -> None:
    made = bands(picture(Image.new("RGB", (900, 300), "teal"), pillow_format))

    assert [Image.open(BytesIO(each.data)).format for each in made] == ["WEBP", "WEBP"]


@pytest.mark.parametrize(("down", "color"), [(0, "red"), (50, "green"), (100, "blue")])
def test_what_is_cropped_is_far_from_the_focus(down: int, color: str) -> None:
    tall = picture(rows("red", "green", "blue", size=(900, 1350)), "PNG")

    assert [seen(each) for each in bands(tall, (50, down))] == [color, color]


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photograph_is_turned_as_its_camera_says(turn: int) -> None:
    upright = rows("red", "blue", size=(400, 200))
    back = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }[turn]  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = turn
    (band,) = bands(picture(upright.transpose(back) if back is not None else upright, exif=exif))
    top, bottom = (opened(band).getpixel((200, y)) for y in (20, 180))

    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


def test_where_a_photograph_was_taken_is_left_out() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Reef at 17.5 S, 149.8 W"
    made = bands(picture(Image.new("RGB", (900, 300)), exif=exif))

    assert not any(b"Reef" in each.data or Image.open(BytesIO(each.data)).getexif() for each in made)


def test_a_drawing_and_what_pillow_refuses_have_no_sizes() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
    damaged = Picture(90, 90, "image/png", b"\x89PNG\r\n\x1a\n", *[measure_picture(drawing, name="").on_light] * 2)

    assert [bands(measure_picture(drawing, name="sea.svg")), bands(damaged)] == [(), ()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mode", "size", "progressive", "sizes"),
    [("RGB", (8600, 5800), False, 3), ("CMYK", (6000, 3990), True, 3), ("RGB", (7000, 5000), True, 0)],
)
def test_the_sizes_of_the_largest_photographs_take_a_bounded_amount_of_memory(
    tmp_path: Path, mode: str, size: tuple[int, int], progressive: bool, sizes: int
) -> None:
    file = tmp_path / "reef"
    file.write_bytes(saved(Image.new(mode, size), "JPEG", quality=1, progressive=progressive, subsampling=0))

    peak, made = peak_of(PROGRAM, file)

    assert int(made) == sizes
    assert peak < MEGABYTES


def test_a_jpeg_of_many_scans_is_not_read() -> None:
    data = saved(Image.new("RGB", (900, 900)), "JPEG", progressive=True)
    start = data.index(b"\xff\xda")
    scan = data[start : start + 2 + struct.unpack_from(">H", data, start + 2)[0]]
    with pytest.raises(PictureError) as refused:
        measure_picture(data[:start] + scan * 200 + data[start:], name="reef")

    assert refused.value.code == "picture-complex"


def test_webp_is_a_format_of_this_pillow() -> None:
    assert features.check("webp")
