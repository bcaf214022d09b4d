"""Scenes of safety, care and recognition, and people together."""

from demo.pictures.canvas import Canvas
from demo.pictures.things import cheese, scenery, someone, table

CREW = [
    {"skin": 1, "hair": "short", "colour": "black", "shirt": "lei", "extra": ["moustache"]},
    {"skin": 0, "hair": "curls", "colour": "auburn", "shirt": "slate", "extra": ["glasses"]},
    {"skin": 4, "hair": "coils", "colour": "black", "shirt": "citroen"},
    {"skin": 2, "hair": "scarf", "colour": "delft", "shirt": "navy"},
    {"skin": 0, "hair": "crop", "colour": "blond", "shirt": "delft", "extra": ["net"]},
]


def ploeg() -> Canvas:
    canvas = scenery("mint", 800, 330, 1.1)
    for number, look in enumerate(CREW):
        someone(canvas, 320 + number * 240, 660 - (number % 2) * 26, 330, **look)
    table(canvas, 800, 690, 1360, "den-600", "den-800")
    canvas.circle(800, 690, 26, "citroen-400")
    canvas.ellipse(500, 690, 60, 16, "den-300")
    canvas.ellipse(1100, 690, 60, 16, "den-300")
    return canvas


def handdruk() -> Canvas:
    canvas = scenery("coral", 800, 400, 1.1)
    canvas.line([(-60, 700), (420, 560)], 190, "den-600")
    canvas.line([(1660, 700), (1180, 560)], 190, "delft-600")
    canvas.line([(410, 566), (470, 548)], 200, "white")
    canvas.line([(1190, 566), (1130, 548)], 200, "white")
    for offset, end in ((96, 1010), (54, 1040), (12, 1034), (-28, 1000)):
        canvas.line([(700, 560 + offset * 0.4), (end - 30, 520 + offset)], 58, "#C98C63")
    canvas.line([(560, 532), (760, 486), (880, 470)], 150, "#F6D3BC")
    canvas.line([(1040, 532), (900, 480)], 150, "#C98C63")
    canvas.line([(860, 430), (760, 470), (700, 540)], 62, "#B97C54")
    for y, x in ((470, 930), (520, 950), (568, 936), (612, 904)):
        canvas.line([(800, y + 10), (x, y)], 56, "#F6D3BC")
        canvas.line([(x - 100, y + 34), (x - 8, y + 26)], 5, "#E0B497")
    canvas.line([(640, 470), (770, 400), (850, 404)], 62, "#F6D3BC")
    for x, y, turn in ((800, 210, 0), (680, 240, -1), (920, 240, 1)):
        canvas.line([(x, y), (x + turn * 34, y - 84)], 18, "citroen-400")
    return canvas


def vinkje() -> Canvas:
    canvas = scenery("pine", 800, 430, 1.0)
    canvas.rect(500, 120, 600, 700, "hout", round_=30)
    canvas.rect(540, 180, 520, 600, "white", round_=8)
    canvas.rect(680, 84, 240, 120, "lei-300", round_=26)
    canvas.circle(800, 120, 26, "lei-600")
    for number in range(4):
        y = 270 + number * 120
        canvas.rect(590, y, 70, 70, "den-100", round_=16)
        canvas.rect(700, y + 12, 280, 18, "grey", round_=9)
        canvas.rect(700, y + 44, 200 - number * 20, 14, "linnen-3", round_=7)
        if number < 3:
            canvas.line([(606, y + 36), (622, y + 54), (656, y + 8)], 14, "den-500")
    canvas.circle(1090, 700, 130, "citroen-400")
    canvas.line([(1030, 700), (1074, 748), (1156, 650)], 34, "ink")
    return canvas


def alarm() -> Canvas:
    canvas = scenery("coral", 800, 400, 1.05)
    for start, x in ((140, 800), (-40, 800)):
        for radius in (330, 410):
            canvas.arc(x, 430, radius, start, start + 80, 26, "koraal-400")
    canvas.path("M610 640V450q0-190 190-190t190 190v190z", "koraal-500")
    canvas.path("M680 620V460q0-120 100-130", line="koraal-200", width=26)
    canvas.rect(540, 630, 520, 70, "ink", round_=20)
    canvas.rect(480, 690, 640, 70, "lei-600", round_=20)
    canvas.circle(800, 470, 60, "citroen-300")
    canvas.circle(800, 470, 32, "white")
    canvas.rect(1240, 560, 180, 180, "den-500", round_=18)
    canvas.circle(1348, 600, 20, "white")
    canvas.line([(1340, 636), (1310, 680), (1330, 716)], 18, "white")
    canvas.line([(1310, 680), (1276, 700)], 18, "white")
    canvas.line([(1336, 636), (1370, 662), (1394, 654)], 14, "white")
    return canvas


def helm() -> Canvas:
    canvas = scenery("mist", 1160, 230)
    canvas.rect(0, 740, 1600, 160, "hout")
    canvas.rect(0, 740, 1600, 18, "hout-2")
    canvas.path("M360 640q0-330 320-330t320 330z", "citroen-400")
    canvas.path("M620 300q60-20 120 0v330H620z", "citroen-500")
    canvas.path("M440 600q10-150 110-220", line="citroen-100", width=26)
    canvas.rect(310, 620, 760, 64, "citroen-500", round_=32)
    glove = (
        "M1120 560q-40-30-20-60t60 0l30 40v-170q0-40 34-40t34 40v110-140q0-40 34-40t34 40v140-110q0-38 32-38t32 38v130"
        "-70q0-34 28-34t28 34v170q0 190-150 190h-40q-70 0-106-90z"
    )
    canvas.path(glove, "koraal-500")
    canvas.rect(1190, 668, 220, 76, "koraal-700", round_=18)
    return canvas


def handschoenen() -> Canvas:
    canvas = scenery("mint", 800, 380, 1.0)
    canvas.rect(0, 770, 1600, 130, "den-600")
    glove = (
        "M-130 60q-50-40-20-76t70 4l36 48v-200q0-44 38-44t38 44v130-170q0-44 38-44t38 44v170-130q0-42 36-42t36 42v150"
        "-84q0-38 32-38t32 38v200q0 220-180 220h-40q-84 0-124-100z"
    )
    for x, flip, fill, cuff in ((480, False, "delft-500", "delft-700"), (1120, True, "koraal-500", "koraal-700")):
        canvas.place(x, 440, 1.1, flip=flip)
        canvas.path(glove, fill)
        canvas.rect(-64, 196, 250, 100, cuff, round_=20)
        for row in range(3):
            for column in range(4):
                canvas.circle(-20 + column * 54, 20 + row * 48, 11, cuff)
        canvas.place()
    return canvas


def ehbo() -> Canvas:
    canvas = scenery("sky", 800, 380, 1.0)
    table(canvas, 800, 730, 1300, "delft-300", "delft-600")
    canvas.rect(690, 250, 220, 120, "ink", round_=40)
    canvas.rect(726, 286, 148, 90, "#E4EDFB", round_=20)
    canvas.rect(470, 330, 660, 400, "white", round_=44)
    canvas.rect(470, 640, 660, 90, "delft-100", round_=44)
    canvas.rect(470, 630, 660, 40, "delft-100")
    canvas.rect(744, 400, 112, 260, "den-500", round_=18)
    canvas.rect(670, 474, 260, 112, "den-500", round_=18)
    canvas.rect(1180, 660, 210, 70, "koraal-200", round_=35)
    canvas.rect(1246, 660, 78, 70, "koraal-100")
    canvas.ellipse(330, 706, 80, 34, "white")
    canvas.rect(250, 640, 160, 66, "white")
    canvas.ellipse(330, 640, 80, 34, "lei-100")
    canvas.ellipse(330, 640, 26, 11, "lei-300")
    return canvas


def gereedschap() -> Canvas:
    canvas = scenery("slate", 1180, 220)
    canvas.rect(0, 740, 1600, 160, "lei-800")
    canvas.line([(500, 250), (500, 520)], 46, "lei-200")
    canvas.circle(500, 230, 84, "lei-200")
    canvas.poly([(464, 120), (536, 120), (528, 232), (472, 232)], "lei-700")
    canvas.line([(760, 190), (760, 470)], 24, "lei-200")
    canvas.rect(724, 420, 72, 200, "koraal-500", round_=30)
    canvas.line([(1020, 260), (1020, 560)], 40, "hout")
    canvas.rect(900, 190, 220, 96, "lei-300", round_=14)
    canvas.poly([(1110, 190), (1180, 210), (1180, 250), (1110, 286)], "lei-300")
    canvas.path("M690 460v-30q0-60 60-60h100q60 0 60 60v30", line="ink", width=30)
    canvas.rect(380, 460, 840, 320, "den-500", round_=26)
    canvas.rect(380, 460, 840, 100, "den-600", round_=26)
    canvas.rect(380, 530, 840, 30, "den-600")
    canvas.rect(740, 520, 120, 80, "citroen-400", round_=14)
    canvas.circle(800, 560, 14, "ink")
    return canvas


def pas() -> Canvas:
    canvas = scenery("delft", 800, 420, 1.0)
    canvas.line([(560, -20), (770, 200)], 30, "citroen-400")
    canvas.line([(1040, -20), (830, 200)], 30, "citroen-500")
    canvas.rect(764, 180, 72, 90, "lei-200", round_=16)
    canvas.rect(560, 240, 480, 590, "white", round_=40)
    canvas.rect(560, 240, 480, 130, "den-600", round_=40)
    canvas.rect(560, 310, 480, 60, "den-600")
    canvas.rect(740, 268, 120, 24, "den-900", round_=12)
    canvas.circle(800, 510, 116, "citroen-100")
    someone(canvas, 800, 606, 176, skin=3, hair="afro", colour="black", shirt="koraal")
    canvas.rect(660, 660, 280, 32, "ink", round_=16)
    canvas.rect(700, 716, 200, 20, "linnen-3", round_=10)
    for x in range(640, 960, 22):
        canvas.rect(x, 762, 8 + (x % 3) * 4, 36, "grey-2")
    return canvas


def thermometer() -> Canvas:
    canvas = scenery("mint", 560, 420, 1.0)
    canvas.rect(520, 110, 130, 560, "white", round_=65)
    canvas.circle(585, 680, 130, "white")
    canvas.rect(557, 330, 56, 340, "delft-400", round_=28)
    canvas.circle(585, 680, 92, "delft-400")
    canvas.circle(556, 650, 22, "delft-100")
    for number in range(6):
        canvas.rect(676, 190 + number * 76, 70 if number % 2 else 44, 12, "den-500", round_=6)
    canvas.rect(880, 300, 440, 330, "den-700", round_=30)
    canvas.rect(916, 336, 368, 170, "den-50", round_=14)
    for x, strokes in ((990, "1"), (1100, "3")):
        if strokes == "1":
            canvas.line([(x, 372), (x, 470)], 22, "den-700")
        else:
            canvas.line(
                [(x - 40, 372), (x + 30, 372), (x - 4, 414), (x + 32, 440), (x + 10, 470), (x - 40, 470)], 22, "den-700"
            )
    canvas.circle(1198, 376, 16, line="den-700", width=9)
    for x, fill in ((960, "citroen-400"), (1050, "den-400"), (1140, "den-400"), (1230, "koraal-400")):
        canvas.circle(x, 568, 26, fill)
    return canvas


def medaille() -> Canvas:
    canvas = scenery("pine", 800, 480, 1.1)
    canvas.poly([(560, 0), (700, 0), (860, 400), (750, 430)], "koraal-500")
    canvas.poly([(1040, 0), (900, 0), (740, 400), (850, 430)], "delft-500")
    canvas.circle(800, 570, 236, "citroen-500")
    canvas.circle(800, 570, 202, "citroen-400")
    canvas.circle(800, 570, 164, line="citroen-500", width=8)
    cheese(canvas, 800, 650, 1.1, 2, seal=True)
    for x, y in ((360, 330), (1240, 300), (1330, 620), (290, 640)):
        canvas.line([(x - 34, y), (x + 34, y)], 12, "citroen-300")
        canvas.line([(x, y - 34), (x, y + 34)], 12, "citroen-300")
    return canvas


def etiket() -> Canvas:
    canvas = scenery("lemon", 1180, 240)
    cheese(canvas, 560, 720, 2.9, 0, seal=True)
    canvas.line([(760, 330), (960, 290)], 9, "ink")
    canvas.poly([(930, 300), (1010, 210), (1400, 210), (1400, 620), (1010, 620), (930, 540)], "white")
    canvas.circle(1000, 300, 20, "lei-300")
    canvas.rect(1060, 262, 270, 34, "den-600", round_=17)
    for number, wide in enumerate((280, 240, 260)):
        canvas.rect(1060, 334 + number * 38, wide, 14, "linnen-3", round_=7)
    canvas.rect(1060, 450, 180, 22, "koraal-500", round_=11)
    x = 1060
    for wide in (6, 14, 6, 10, 18, 6, 12, 6, 16, 8, 6, 14, 10, 6):
        canvas.rect(x, 506, wide, 70, "ink")
        x += wide + 9
    return canvas
