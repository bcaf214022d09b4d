"""Flat portraits: a face of a few shapes, in the colours of the house. The same look always gives the same picture."""

import random

from demo.pictures.canvas import Canvas

SKINS = ["#F6D3BC", "#E9B894", "#C98C63", "#9A6240", "#6B4128"]
HAIR_COLOURS = {
    "black": "#1B1410",
    "brown": "#4A3020",
    "chestnut": "#7A4B21",
    "auburn": "#A33A1A",
    "ginger": "#B4743A",
    "honey": "#E2AC12",
    "blond": "#D9B36A",
    "grey": "#919D94",
    "silver": "#C3CAC4",
    "slate": "#3F5158",
    "delft": "#2E62B5",
}
SHIRTS = {
    "den": "#195B4A",
    "delft": "#224E98",
    "navy": "#1C407D",
    "koraal": "#CF532C",
    "rust": "#AB401E",
    "burgundy": "#89341A",
    "citroen": "#E2AC12",
    "lei": "#50656E",
    "slate": "#3B4640",
    "ink": "#26302B",
}
GROUNDS = {
    "koraal": "#FCDFD3",
    "den": "#CDE5DB",
    "delft": "#D5E2F8",
    "citroen": "#FFF3CC",
    "lei": "#DBE3E5",
    "linnen": "#E9EDE7",
}
FACE_LINES = ("#2A1D16", "#150C08")
CURLS = [(14.2, 24.8), (13, 19.6), (14.6, 14.5), (18.7, 10.8), (24.1, 9.5), (29.5, 10.9), (33.4, 14.6), (35, 19.7),
         (33.7, 24.9)]  # fmt: skip
BEHIND = {
    "bob": "M11.5 21a12.5 12.5 0 0 1 25 0v10q0 2-2 2H13.5q-2 0-2-2z",
    "long": "M11 22a13 13 0 0 1 26 0v18H11z",
    "scarf": "M11 23a13 13.5 0 0 1 26 0c0 6 1 10 3 14H8c2-4 3-8 3-14z",
}
FRONT = {
    "short": "M14.2 21c-.6-8 4-11.5 9.8-11.5S34.4 13 33.8 21c-1-4-2.8-5.5-4.3-6.2-3.5 1-8 1-11 0"
    "-1.5.7-3.3 2.2-4.3 6.2z",
    "crop": "M14.6 19c0-6.5 4-9 9.4-9s9.4 2.5 9.4 9c-2-3-5-4-9.4-4s-7.4 1-9.4 4z",
    "side": "M14.2 20.5c-.4-7.5 4-10.8 10.3-10.8 5.5 0 9.8 3.3 9.3 10.8-.8-2.5-1.8-4-3.3-4.8-5.5.6-9.5-.7-11.5-2.2"
    "-1 2.5-3.5 3.5-4.8 7z",
    "bob": "M13.5 22C13.5 13 18 10 24 10s10.5 3 10.5 12c-1.5-5-4.5-6.5-7-7-3 2.5-9.5 2.5-14 7z",
    "long": "M14 23c0-9 4-12.5 10-12.5S34 14 34 23c-2-5.5-6-7-10-9-4 2-8 3.5-10 9z",
    "bun": "M14.3 20.5C14 13 18 10.3 24 10.3s10 2.7 9.7 10.2c-2-4.5-5.7-5.7-9.7-5.7s-7.7 1.2-9.7 5.7z",
    "afro": "M14.5 19c1-5 5-6.5 9.5-6.5s8.5 1.5 9.5 6.5c2-6-2-11-9.5-11s-11.5 5-9.5 11z",
    "curls": "M14.3 20c1.5-5 5.2-6.2 9.7-6.2s8.2 1.2 9.7 6.2C35 13 30 9.5 24 9.5S13 13 14.3 20z",
    "coils": "M14.5 19.5c-.5-4-.3-8.5 1.5-10.5h16c1.8 2 2 6.5 1.5 10.5-1-2.5-2-4-3.5-4.8h-12c-1.5.8-2.5 2.3-3.5 4.8z",
}
BEARD = "M14.8 22.5c.5 8 4 11 9.2 11s8.7-3 9.2-11c-1.5 3.5-3.5 3.2-5 2.9-1.5-.8-6.9-.8-8.4 0-1.5.3-3.5.6-5-2.9z"
MOUSTACHE = "M19.5 27q2.2-2.4 4.5-1 2.3-1.4 4.5 1-2.2.8-4.5-.2-2.3 1-4.5.2z"
TEMPLES = "M14.5 22c-.3-2 .2-4 .8-5 .2 2 .2 3.5-.8 5zM33.5 22c.3-2-.2-4-.8-5-.2 2-.2 3.5.8 5z"


def portrait(look: dict, *, size: int = 256) -> bytes:
    """A square PNG of the face that `look` describes, made so that a circle can be cut from it."""
    canvas = Canvas(48, 48, GROUNDS[look["ground"]], scale=size / 48, smooth=3)
    person(canvas, look)
    return canvas.png(colours=64)


def person(canvas: Canvas, look: dict) -> None:
    """Draw the bust in a box of 48 units, on whatever is there."""
    skin = SKINS[look["skin"]]
    hair, hair_colour = look["hair"], HAIR_COLOURS[look["colour"]]
    extra = look.get("extra", ())
    if hair in BEHIND:
        canvas.path(BEHIND[hair], hair_colour)
    elif hair == "afro":
        canvas.circle(24, 18.5, 13.5, hair_colour)
    elif hair == "curls":
        for x, y in CURLS:
            canvas.circle(x, y, 5.5, hair_colour)
    elif hair == "bun":
        canvas.circle(24, 7.5, 5, hair_colour)
    canvas.path("M6 50c0-11 7.5-16 18-16s18 5 18 16z", SHIRTS[look["shirt"]])
    canvas.path("M19.5 28h9v7.5a4.5 3.5 0 0 1-9 0z", skin)
    canvas.path("M19.5 31.5q4.5 3.5 9 0v2q-4.5 3.5-9 0z", "#000000", opacity=0.1)
    canvas.ellipse(24, 22, 9.3, 10.8, skin)
    if hair == "scarf":
        canvas.path(
            "M24 9.5c-8 0-11.5 5-11.5 12.5 0 5 2 9.5 5 12 2 2 11 2 13 0 3-2.5 5-7 5-12 0-7.5-3.5-12.5-11.5-12.5z",
            hair_colour,
        )
        canvas.path("M24 14.5c5 0 7.6 3.2 7.6 8s-3 9.8-7.6 9.8-7.6-5-7.6-9.8 2.6-8 7.6-8z", skin)
    elif hair == "bald":
        canvas.path(TEMPLES, hair_colour)
    else:
        canvas.path(FRONT[hair], hair_colour)
    mouth = eyes = FACE_LINES[look["skin"] > 2]
    if "beard" in extra:
        canvas.path(BEARD, hair_colour)
        mouth = skin
    canvas.circle(20.3, 22, 1.1, eyes)
    canvas.circle(27.7, 22, 1.1, eyes)
    canvas.path("M21 27.3q3 2.4 6 0", line=mouth, width=1.3)
    if "moustache" in extra:
        canvas.path(MOUSTACHE, hair_colour)
    if "glasses" in extra:
        canvas.circle(20.2, 22, 3.7, line="ink", width=1.1)
        canvas.circle(27.8, 22, 3.7, line="ink", width=1.1)
        canvas.path("M23.4 21.7q.6-.5 1.2 0", line="ink", width=1.1)
    if "helmet" in extra:
        canvas.path("M13.2 17.6c0-7.4 4.6-11 10.8-11s10.8 3.6 10.8 11z", "citroen-400")
        canvas.path("M22 7.2h4v8h-4z", "citroen-500")
        canvas.rect(11.6, 16.6, 24.8, 2.6, "citroen-500", round_=1.3)
    elif "cap" in extra:
        canvas.path("M13.8 17.6c0-6.6 4-9.6 10.2-9.6s10.2 3 10.2 9.6z", "den-700")
        canvas.path("M24 15.8c6 0 11.5.8 14 3.4-4 .5-9 .3-14 .3z", "den-800")
    elif "net" in extra:
        canvas.path("M14 18c0-6.5 4-9.5 10-9.5S34 11.5 34 18z", "white")
        canvas.rect(13, 17.2, 22, 2.3, "linnen-2", round_=0.6)


def invent(seed: str, department: str, *, woman: bool) -> dict:
    """A look for somebody who was not described: varied, and always the same for the same seed."""
    pick = random.Random(f"look {seed}")
    skin = pick.choices(range(5), weights=[46, 24, 14, 9, 7])[0]
    if woman:
        hair = pick.choice(["bob", "bob", "long", "long", "bun", "curls", "short", "afro" if skin > 2 else "bun"])
        hair = "scarf" if skin == 2 and pick.random() < 0.4 else hair
    else:
        hair = pick.choice(["crop", "crop", "short", "short", "side", "side", "bald", "coils" if skin > 2 else "crop"])
    light = ["brown", "chestnut", "blond", "honey", "ginger", "auburn", "grey", "silver", "black"]
    colour = pick.choice(light if skin < 2 else ["black", "black", "brown", "grey"])
    if hair == "scarf":
        colour = pick.choice(["slate", "delft", "auburn", "silver"])
    extra = []
    if pick.random() < 0.24:
        extra.append("glasses")
    if not woman and pick.random() < 0.36:
        extra.append(pick.choice(["beard", "beard", "moustache"]))
    if hair in ("crop", "short", "side", "bob") and "beard" not in extra and pick.random() < 0.22:
        worn = {"techniek": "helmet", "rijping": "helmet", "transport": "cap"}
        worn |= {f"lijn-{number}": "net" for number in range(1, 6)}
        if department in worn:
            extra.append(worn[department])
    return {
        "skin": skin,
        "hair": hair,
        "colour": colour,
        "shirt": pick.choice(list(SHIRTS)),
        "ground": pick.choice(list(GROUNDS)),
        "extra": extra,
    }
