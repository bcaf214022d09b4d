"""Scenes outside: the land, the farms, the weather, and going there."""

import math

from demo.pictures.canvas import Canvas
from demo.pictures.things import barn, cheese, cloud, cow, hill, scenery, someone, sun, wheel


def koe() -> Canvas:
    canvas = scenery("sky", 1280, 200)
    sun(canvas, 1280, 200, 86)
    cloud(canvas, 360, 190)
    cloud(canvas, 880, 130, 0.7)
    hill(canvas, 560, 50, "den-200", phase=0.6)
    barn(canvas, 250, 600, 0.8)
    hill(canvas, 640, 36, "den-300", phase=2.4)
    canvas.rect(0, 760, 1600, 140, "den-400")
    cow(canvas, 760, 800, 1.5)
    cow(canvas, 1330, 690, 0.72, flip=True)
    for x in range(60, 1600, 190):
        canvas.line([(x, 850), (x - 12, 812)], 7, "den-600")
        canvas.line([(x, 850), (x + 12, 806)], 7, "den-600")
    return canvas


def boerderij() -> Canvas:
    canvas = scenery("lemon", 420, 250)
    sun(canvas, 420, 250, 92)
    hill(canvas, 600, 44, "den-200", phase=1.2)
    barn(canvas, 900, 700, 1.55)
    canvas.rect(1180, 360, 130, 340, "lei-100", round_=20)
    canvas.path("M1180 376q0-66 65-66t65 66z", "lei-300")
    for band in (440, 530, 620):
        canvas.rect(1180, band, 130, 8, "lei-200")
    hill(canvas, 720, 18, "den-300", phase=0.2, waves=1.4)
    canvas.rect(0, 780, 1600, 120, "den-400")
    cow(canvas, 380, 800, 0.86)
    for x in (1420, 1520):
        canvas.rect(x - 10, 560, 20, 200, "hout-2")
        canvas.circle(x, 520, 86, "den-500")
        canvas.circle(x + 30, 470, 60, "den-500")
    return canvas


def duin() -> Canvas:
    canvas = scenery("sky", 1180, 260)
    sun(canvas, 1180, 260, 100)
    cloud(canvas, 420, 180, 0.9)
    canvas.rect(0, 500, 1600, 120, "delft-400")
    for y, x in ((530, 240), (560, 900), (545, 1330)):
        canvas.rect(x, y, 150, 7, "delft-200", round_=3)
    canvas.poly([(760, 500), (760, 380), (860, 480)], "white")
    canvas.path("M700 500h180l-30 34H730z", "koraal-500")
    canvas.path("M0 640q300-190 640-40t960-60v360H0z", "citroen-200")
    canvas.path("M0 780q420-200 860-50t740-30v200H0z", "citroen-300")
    for x, y, size in (
        (180, 690, 1),
        (330, 640, 0.8),
        (1280, 640, 1.1),
        (1440, 680, 0.9),
        (840, 740, 0.8),
        (560, 780, 1),
    ):
        for blade in (-46, -24, 0, 22, 48):
            tip = (x + blade * size, y - (96 - abs(blade) * 0.7) * size)
            canvas.line([(x, y), ((x + tip[0]) / 2 - 4, (y + tip[1]) / 2), tip], 8 * size, "den-500")
    for x in range(1040, 1240, 44):
        canvas.rect(x, 700 + (x - 1040) // 6, 12, 90, "hout-2")
    return canvas


def windmolen() -> Canvas:
    canvas = scenery("mint", 520, 260)
    sun(canvas, 520, 260, 84)
    cloud(canvas, 1260, 170, 0.9)
    hill(canvas, 640, 40, "den-200", phase=0.4)
    canvas.poly([(998, 300), (1026, 300), (1044, 760), (980, 760)], "white")
    for turn in (-80, 40, 160):
        angle = math.radians(turn)
        tip = (1012 + 270 * math.cos(angle), 292 + 270 * math.sin(angle))
        side = (1012 + 60 * math.cos(angle + 0.4), 292 + 60 * math.sin(angle + 0.4))
        canvas.poly([(1012, 292), side, tip], "white")
        canvas.line([(1012, 292), tip], 10, "lei-200")
    canvas.circle(1012, 292, 22, "lei-300")
    canvas.poly([(300, 760), (340, 520), (460, 520), (500, 760)], "koraal-600")
    canvas.poly([(326, 520), (400, 440), (474, 520)], "koraal-800")
    canvas.rect(372, 680, 56, 80, "den-700")
    for turn in (20, 110, 200, 290):
        angle = math.radians(turn)
        canvas.line([(400, 500), (400 + 190 * math.cos(angle), 500 + 190 * math.sin(angle))], 10, "ink")
        for step in (70, 110, 150, 186):
            x, y = 400 + step * math.cos(angle), 500 + step * math.sin(angle)
            canvas.line([(x, y), (x - 40 * math.sin(angle), y + 40 * math.cos(angle))], 6, "ink")
    hill(canvas, 740, 16, "den-300", phase=1.4)
    canvas.rect(0, 800, 1600, 100, "delft-300")
    for x in (160, 700, 1250):
        canvas.rect(x, 840, 180, 8, "delft-100", round_=4)
    return canvas


def zonnedak() -> Canvas:
    canvas = scenery("sky", 1270, 190)
    sun(canvas, 1270, 190, 104)
    for turn in range(0, 360, 30):
        angle = math.radians(turn)
        start = (1270 + 130 * math.cos(angle), 190 + 130 * math.sin(angle))
        canvas.line([start, (1270 + 170 * math.cos(angle), 190 + 170 * math.sin(angle))], 14, "citroen-400")
    canvas.rect(120, 610, 1360, 290, "white")
    canvas.rect(120, 610, 1360, 26, "lei-200")
    canvas.poly([(60, 620), (300, 290), (1300, 290), (1540, 620)], "den-700")
    for row in range(3):
        top = 316 + row * 98
        for column in range(7):
            left = 300 + column * 146
            canvas.rect(left, top, 132, 84, "delft-700", round_=4)
            canvas.rect(left + 64, top, 4, 84, "delft-400")
            canvas.rect(left, top + 40, 132, 4, "delft-400")
    for x in range(240, 1400, 240):
        canvas.rect(x, 700, 120, 110, "delft-100")
        canvas.rect(x + 56, 700, 8, 110, "white")
    canvas.rect(0, 850, 1600, 50, "den-400")
    return canvas


def water() -> Canvas:
    canvas = scenery("sky", 800, 380, 1.1)
    canvas.path("M800 110q210 260 210 390a210 210 0 0 1-420 0q0-130 210-390z", "delft-400")
    canvas.path("M700 470q-10 110 80 150", line="delft-100", width=24)
    canvas.path("M300 380q80 100 80 150a80 80 0 0 1-160 0q0-50 80-150z", "delft-300")
    canvas.path("M1300 340q100 126 100 190a100 100 0 0 1-200 0q0-64 100-190z", "delft-300")
    canvas.path("M0 780q100-40 200 0t200 0 200 0 200 0 200 0 200 0 200 0 200 0v120H0z", "delft-500")
    canvas.path("M0 830q100-30 200 0t200 0 200 0 200 0 200 0 200 0 200 0 200 0v70H0z", "delft-700")
    return canvas


def sneeuw() -> Canvas:
    canvas = scenery("delft", 1240, 210)
    canvas.circle(1240, 210, 80, "citroen-100")
    hill(canvas, 600, 40, "delft-200", phase=0.8)
    barn(canvas, 420, 660, 1.0, "koraal-700", "white")
    hill(canvas, 700, 24, "white", phase=2.2)
    canvas.rect(0, 760, 1600, 140, "delft-50")
    canvas.rect(900, 690, 250, 130, "citroen-400", round_=12)
    canvas.poly([(884, 700), (924, 640), (1126, 640), (1166, 700)], "citroen-500")
    canvas.ellipse(1025, 700, 96, 22, "white")
    canvas.line([(1120, 690), (1250, 540)], 16, "hout-2")
    canvas.poly([(1090, 700), (1140, 668), (1170, 720), (1110, 748)], "lei-400")
    for number in range(70):
        x, y = (number * 397) % 1600, (number * 251) % 720
        canvas.circle(x, y, 4 + number % 5, "white", opacity=0.9)
    return canvas


def fiets() -> Canvas:
    canvas = scenery("lemon", 1200, 240)
    sun(canvas, 1200, 240, 92)
    hill(canvas, 640, 34, "den-200", phase=0.5)
    canvas.rect(0, 740, 1600, 160, "koraal-500")
    canvas.rect(0, 740, 1600, 14, "koraal-600")
    for x in range(60, 1600, 240):
        canvas.rect(x, 830, 130, 12, "koraal-100")
    for x in (540, 1040):
        canvas.circle(x, 600, 170, line="ink", width=20)
        for turn in range(0, 180, 30):
            angle = math.radians(turn)
            dx, dy = 150 * math.cos(angle), 150 * math.sin(angle)
            canvas.line([(x - dx, 600 - dy), (x + dx, 600 + dy)], 3, "grey")
        canvas.circle(x, 600, 18, "ink")
    frame = "den-600"
    canvas.line([(540, 600), (780, 600), (940, 370), (660, 370), (540, 600)], 24, frame)
    canvas.line([(780, 600), (640, 320)], 24, frame)
    canvas.line([(1040, 600), (920, 300), (1000, 280)], 24, frame)
    canvas.line([(900, 290), (1010, 280)], 26, "ink")
    canvas.rect(570, 296, 150, 34, "ink", round_=17)
    canvas.circle(780, 600, 46, "ink")
    canvas.line([(780, 600), (830, 680)], 14, "lei-300")
    canvas.rect(796, 676, 70, 18, "ink", round_=8)
    canvas.rect(1010, 320, 150, 110, "hout", round_=14)
    cheese(canvas, 1084, 346, 0.55, 0, seal=True)
    canvas.rect(1010, 330, 150, 100, "hout", round_=14)
    for x in range(1026, 1150, 28):
        canvas.rect(x, 336, 8, 88, "hout-2")
    return canvas


def nacht() -> Canvas:
    canvas = scenery("night", 1180, 230)
    canvas.circle(1180, 230, 110, "citroen-200")
    canvas.circle(1228, 200, 96, "#1B3B72")
    for number in range(46):
        x, y = (number * 373 + 90) % 1600, (number * 167 + 40) % 520
        canvas.circle(x, y, 3 + number % 3, "citroen-100")
    canvas.rect(180, 430, 1240, 400, "delft-700")
    for x in (180, 490, 800, 1110):
        canvas.poly([(x, 432), (x, 330), (x + 310, 432)], "delft-600")
    canvas.rect(1250, 190, 80, 260, "delft-600")
    canvas.rect(1250, 220, 80, 20, "koraal-500")
    for row in range(2):
        for column in range(8):
            lit = (row * 8 + column * 3) % 5 != 1
            canvas.rect(240 + column * 146, 490 + row * 130, 92, 76, "citroen-300" if lit else "delft-800", round_=6)
    canvas.rect(0, 800, 1600, 100, "delft-900")
    canvas.rect(740, 730, 120, 72, "citroen-400")
    return canvas


def voetbal() -> Canvas:
    canvas = scenery("sky", 1400, 160)
    hill(canvas, 520, 22, "den-200", phase=0.7)
    canvas.rect(0, 600, 1600, 300, "den-400")
    for x in range(-200, 1600, 400):
        canvas.poly([(x + 60, 600), (x + 260, 600), (x + 300, 900), (x + 20, 900)], "den-300")
    for x in range(360, 1260, 60):
        canvas.line([(x, 250), (x, 640)], 4, "white", opacity=0.8)
    for y in range(270, 640, 60):
        canvas.line([(340, y), (1260, y)], 4, "white", opacity=0.8)
    canvas.line([(330, 660), (330, 240), (1270, 240), (1270, 660)], 26, "white")
    canvas.rect(0, 650, 1600, 12, "white")
    someone(canvas, 640, 660, 300, skin=1, hair="bald", colour="grey", shirt="citroen", extra=["moustache"])
    canvas.circle(1040, 740, 96, "white")
    points = [
        (1040 + 40 * math.cos(math.radians(a)), 740 + 40 * math.sin(math.radians(a))) for a in range(-90, 270, 72)
    ]
    canvas.poly(points, "ink")
    for x, y in points:
        canvas.line([(x, y), (1040 + (x - 1040) * 2.2, 740 + (y - 740) * 2.2)], 8, "ink")
    return canvas


def markt() -> Canvas:
    canvas = scenery("sky", 360, 210)
    sun(canvas, 360, 210, 80)
    for x, wide, high, wall in ((60, 260, 430, "koraal-600"), (320, 220, 500, "hout"), (1180, 240, 460, "koraal-500"),
                                (1420, 240, 400, "den-600")):  # fmt: skip
        canvas.rect(x, 700 - high, wide, high, wall)
        canvas.poly([(x, 702 - high), (x + wide / 2, 590 - high), (x + wide, 702 - high)], "ink")
        for window in range(3):
            canvas.rect(x + wide / 2 - 80, 740 - high + window * 120, 56, 78, "delft-50")
            canvas.rect(x + wide / 2 + 24, 740 - high + window * 120, 56, 78, "delft-50")
    canvas.rect(0, 690, 1600, 210, "lei-300")
    canvas.path("M420 560h760v60q-40 90-380 90t-380-90z", "den-600")
    for number in range(5):
        cheese(canvas, 530 + number * 136, 572, 0.66, number, seal=number % 2 == 0)
    for number in range(4):
        cheese(canvas, 598 + number * 136, 470, 0.66, number + 1)
    someone(canvas, 330, 720, 300, hair="side", colour="brown", shirt="ink")
    someone(canvas, 1270, 720, 300, skin=1, hair="crop", colour="silver", shirt="ink", extra=["moustache"])
    for x in (330, 1270):
        canvas.ellipse(x, 478, 110, 20, "citroen-300")
        canvas.rect(x - 62, 424, 124, 54, "citroen-400", round_=26)
        canvas.rect(x - 62, 458, 124, 16, "koraal-500")
    canvas.line([(300, 660), (440, 590)], 18, "hout-2")
    canvas.line([(1300, 660), (1160, 590)], 18, "hout-2")
    return canvas


def verhuizing() -> Canvas:
    canvas = scenery("coral", 1200, 240)
    canvas.rect(0, 740, 1600, 160, "lei-400")
    canvas.rect(0, 740, 1600, 14, "lei-500")
    for x, y, wide, high, mark in ((330, 490, 290, 250, "koraal-500"), (640, 540, 240, 200, "den-600"),
                                   (400, 290, 230, 200, "delft-500"), (930, 440, 330, 300, "koraal-500"),
                                   (680, 380, 180, 160, "citroen-400")):  # fmt: skip
        canvas.rect(x, y, wide, high, "hout", round_=8)
        canvas.rect(x, y, wide, high * 0.2, "hout-2", round_=8)
        canvas.rect(x + wide / 2 - 22, y, 44, high * 0.42, "citroen-100")
        canvas.circle(x + wide - 60, y + high - 56, 28, mark)
    canvas.line([(250, 330), (250, 740), (1320, 740)], 22, "ink")
    wheel(canvas, 350, 786, 46)
    wheel(canvas, 1180, 786, 46)
    cheese(canvas, 1094, 446, 0.9, 1, seal=True)
    return canvas
