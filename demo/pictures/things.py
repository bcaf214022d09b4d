"""Things that stand in more than one scene: cheeses, clouds, hills, people, a table, wheels."""

import math

from demo.pictures.canvas import Canvas
from demo.pictures.portraits import person

WIDTH, HEIGHT = 1600, 900
TONES = [("citroen-500", "citroen-400"), ("citroen-400", "citroen-300"), ("citroen-300", "citroen-200")]
GROUNDS = {
    "pine": ("den-800", "den-700", "den-600", "den-500"),
    "mint": ("den-100", "den-50", "#F4FAF7", "white"),
    "sky": ("delft-100", "#DFEAFA", "delft-50", "white"),
    "delft": ("delft-800", "delft-700", "delft-600", "delft-500"),
    "coral": ("koraal-100", "#FDE9E0", "koraal-50", "white"),
    "slate": ("lei-700", "lei-600", "lei-500", "lei-400"),
    "mist": ("lei-100", "#E4EAEB", "lei-50", "white"),
    "linen": ("linnen", "#EFF2ED", "paper", "white"),
    "lemon": ("citroen-100", "#FFF7DD", "#FFFBEC", "white"),
    "night": ("delft-900", "#142C56", "delft-800", "#1B3B72"),
}


def scenery(ground: str, x: float = 1240, y: float = 160, size: float = 1.0, *, smooth: int = 2) -> Canvas:
    """A new canvas with the round light that all scenes share."""
    base, *rings = GROUNDS[ground]
    canvas = Canvas(WIDTH, HEIGHT, base, smooth=smooth)
    for radius, ring in zip((620, 420, 220), rings, strict=True):
        canvas.circle(x, y, radius * size, ring)
    return canvas


def cheese(canvas: Canvas, x: float, y: float, size: float = 1.0, tone: int = 0, *, seal: bool = False) -> None:
    """A whole cheese standing on y, with x as its middle."""
    side, top = TONES[tone % 3]
    canvas.place(x - 96 * size, y - 152 * size, 2 * size)
    canvas.path("M0 34q0-34 48-34t48 34v10q0 32-48 32t-48-32z", side)
    canvas.ellipse(48, 26, 44, 20, top)
    if seal:
        canvas.circle(48, 26, 9, line="koraal-600", width=3)
    canvas.place()


def shelves(
    canvas: Canvas, rows: list[float], *, size: float, start: float, step: float, gap: tuple[int, ...] = ()
) -> None:
    """Boards full of cheese, one at each height in `rows`. `gap` is a row, and the places left empty on it."""
    for row, y in enumerate(rows):
        canvas.rect(0, y, WIDTH, 18, "den-900")
        x, number = start + (row % 2) * 36 - 70, row
        while x < WIDTH + 80:
            if not (gap and row == gap[0] and number - row in gap[1:]):
                cheese(canvas, x, y + 2, size, number, seal=number % 4 == 3)
            x, number = x + step, number + 1


def cloud(canvas: Canvas, x: float, y: float, size: float = 1.0, fill: str = "white") -> None:
    for across, up, radius in ((-70, 0, 44), (-20, -34, 58), (48, -14, 50), (92, 8, 34)):
        canvas.circle(x + across * size, y + up * size, radius * size, fill)
    canvas.rect(x - 112 * size, y, 236 * size, 44 * size, fill, round_=22 * size)


def hill(canvas: Canvas, y: float, rise: float, fill: str, *, phase: float = 0.0, waves: float = 1.0) -> None:
    """A rolling edge from left to right, filled down to the bottom."""
    edge = [(x, y - rise * math.sin(phase + waves * 2 * math.pi * x / WIDTH)) for x in range(0, WIDTH + 41, 40)]
    canvas.poly([*edge, (WIDTH + 40, HEIGHT), (0, HEIGHT)], fill)


def sun(canvas: Canvas, x: float, y: float, radius: float = 80) -> None:
    canvas.circle(x, y, radius, "citroen-400")


def table(canvas: Canvas, x: float, y: float, width: float, top: str = "den-600", foot: str = "den-800") -> None:
    """A round table seen a little from above; things stand on y."""
    canvas.poly([(x - 46, y), (x + 46, y), (x + 76, y + 330), (x - 76, y + 330)], foot)
    canvas.ellipse(x, y + 26, width / 2, width / 11, foot)
    canvas.ellipse(x, y, width / 2, width / 11, top)


def wheel(canvas: Canvas, x: float, y: float, radius: float, hub: str = "linnen-3") -> None:
    canvas.circle(x, y, radius, "ink")
    canvas.circle(x, y, radius * 0.55, hub)
    canvas.circle(x, y, radius * 0.2, "dark")


def mug(canvas: Canvas, x: float, y: float, fill: str = "white", band: str = "koraal-500", size: float = 1.0) -> None:
    """A mug standing on y."""
    canvas.circle(x + 44 * size, y - 48 * size, 28 * size, line=fill, width=13 * size)
    canvas.rect(x - 46 * size, y - 96 * size, 92 * size, 98 * size, fill, round_=16 * size)
    canvas.rect(x - 46 * size, y - 62 * size, 92 * size, 16 * size, band)


def someone(canvas: Canvas, x: float, y: float, height: float, **look) -> None:
    """A bust whose shoulders end on y, with x as its middle."""
    zoom = height / 42
    canvas.place(x - 24 * zoom, y - 50 * zoom, zoom)
    person(canvas, {"skin": 0, "hair": "short", "colour": "brown", "shirt": "den", "extra": [], **look})
    canvas.place()


def cow(canvas: Canvas, x: float, y: float, size: float = 1.0, *, flip: bool = False) -> None:
    """A black-and-white cow standing on y, looking to the right, or to the left when flipped."""
    canvas.place(x, y, size, flip=flip)
    for leg in (-128, -84, 70, 112):
        canvas.rect(leg, -96, 30, 96, "white" if leg in (-128, 70) else "linnen")
        canvas.rect(leg, -18, 30, 18, "ink")
    canvas.rect(-160, -232, 320, 162, "white", round_=62)
    canvas.path("M-120 -232c-30 30-26 92 12 96s52-22 84-18 40-60 8-78z", "ink")
    canvas.path("M60 -226c-10 40 10 80 50 78s52-40 50-52-40-34-60-30z", "ink")
    canvas.path("M10 -74c20-26 62-26 74 0q6 24-16 26t-24-4-24 2-10-24z", "koraal-200")
    canvas.line([(-158, -196), (-184, -120), (-180, -74)], 12, "white")
    canvas.circle(-180, -66, 14, "ink")
    canvas.path("M118 -250c-4-34 34-52 66-46s58 22 60 60-10 70-44 74-78-52-82-88z", "white")
    canvas.path("M118 -254c-2-30 24-48 54-46 6 30-14 62-48 66z", "ink")
    canvas.ellipse(214, -188, 40, 30, "koraal-200")
    canvas.circle(204, -192, 5, "koraal-600")
    canvas.circle(230, -190, 5, "koraal-600")
    canvas.circle(188, -242, 8, "ink")
    canvas.path("M128 -288c-22-14-50-8-54 6s24 24 50 14z", "ink")
    canvas.path("M144 -292q-6-26 8-38 14 10 10 38z", "citroen-200")
    canvas.place()


def barn(canvas: Canvas, x: float, y: float, size: float = 1.0, wall: str = "koraal-600", roof: str = "koraal-800"):
    """A farm with a high roof, standing on y."""
    canvas.place(x, y, size)
    canvas.rect(-150, -150, 300, 150, wall)
    canvas.poly([(-186, -140), (-96, -300), (96, -300), (186, -140)], roof)
    canvas.rect(-46, -104, 92, 104, "den-700")
    canvas.rect(-40, -98, 36, 92, "den-600")
    canvas.rect(4, -98, 36, 92, "den-600")
    canvas.circle(0, -212, 24, "white")
    for window in (-120, 82):
        canvas.rect(window, -104, 40, 44, "citroen-200")
    canvas.place()


def lorry(canvas: Canvas, x: float, y: float, size: float = 1.0, *, tanker: bool, flip: bool = False) -> None:
    """A lorry on y driving to the right: a milk tanker, or a box with a cheese on it."""
    canvas.place(x, y, size, flip=flip)
    canvas.rect(-430, -92, 760, 34, "ink")
    if tanker:
        canvas.rect(-440, -300, 560, 218, "lei-100", round_=108)
        canvas.rect(-400, -286, 480, 52, "white", round_=26)
        canvas.rect(-440, -206, 560, 32, "delft-500")
        for band in (-300, -160, -20):
            canvas.rect(band, -300, 14, 218, "lei-200")
        canvas.rect(-190, -322, 70, 26, "lei-300", round_=8)
    else:
        canvas.rect(-440, -340, 560, 260, "white", round_=14)
        canvas.rect(-440, -132, 560, 52, "den-600")
    canvas.path("M140 -62v-196q0-30 30-30h80q26 0 38 24l52 104q8 16 8 36v62z", "den-600")
    canvas.path("M196 -250h48q16 0 24 16l36 74h-108z", "delft-100")
    canvas.rect(300, -120, 46, 20, "citroen-300", round_=8)
    canvas.place()
    if not tanker:
        side = -1 if flip else 1
        cheese(canvas, x - 160 * size * side, y - 150 * size, 0.62 * size, 0, seal=True)
    canvas.place(x, y, size, flip=flip)
    for along in (-350, -240, 240):
        wheel(canvas, along, -50, 52)
    canvas.place()
