"""A canvas for flat drawings: shapes and SVG paths in drawing units, smoothed when the picture is saved."""

import io
import math
import re
from functools import lru_cache

from PIL import Image, ImageColor, ImageDraw

TOKEN = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]|-?(?:\d+\.\d+|\d+|\.\d+)")
STEPS = 14

INK = {
    "white": "#FFFFFF",
    "paper": "#FAFBF9",
    "linnen": "#E9EDE7",
    "linnen-2": "#DAE0D8",
    "linnen-3": "#BDC6BD",
    "grey": "#919D94",
    "grey-2": "#6A766E",
    "dark": "#3B4640",
    "ink": "#26302B",
    "night": "#0D1411",
    "den-50": "#E7F3EE",
    "den-100": "#CDE5DB",
    "den-200": "#A0CDBC",
    "den-300": "#6BB199",
    "den-400": "#3C9078",
    "den-500": "#23735E",
    "den-600": "#195B4A",
    "den-700": "#14493C",
    "den-800": "#10392F",
    "den-900": "#0B2A23",
    "delft-50": "#EBF1FC",
    "delft-100": "#D5E2F8",
    "delft-200": "#ADC7F0",
    "delft-300": "#7EA7E4",
    "delft-400": "#4E81CF",
    "delft-500": "#2E62B5",
    "delft-600": "#224E98",
    "delft-700": "#1C407D",
    "delft-800": "#173260",
    "delft-900": "#102445",
    "koraal-50": "#FEF1EB",
    "koraal-100": "#FCDFD3",
    "koraal-200": "#F8BFA9",
    "koraal-300": "#F29978",
    "koraal-400": "#E8734D",
    "koraal-500": "#CF532C",
    "koraal-600": "#AB401E",
    "koraal-700": "#89341A",
    "koraal-800": "#652818",
    "lei-50": "#EDF1F2",
    "lei-100": "#DBE3E5",
    "lei-200": "#BBC8CD",
    "lei-300": "#92A4AB",
    "lei-400": "#697E87",
    "lei-500": "#50656E",
    "lei-600": "#3F5158",
    "lei-700": "#314046",
    "lei-800": "#252F34",
    "citroen-100": "#FFF3CC",
    "citroen-200": "#FEE594",
    "citroen-300": "#FBD75F",
    "citroen-400": "#F7C93C",
    "citroen-500": "#E2AC12",
    "citroen-700": "#7A5600",
    "hout": "#B4743A",
    "hout-2": "#8A5426",
}


@lru_cache(maxsize=512)
def colour(name: str, opacity: float = 1.0) -> tuple[int, int, int, int]:
    """The RGBA of a name from INK, or of a hexadecimal colour."""
    red, green, blue = ImageColor.getrgb(INK.get(name, name))[:3]
    return red, green, blue, round(opacity * 255)


class Canvas:
    """Draws in units of `width` x `height`; `scale` pixels per unit, `smooth` times finer while drawing."""

    def __init__(self, width: float, height: float, ground: str, *, scale: float = 1.0, smooth: int = 2):
        self.size = (round(width * scale), round(height * scale))
        self.smooth = smooth
        self.factor = scale * smooth
        self.image = Image.new("RGB", (self.size[0] * smooth, self.size[1] * smooth), colour(ground)[:3])
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.origin = (0.0, 0.0)
        self.zoom = 1.0
        self.flip = False

    def place(self, x: float = 0.0, y: float = 0.0, zoom: float = 1.0, *, flip: bool = False) -> None:
        """Make what follows start at (x, y), enlarged, mirrored when asked. Without arguments: back to normal."""
        self.origin, self.zoom, self.flip = (x, y), zoom, flip

    def _point(self, x: float, y: float) -> tuple[float, float]:
        along = -x if self.flip else x
        return (
            (self.origin[0] + along * self.zoom) * self.factor,
            (self.origin[1] + y * self.zoom) * self.factor,
        )

    def _length(self, length: float) -> float:
        return length * self.zoom * self.factor

    def rect(self, x, y, width, height, fill, *, round_=0.0, opacity=1.0) -> None:
        (left, top), (right, bottom) = self._point(x, y), self._point(x + width, y + height)
        box = [min(left, right), top, max(left, right) - 1, bottom - 1]
        if round_:
            self.pen.rounded_rectangle(box, self._length(round_), fill=colour(fill, opacity))
        else:
            self.pen.rectangle(box, fill=colour(fill, opacity))

    def ellipse(self, x, y, radius_x, radius_y, fill=None, *, line=None, width=0.0, opacity=1.0) -> None:
        centre_x, centre_y = self._point(x, y)
        across, down = self._length(radius_x), self._length(radius_y)
        self.pen.ellipse(
            [centre_x - across, centre_y - down, centre_x + across, centre_y + down],
            fill=colour(fill, opacity) if fill else None,
            outline=colour(line, opacity) if line else None,
            width=round(self._length(width)),
        )

    def circle(self, x, y, radius, fill=None, *, line=None, width=0.0, opacity=1.0) -> None:
        self.ellipse(x, y, radius, radius, fill, line=line, width=width, opacity=opacity)

    def poly(self, points, fill, *, opacity=1.0) -> None:
        self.pen.polygon([self._point(x, y) for x, y in points], fill=colour(fill, opacity))

    def line(self, points, width, fill, *, opacity=1.0) -> None:
        """A stroke with round ends and joints."""
        placed = [self._point(x, y) for x, y in points]
        thick = self._length(width)
        self.pen.line(placed, fill=colour(fill, opacity), width=max(1, round(thick)), joint="curve")
        for x, y in (placed[0], placed[-1]):
            half = thick / 2
            self.pen.ellipse([x - half, y - half, x + half, y + half], fill=colour(fill, opacity))

    def path(self, outline: str, fill=None, *, line=None, width=0.0, opacity=1.0) -> None:
        """An SVG path: every closed part is filled on its own, later parts over earlier ones."""
        for points in flatten(outline):
            if fill:
                self.poly(points, fill, opacity=opacity)
            if line:
                self.line(points, width, line, opacity=opacity)

    def arc(self, x, y, radius, start, end, width, fill) -> None:
        """Part of a circle's edge, degrees clockwise from three o'clock."""
        steps = max(6, int(abs(end - start) / 5))
        turn = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
        self.line([(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in turn], width, fill)

    def png(self, *, colours: int = 0) -> bytes:
        """The picture as PNG; with `colours` its palette is limited, which makes flat art small."""
        picture = self.image.reduce(self.smooth) if self.smooth > 1 else self.image
        if colours:
            picture = picture.quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        target = io.BytesIO()
        picture.save(target, "PNG", compress_level=6)
        return target.getvalue()


@lru_cache(maxsize=1024)
def flatten(outline: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The parts of an SVG path as points close enough to look round."""
    words = TOKEN.findall(outline)
    parts: list[list[tuple[float, float]]] = []
    points: list[tuple[float, float]] = []
    x = y = start_x = start_y = 0.0
    handle: tuple[float, float] | None = None
    command, at = "", 0

    def take(count: int) -> list[float]:
        nonlocal at
        numbers = [float(word) for word in words[at : at + count]]
        at += count
        return numbers

    while at < len(words):
        if words[at][0].isalpha():
            command = words[at]
            at += 1
            if command in "Zz":
                points.append((start_x, start_y))
                x, y = start_x, start_y
                continue
        kind, near = command.upper(), command.islower()
        base_x, base_y = (x, y) if near else (0.0, 0.0)
        before, handle = handle, None
        if kind == "M":
            move_x, move_y = take(2)
            x, y = base_x + move_x, base_y + move_y
            start_x, start_y = x, y
            points = [(x, y)]
            parts.append(points)
            command = "l" if near else "L"
        elif kind == "L":
            move_x, move_y = take(2)
            x, y = base_x + move_x, base_y + move_y
            points.append((x, y))
        elif kind == "H":
            x = base_x + take(1)[0]
            points.append((x, y))
        elif kind == "V":
            y = base_y + take(1)[0]
            points.append((x, y))
        elif kind in "CS":
            first = [x, y] if before is None else [2 * x - before[0], 2 * y - before[1]]
            if kind == "C":
                first = [value + base for value, base in zip(take(2), (base_x, base_y), strict=True)]
            second_x, second_y, end_x, end_y = take(4)
            handle = (base_x + second_x, base_y + second_y)
            end = (base_x + end_x, base_y + end_y)
            points.extend(_cubic((x, y), (first[0], first[1]), handle, end))
            x, y = end
        elif kind in "QT":
            bend = (x, y) if before is None else (2 * x - before[0], 2 * y - before[1])
            if kind == "Q":
                bend_x, bend_y = take(2)
                bend = (base_x + bend_x, base_y + bend_y)
            end_x, end_y = take(2)
            end = (base_x + end_x, base_y + end_y)
            handle = bend
            one = (x + (bend[0] - x) * 2 / 3, y + (bend[1] - y) * 2 / 3)
            two = (end[0] + (bend[0] - end[0]) * 2 / 3, end[1] + (bend[1] - end[1]) * 2 / 3)
            points.extend(_cubic((x, y), one, two, end))
            x, y = end
        elif kind == "A":
            radius_x, radius_y, _turn, large, sweep, end_x, end_y = take(7)
            end = (base_x + end_x, base_y + end_y)
            points.extend(_arc((x, y), radius_x, radius_y, bool(large), bool(sweep), end))
            x, y = end
    return tuple(tuple(part) for part in parts)


def _cubic(start, one, two, end):
    for step in range(1, STEPS + 1):
        along = step / STEPS
        back = 1 - along
        weights = (back**3, 3 * back * back * along, 3 * back * along * along, along**3)
        corners = (start, one, two, end)
        yield (
            sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
            sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
        )


def _arc(start, radius_x, radius_y, large, sweep, end):
    """Points of an unrotated elliptical arc, after the implementation notes of the SVG standard."""
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    stretch = math.sqrt(max(1.0, (half_x / radius_x) ** 2 + (half_y / radius_y) ** 2))
    radius_x, radius_y = radius_x * stretch, radius_y * stretch
    flat = (radius_x * half_y) ** 2 + (radius_y * half_x) ** 2
    factor = math.sqrt(max(0.0, ((radius_x * radius_y) ** 2 - flat) / flat)) * (-1 if large == sweep else 1)
    centre_x = factor * radius_x * half_y / radius_y + (start[0] + end[0]) / 2
    centre_y = -factor * radius_y * half_x / radius_x + (start[1] + end[1]) / 2
    first = math.atan2((start[1] - centre_y) / radius_y, (start[0] - centre_x) / radius_x)
    last = math.atan2((end[1] - centre_y) / radius_y, (end[0] - centre_x) / radius_x)
    if sweep and last < first:
        last += 2 * math.pi
    if not sweep and last > first:
        last -= 2 * math.pi
    for step in range(1, 2 * STEPS + 1):
        angle = first + (last - first) * step / (2 * STEPS)
        yield centre_x + radius_x * math.cos(angle), centre_y + radius_y * math.sin(angle)
