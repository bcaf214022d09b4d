"""Scenes of paper, screens and the small things of a working day."""

from demo.pictures.canvas import Canvas
from demo.pictures.things import cheese, mug, scenery, table


def kalender() -> Canvas:
    canvas = scenery("coral", 1180, 240)
    canvas.rect(470, 190, 660, 560, "koraal-700", round_=36, opacity=0.16)
    canvas.rect(450, 170, 660, 560, "white", round_=36)
    canvas.rect(450, 170, 660, 140, "den-600", round_=36)
    canvas.rect(450, 250, 660, 60, "den-600")
    for x in (590, 970):
        canvas.rect(x - 14, 120, 28, 110, "lei-300", round_=14)
    for row in range(4):
        for column in range(6):
            x, y = 506 + column * 94, 350 + row * 88
            fill = "linnen"
            if row == 1 and column in (1, 2, 3):
                fill = "den-200"
            if (row, column) == (2, 4):
                fill = "citroen-400"
            canvas.rect(x, y, 72, 64, fill, round_=14)
    canvas.circle(918, 558, 62, line="koraal-500", width=12)
    return canvas


def grafiek() -> Canvas:
    canvas = scenery("mint", 400, 240)
    canvas.rect(320, 170, 960, 580, "white", round_=30)
    for y in (310, 420, 530):
        canvas.rect(390, y, 820, 4, "linnen-2")
    for number, high in enumerate((130, 180, 160, 240, 290, 350)):
        fill = "citroen-400" if number == 5 else ("den-500" if number % 2 else "den-300")
        canvas.rect(410 + number * 134, 650 - high, 90, high, fill, round_=12)
        canvas.rect(410 + number * 134, 620, 90, 30, fill)
    points = [(455, 470), (589, 430), (723, 444), (857, 360), (991, 310), (1125, 246)]
    canvas.line(points, 12, "delft-500")
    for x, y in points:
        canvas.circle(x, y, 18, "white")
        canvas.circle(x, y, 12, "delft-500")
    canvas.rect(390, 650, 820, 8, "ink")
    return canvas


def telefoon() -> Canvas:
    canvas = scenery("sky", 1160, 250)
    canvas.rect(610, 90, 380, 720, "ink", round_=56)
    canvas.rect(634, 120, 332, 660, "white", round_=36)
    canvas.rect(740, 132, 120, 18, "ink", round_=9)
    canvas.rect(634, 170, 332, 90, "den-700")
    canvas.circle(690, 215, 24, line="white", width=9)
    canvas.circle(706, 196, 9, "citroen-400")
    for number, fill in enumerate(("delft-100", "koraal-100", "den-100")):
        y = 290 + number * 158
        canvas.rect(660, y, 280, 134, fill, round_=26)
        canvas.circle(704, y + 44, 24, ("delft-500", "koraal-500", "den-500")[number])
        canvas.rect(746, y + 30, 160, 16, "grey-2", round_=8)
        canvas.rect(746, y + 58, 110, 12, "linnen-3", round_=6)
        canvas.rect(690, y + 92, 210, 12, "linnen-3", round_=6)
    canvas.rect(1050, 250, 250, 150, "koraal-500", round_=60)
    canvas.poly([(1060, 350), (1014, 424), (1130, 390)], "koraal-500")
    for x in (1120, 1175, 1230):
        canvas.circle(x, 325, 15, "white")
    return canvas


def slot() -> Canvas:
    canvas = scenery("delft", 800, 420, 1.0)
    canvas.arc(800, 370, 150, 180, 360, 58, "lei-200")
    canvas.rect(621, 366, 58, 90, "lei-200")
    canvas.rect(921, 366, 58, 90, "lei-200")
    canvas.rect(560, 430, 480, 350, "koraal-500", round_=44)
    canvas.rect(560, 700, 480, 80, "koraal-600", round_=44)
    canvas.rect(620, 480, 360, 170, "white", round_=24)
    canvas.circle(700, 565, 52, "den-100")
    canvas.circle(700, 550, 22, "#E9B894")
    canvas.path("M658 612q0-34 42-34t42 34q-20 10-42 10t-42-10z", "den-600")
    canvas.rect(776, 526, 170, 22, "ink", round_=11)
    canvas.rect(776, 570, 120, 18, "linnen-3", round_=9)
    canvas.circle(1230, 560, 60, line="citroen-400", width=26)
    canvas.rect(1216, 610, 28, 190, "citroen-400", round_=10)
    canvas.rect(1240, 720, 50, 24, "citroen-400")
    canvas.rect(1240, 764, 34, 24, "citroen-400")
    return canvas


def laptop() -> Canvas:
    canvas = scenery("mint", 800, 340, 1.0)
    canvas.rect(0, 740, 1600, 160, "den-600")
    canvas.rect(0, 740, 1600, 18, "den-700")
    canvas.rect(420, 190, 760, 500, "ink", round_=30)
    canvas.rect(446, 216, 708, 450, "white")
    canvas.rect(446, 216, 708, 60, "den-700")
    canvas.circle(486, 246, 14, line="white", width=6)
    canvas.circle(495, 236, 6, "citroen-400")
    canvas.rect(560, 232, 280, 28, "den-500", round_=14)
    canvas.rect(476, 304, 100, 330, "den-50", round_=10)
    canvas.rect(606, 304, 340, 150, "delft-100", round_=4)
    canvas.rect(606, 304, 340, 10, "delft-600")
    canvas.rect(640, 344, 220, 20, "delft-700", round_=10)
    canvas.rect(640, 384, 270, 12, "delft-300", round_=6)
    canvas.rect(640, 410, 200, 12, "delft-300", round_=6)
    canvas.rect(606, 478, 340, 150, "koraal-100", round_=28)
    canvas.circle(652, 520, 22, "koraal-500")
    canvas.rect(692, 510, 190, 18, "koraal-300", round_=9)
    canvas.rect(640, 570, 260, 12, "koraal-200", round_=6)
    canvas.rect(976, 304, 150, 120, "lei-100", round_=14)
    canvas.rect(976, 448, 150, 180, "citroen-100", round_=14)
    canvas.rect(340, 690, 920, 56, "lei-300", round_=26)
    canvas.rect(700, 690, 200, 18, "lei-400", round_=9)
    mug(canvas, 1360, 742, "white", "koraal-500", 1.2)
    return canvas


def _sheet(canvas: Canvas, x: float, y: float, wide: float, high: float, edge: str) -> None:
    canvas.rect(x + 14, y + 16, wide, high, "ink", round_=8, opacity=0.1)
    canvas.rect(x, y, wide, high, "white", round_=8)
    canvas.rect(x, y, wide, 18, edge, round_=6)


def document() -> Canvas:
    canvas = scenery("lemon", 1160, 230)
    _sheet(canvas, 470, 200, 460, 580, "delft-300")
    _sheet(canvas, 590, 150, 480, 620, "delft-600")
    canvas.rect(640, 220, 260, 30, "ink", round_=15)
    for number, wide in enumerate((370, 340, 380, 300, 360, 210)):
        canvas.rect(640, 296 + number * 44, wide, 16, "linnen-3", round_=8)
    canvas.line([(640, 690), (680, 640), (706, 700), (740, 650), (770, 690), (830, 660)], 9, "delft-500")
    canvas.rect(640, 720, 230, 5, "grey")
    canvas.place(1010, 690)
    canvas.line([(0, 0), (190, -250)], 40, "koraal-500")
    canvas.poly([(-34, 46), (-14, -22), (26, 8)], "citroen-200")
    canvas.place()
    return canvas


def loonstrook() -> Canvas:
    canvas = scenery("mint", 1150, 240)
    _sheet(canvas, 540, 130, 520, 650, "den-600")
    canvas.circle(620, 220, 34, line="den-600", width=13)
    canvas.circle(645, 194, 12, "citroen-400")
    canvas.rect(690, 204, 200, 28, "ink", round_=14)
    for number in range(7):
        y = 306 + number * 56
        canvas.rect(590, y, 190 - (number % 3) * 34, 16, "linnen-3", round_=8)
        canvas.rect(
            930 - (number % 2) * 20, y, 80 + (number % 2) * 20, 16, "delft-300" if number == 4 else "grey", round_=8
        )
    canvas.rect(590, 700, 420, 6, "ink")
    canvas.rect(880, 722, 130, 26, "den-600", round_=13)
    for number in range(5):
        canvas.ellipse(1230, 730 - number * 34, 92, 30, "citroen-500")
        canvas.ellipse(1230, 720 - number * 34, 92, 30, "citroen-400")
    canvas.ellipse(1230, 584, 54, 16, line="citroen-500", width=7)
    return canvas


def diploma() -> Canvas:
    canvas = scenery("coral", 1180, 220)
    canvas.rect(414, 186, 800, 520, "ink", round_=10, opacity=0.1)
    canvas.rect(400, 170, 800, 520, "white", round_=10)
    canvas.rect(430, 200, 740, 460, "den-200", round_=8)
    canvas.rect(438, 208, 724, 444, "white", round_=6)
    canvas.rect(600, 270, 400, 40, "ink", round_=20)
    canvas.rect(640, 350, 320, 18, "linnen-3", round_=9)
    canvas.rect(590, 392, 420, 18, "linnen-3", round_=9)
    cheese(canvas, 800, 590, 0.9, 1)
    canvas.poly([(1010, 640), (1060, 640), (1060, 800), (1035, 766), (1010, 800)], "koraal-600")
    canvas.poly([(1080, 640), (1130, 640), (1130, 800), (1105, 766), (1080, 800)], "koraal-600")
    canvas.circle(1070, 620, 84, "koraal-500")
    canvas.circle(1070, 620, 58, "citroen-400")
    return canvas


def boek() -> Canvas:
    canvas = scenery("sky", 800, 330, 1.0)
    table(canvas, 800, 700, 1300, "hout", "hout-2")
    canvas.path("M800 360q-190-90-380-40v330q190-50 380 40z", "white")
    canvas.path("M800 360q190-90 380-40v330q-190-50-380 40z", "linnen")
    canvas.path("M420 650q190-50 380 40 190-90 380-40v26q-190-50-380 44-190-94-380-44z", "delft-600")
    for row in range(5):
        y = 400 + row * 46
        canvas.line([(480, y - 16), (620, y - 14), (740, y + 18)], 12, "linnen-3")
        canvas.line([(860, y + 18), (980, y - 14), (1120 - row * 20, y - 16)], 12, "linnen-3")
    for x, y, fill, high in ((330, 210, "koraal-500", 110), (1020, 130, "den-600", 120)):
        canvas.rect(x, y, 250, high, fill, round_=54)
        canvas.poly([(x + 150, y + high - 20), (x + 200, y + high + 50), (x + 214, y + high - 30)], fill)
        for number in range(3):
            canvas.rect(x + 48 + number * 56, y + high / 2 - 9, 40, 18, "white", round_=9)
    return canvas


def koffie() -> Canvas:
    canvas = scenery("coral", 800, 300, 1.0)
    table(canvas, 800, 640, 1180, "hout", "hout-2")
    for x, fill, band in ((610, "white", "den-600"), (950, "den-600", "citroen-400")):
        canvas.ellipse(x, 648, 190, 36, "linnen-2")
        canvas.ellipse(x, 640, 190, 34, "paper")
        mug(canvas, x, 640, fill, band, 2.3)
        canvas.ellipse(x, 424, 94, 18, "hout-2")
        canvas.path(f"M{x - 34} 380q-30-50 0-90t0-90", line="white", width=16)
        canvas.path(f"M{x + 34} 380q-30-50 0-90t0-90", line="white", width=16)
    return canvas


def soep() -> Canvas:
    canvas = scenery("pine", 800, 300, 1.1)
    table(canvas, 800, 700, 1300, "den-400", "den-900")
    canvas.ellipse(800, 706, 330, 56, "lei-100")
    canvas.path("M480 470h640q0 240-210 240H690q-210 0-210-240z", "koraal-500")
    canvas.path("M480 470h640q0 30-6 60H486q-6-30-6-60z", "koraal-600")
    canvas.ellipse(800, 470, 320, 74, "koraal-300")
    canvas.ellipse(800, 474, 286, 58, "citroen-400")
    for x, y, fill in ((680, 462, "den-400"), (760, 492, "koraal-500"), (850, 456, "den-400"), (920, 486, "koraal-500"),
                       (800, 474, "den-300")):  # fmt: skip
        canvas.ellipse(x, y, 24, 11, fill)
    for x in (680, 800, 920):
        canvas.path(f"M{x} 350q-40-56 0-104t0-104", line="den-100", width=18)
    canvas.line([(1000, 440), (1240, 250)], 24, "lei-200")
    canvas.ellipse(350, 690, 110, 44, "hout")
    canvas.path("M244 680q0-70 106-70t106 70z", "#D08C4A")
    for x in (306, 350, 394):
        canvas.line([(x - 10, 662), (x + 12, 632)], 8, "hout-2")
    return canvas


def taart() -> Canvas:
    canvas = scenery("lemon", 800, 330, 1.1)
    table(canvas, 800, 720, 1280, "koraal-300", "koraal-600")
    canvas.ellipse(800, 716, 380, 60, "white")
    canvas.rect(500, 500, 600, 210, "citroen-100", round_=26)
    canvas.rect(500, 590, 600, 34, "koraal-400")
    canvas.rect(570, 350, 460, 170, "citroen-200", round_=26)
    icing = "M570 380q0-40 30-40h400q30 0 30 40v30" + "q-28.75 44-57.5 0" * 8 + "z"
    canvas.path(icing, "white")
    for x, fill in ((660, "delft-500"), (750, "den-500"), (850, "koraal-500"), (940, "delft-500")):
        canvas.rect(x - 10, 250, 20, 100, fill, round_=6)
        canvas.path(f"M{x} 186q34 34 18 54a20 20 0 0 1-36 0q-16-20 18-54z", "citroen-400")
    confetti = [(230, 210), (330, 380), (1290, 190), (1380, 360), (1190, 120), (420, 140), (180, 480), (1450, 520)]
    for number, (x, y) in enumerate(confetti):
        fill = ("koraal-500", "den-500", "delft-500", "citroen-400")[number % 4]
        canvas.rect(x, y, 44, 20, fill, round_=10)
        canvas.circle(x + 90, y + 60, 11, ("den-400", "delft-400", "citroen-500", "koraal-400")[number % 4])
    return canvas
