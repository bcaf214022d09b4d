"""Scenes of the work itself: cheese, machines, the warehouse and the lorries."""

from demo.pictures.canvas import Canvas
from demo.pictures.things import cheese, lorry, scenery, shelves, someone, table


def kaasplanken() -> Canvas:
    canvas = scenery("pine", 1310, 110, 1.1)
    shelves(canvas, [290, 560, 830], size=0.98, start=90, step=212, gap=(1, 3, 4))
    someone(canvas, 840, 562, 270, skin=2, hair="short", colour="black", shirt="lei", extra=["net"])
    cheese(canvas, 840, 562, 0.8, 1)
    return canvas


def rijpingshal() -> Canvas:
    canvas = scenery("pine", 800, 380, 0.9)
    for side in (-1, 1):
        for row in range(5):
            far, near = 150, 800
            high_far, high_near = 380 - 190 + row * 84, -60 + row * 236
            left, right = 800 + side * far, 800 + side * near
            low, high = high_near + 214, high_near + 190
            canvas.poly([(left, high_far + 66), (right, high), (right, low), (left, high_far + 74)], "den-900")
            for step in range(7):
                along = (step + 0.5) / 7
                depth = along**1.7
                x = left + (right - left) * depth
                y = high_far + 68 + (high_near + 194 - high_far - 68) * depth
                cheese(canvas, x, y, 0.14 + 0.62 * depth, row + step, seal=(row + step) % 4 == 0)
    canvas.poly([(650, 560), (950, 560), (1330, 900), (270, 900)], "den-600")
    canvas.poly([(784, 560), (816, 560), (868, 900), (732, 900)], "citroen-400")
    canvas.rect(742, 400, 116, 162, "den-50", round_=6)
    canvas.rect(797, 400, 6, 162, "den-200")
    return canvas


def kaaswiel() -> Canvas:
    canvas = scenery("coral", 1180, 220, 1.1)
    canvas.ellipse(800, 716, 560, 96, "hout-2")
    canvas.ellipse(800, 696, 560, 96, "hout")
    canvas.path("M360 470q0-170 440-170t440 170v80q0 166-440 166t-440-166z", "citroen-500")
    canvas.ellipse(800, 448, 420, 138, "citroen-400")
    canvas.ellipse(800, 440, 360, 112, "citroen-300", opacity=0.6)
    canvas.poly([(800, 440), (1180, 520), (1160, 690), (1000, 740), (800, 640)], "citroen-200")
    canvas.poly([(800, 440), (1010, 552), (1000, 742), (800, 640)], "citroen-100")
    for x, y, size in ((880, 560, 20), (940, 640, 14), (1090, 600, 24), (1050, 680, 12), (850, 620, 10)):
        canvas.circle(x, y, size, "citroen-400")
    canvas.circle(600, 430, 48, line="koraal-600", width=14)
    return canvas


def ketel() -> Canvas:
    canvas = scenery("mist", 1200, 180)
    canvas.rect(0, 720, 1600, 180, "lei-300")
    canvas.rect(0, 720, 1600, 14, "lei-400")
    for pipe in (330, 1230):
        canvas.rect(pipe, 0, 44, 520, "lei-200")
        canvas.rect(pipe, 240, 44, 20, "lei-400")
    canvas.path("M260 420h1080v160q0 190-260 190H520q-260 0-260-190z", "lei-100")
    canvas.ellipse(800, 420, 540, 120, "lei-200")
    canvas.ellipse(800, 426, 492, 96, "citroen-100")
    for x in range(360, 1260, 70):
        for row, y in enumerate((392, 436, 480)):
            if abs(x - 800) < 420 - row * 60:
                canvas.rect(x + row * 22, y, 44, 22, "white", round_=8)
    canvas.rect(782, 130, 36, 280, "lei-400")
    canvas.rect(560, 370, 480, 26, "lei-400", round_=12)
    canvas.rect(1090, 560, 130, 90, "den-600", round_=12)
    canvas.circle(1130, 604, 18, "citroen-400")
    canvas.circle(1180, 604, 18, "den-300")
    for leg in (430, 1130):
        canvas.rect(leg, 740, 46, 90, "lei-500")
    return canvas


def pekelbad() -> Canvas:
    canvas = scenery("pine", 340, 140, 1.0)
    canvas.rect(0, 250, 1600, 22, "den-900")
    canvas.path("M0 470q100-30 200 0t200 0 200 0 200 0 200 0 200 0 200 0 200 0v430H0z", "delft-500")
    for number, x in enumerate(range(140, 1600, 264)):
        cheese(canvas, x, 590 + (number % 2) * 18, 1.12, number, seal=number % 3 == 1)
    canvas.path("M0 540q100-30 200 0t200 0 200 0 200 0 200 0 200 0 200 0 200 0v360H0z", "delft-400", opacity=0.72)
    canvas.path("M0 640q100-30 200 0t200 0 200 0 200 0 200 0 200 0 200 0 200 0v260H0z", "delft-600", opacity=0.6)
    canvas.rect(0, 800, 1600, 100, "lei-500")
    canvas.rect(0, 800, 1600, 16, "lei-300")
    canvas.rect(1290, 60, 28, 380, "lei-200", round_=14)
    canvas.rect(1286, 200, 36, 60, "koraal-500")
    return canvas


def bouwplaats() -> Canvas:
    canvas = scenery("sky", 300, 190, 0.9)
    canvas.circle(300, 190, 84, "citroen-400")
    canvas.rect(0, 760, 1600, 140, "hout")
    canvas.rect(0, 760, 1600, 18, "hout-2")
    for column in range(560, 1500, 150):
        canvas.rect(column, 330, 26, 432, "den-700")
    for floor in (330, 470, 610):
        canvas.rect(546, floor, 934, 24, "den-600")
    for brace in range(586, 1450, 300):
        canvas.line([(brace, 354), (brace + 124, 470)], 10, "den-400")
        canvas.line([(brace, 610), (brace + 124, 494)], 10, "den-400")
    canvas.rect(560, 634, 330, 128, "den-100")
    canvas.rect(1186, 494, 294, 116, "den-100")
    canvas.rect(376, 90, 30, 672, "citroen-500")
    for step in range(110, 740, 62):
        canvas.line([(380, step), (402, step + 58)], 7, "citroen-700")
    canvas.rect(150, 96, 1010, 26, "citroen-400")
    canvas.line([(391, 40), (1150, 100)], 6, "citroen-700")
    canvas.line([(391, 40), (170, 100)], 6, "citroen-700")
    canvas.rect(140, 116, 110, 70, "ink")
    canvas.rect(360, 118, 70, 84, "koraal-500", round_=8)
    canvas.line([(1010, 120), (1010, 232)], 6, "ink")
    canvas.rect(900, 232, 220, 34, "den-500")
    canvas.poly([(1480, 330), (1480, 250), (1560, 276), (1480, 300)], "koraal-500")
    canvas.rect(1472, 250, 10, 84, "ink")
    return canvas


def robot() -> Canvas:
    canvas = scenery("pine", 1220, 260, 1.0)
    shelves(canvas, [300, 600], size=0.86, start=90, step=190)
    canvas.rect(560, 190, 620, 600, "den-700", round_=20)
    canvas.rect(0, 790, 1600, 110, "den-600")
    canvas.rect(0, 836, 1600, 16, "citroen-400")
    canvas.rect(640, 230, 34, 480, "lei-300")
    canvas.rect(1040, 230, 34, 480, "lei-300")
    canvas.rect(600, 640, 520, 130, "white", round_=40)
    canvas.rect(600, 700, 520, 26, "koraal-500")
    canvas.rect(760, 654, 200, 74, "ink", round_=34)
    canvas.circle(818, 690, 17, "citroen-300")
    canvas.circle(902, 690, 17, "citroen-300")
    canvas.rect(640, 560, 440, 30, "lei-200", round_=12)
    cheese(canvas, 860, 566, 1.35, 1, seal=True)
    for x in (680, 1040):
        canvas.circle(x, 782, 42, "ink")
        canvas.circle(x, 782, 16, "lei-300")
    return canvas


def heftruck() -> Canvas:
    canvas = scenery("mist", 1180, 210)
    canvas.rect(0, 740, 1600, 160, "lei-300")
    canvas.rect(0, 800, 1600, 14, "citroen-400")
    canvas.rect(1190, 690, 330, 50, "hout")
    for row in range(2):
        for number in range(2 - row + 1):
            cheese(canvas, 1250 + number * 116 + row * 58, 694 - row * 96, 0.6, number + row)
    canvas.rect(1080, 180, 34, 556, "ink")
    canvas.rect(1040, 180, 22, 556, "lei-500")
    canvas.rect(1090, 702, 300, 20, "ink")
    canvas.path("M520 700V520q0-40 40-40h280l60 120h110q30 0 30 30v70z", "citroen-400")
    canvas.rect(520, 640, 520, 70, "citroen-500", round_=16)
    canvas.line([(640, 490), (690, 230), (930, 230), (980, 600)], 24, "ink")
    someone(canvas, 790, 520, 190, skin=1, hair="short", colour="black", shirt="koraal", extra=["helmet"])
    canvas.line([(900, 560), (870, 480)], 14, "ink")
    for x, size in ((620, 84), (960, 74)):
        canvas.circle(x, 736, size, "ink")
        canvas.circle(x, 736, size * 0.5, "lei-200")
    return canvas


def melkwagen() -> Canvas:
    canvas = scenery("sky", 1300, 200, 0.9)
    canvas.circle(1300, 200, 90, "citroen-400")
    canvas.path("M0 560q400-140 820-30t780-40v410H0z", "den-200")
    canvas.path("M0 640q420-90 840-10t760-50v320H0z", "den-300")
    canvas.rect(0, 740, 1600, 160, "lei-500")
    for x in range(40, 1600, 220):
        canvas.rect(x, 826, 120, 12, "lei-100")
    lorry(canvas, 800, 772, 1.32, tanker=True)
    return canvas


def vrachtwagen() -> Canvas:
    canvas = scenery("coral", 330, 210, 0.9)
    canvas.rect(1180, 270, 420, 480, "den-700")
    canvas.rect(1180, 250, 420, 34, "den-800")
    for x in (1240, 1430):
        canvas.rect(x, 430, 140, 320, "lei-100")
        for bar in range(450, 740, 40):
            canvas.rect(x, bar, 140, 8, "lei-200")
        canvas.circle(x + 70, 360, 34, "citroen-400")
    canvas.rect(0, 750, 1600, 150, "lei-400")
    canvas.rect(0, 750, 1600, 12, "lei-500")
    lorry(canvas, 640, 800, 1.28, tanker=False, flip=True)
    return canvas


def lab() -> Canvas:
    canvas = scenery("mint", 1180, 230)
    canvas.rect(0, 700, 1600, 200, "den-600")
    canvas.rect(0, 700, 1600, 22, "den-700")
    canvas.path("M420 330h120v140l130 210q20 40-30 40H320q-50 0-30-40l130-210z", "white", opacity=0.92)
    canvas.path("M388 540h184l98 150q14 30-30 30H320q-44 0-30-30z", "delft-400")
    canvas.rect(404, 310, 152, 30, "lei-200", round_=14)
    for x, y, size in ((430, 640, 16), (510, 600, 11), (480, 670, 8)):
        canvas.circle(x, y, size, "delft-100")
    for number, (x, fill) in enumerate(((790, "citroen-400"), (890, "koraal-400"), (990, "den-400"))):
        canvas.rect(x, 380, 62, 330, "white", round_=30, opacity=0.92)
        level = 540 - number * 40
        canvas.rect(x + 8, level, 46, 700 - level, fill, round_=22)
    canvas.rect(750, 460, 342, 34, "hout")
    canvas.rect(750, 640, 342, 34, "hout")
    canvas.rect(1180, 660, 300, 46, "ink", round_=18)
    canvas.line([(1240, 660), (1420, 560), (1400, 420)], 34, "ink")
    canvas.line([(1300, 560), (1420, 330)], 58, "lei-100")
    canvas.line([(1392, 384), (1448, 276)], 34, "lei-400")
    canvas.rect(1200, 590, 180, 22, "lei-300", round_=8)
    return canvas


def kantine() -> Canvas:
    canvas = scenery("lemon", 800, 330, 1.0)
    for x, look in (
        (400, {"skin": 3, "hair": "afro", "colour": "black", "shirt": "koraal"}),
        (660, {"hair": "short", "colour": "ginger", "shirt": "den", "extra": ["beard"]}),
        (940, {"skin": 2, "hair": "scarf", "colour": "delft", "shirt": "navy"}),
        (1200, {"hair": "side", "colour": "chestnut", "shirt": "rust"}),
    ):
        someone(canvas, x, 640, 320, **look)
    table(canvas, 800, 640, 1180, "den-500", "den-700")
    for x, y in ((470, 640), (1110, 660)):
        canvas.ellipse(x, y + 10, 110, 26, "white")
        canvas.path(f"M{x - 84} {y - 36}h168q0 52-50 52h-68q-50 0-50-52z", "koraal-500")
        canvas.ellipse(x, y - 36, 84, 20, "citroen-300")
    cheese(canvas, 790, 690, 0.72, 0, seal=True)
    canvas.rect(930, 584, 60, 76, "white", round_=10)
    canvas.rect(640, 606, 60, 74, "white", round_=10)
    return canvas
