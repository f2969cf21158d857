"""A code to scan has what a reader needs: its border, its spare signs, and sharp modules."""

from __future__ import annotations

import io
import re

import zxingcpp
from PIL import Image, ImageOps

from generator.scan import png, svg

ADDRESS = "https://hilltop.example.org/posts/code/no-threats/"


def test_a_png_has_its_border_and_ten_pixels_for_each_module() -> None:
    picture = Image.open(io.BytesIO(png(ADDRESS))).convert("L")
    side = picture.width // 10
    modules = picture.resize((side, side), Image.Resampling.NEAREST)
    assert modules.resize(picture.size, Image.Resampling.NEAREST).tobytes() == picture.tobytes()
    assert set(picture.tobytes()) == {0, 255}
    assert ImageOps.invert(modules).getbbox() == (4, 4, side - 4, side - 4)


def test_a_code_is_read_where_some_of_it_is_spoiled() -> None:
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(png(ADDRESS))))
    assert (code.text, code.ec_level) == (ADDRESS, "M")


def test_a_picture_takes_the_size_of_its_place_with_the_border_asked_for() -> None:
    side = Image.open(io.BytesIO(png(ADDRESS))).width // 10
    for quiet, all_of_it in ((4, side), (2, side - 4)):
        drawn = svg(ADDRESS, quiet)
        assert f'viewBox="-{quiet} -{quiet} {all_of_it} {all_of_it}"' in drawn
        assert not re.search("width|height", drawn)
