"""Print how good the answers are, beside Wagtail's own search."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from search.backends import backend
from search.relevance.answers import ours, stock
from search.relevance.figures import DEPTH, Figures, measure, ndcg
from search.relevance.judged import FILE, questions

COLUMNS = ("nDCG@10", "success@1", "success@3", "MRR")


class Command(BaseCommand):
    help = "Asks every judged question of the demo organisation and prints figures per group, beside Wagtail's search."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--file", type=Path, default=FILE, help="other judged questions, written the same way")
        parser.add_argument("--as", dest="asker", default="bo@duinrand.example", help="who asks (a mail address)")
        parser.add_argument(
            "--worst", type=int, default=0, metavar="N", help="also list the N questions answered worst"
        )

    def handle(self, *args, **options) -> None:
        asker = get_user_model().objects.filter(email=options["asker"]).first()
        if asker is None:
            raise CommandError(f"There is no {options['asker']} here. The questions are about the demo organisation.")
        judged = questions(options["file"])
        answer = ours(asker)
        mine, stocks = measure(judged, answer), measure(judged, stock(asker))
        engine = f"{type(backend()).__name__} ({connection.vendor})"
        self.stdout.write(
            f"{len(judged)} questions, asked by {asker}. Left: {engine}. Right: Wagtail's own search.\n\n"
        )
        self.stdout.write(f"{'group':<14}{'':>4}  " + "".join(f"{name:>18}" for name in COLUMNS))
        for group in sorted(mine, key=lambda name: (name == "all", name)):
            self.stdout.write(self.line(group, mine[group], stocks[group]))
        if options["worst"]:
            self.worst(judged, answer, options["worst"])

    def line(self, group: str, figures: Figures, others: Figures) -> str:
        names = ("ndcg", "success_at_1", "success_at_3", "reciprocal_rank")
        cells = (f"{getattr(figures, name):.3f} | {getattr(others, name):.3f}" for name in names)
        return f"{group:<14}{figures.questions:>4}  " + "".join(f"{cell:>18}" for cell in cells)

    def worst(self, judged, answer, number: int) -> None:
        rows = sorted(
            ((ndcg(answer(question.text), question.grades), question) for question in judged), key=lambda row: row[0]
        )
        for gain, question in rows[:number]:
            self.stdout.write(f"\n{gain:.2f}  {question.text}  {question.grades}")
            self.stdout.write("      " + ", ".join(answer(question.text)[:DEPTH]))
