from moderation.models.complaint import Category, Complaint
from moderation.models.report import Level, Origin, Report, ReportQuerySet, Stand
from moderation.models.step import ANSWERABLE, DECISIONS, Step, Verdict
from moderation.models.watched_word import WatchedWord

__all__ = [
    "ANSWERABLE",
    "DECISIONS",
    "Category",
    "Complaint",
    "Level",
    "Origin",
    "Report",
    "ReportQuerySet",
    "Stand",
    "Step",
    "Verdict",
    "WatchedWord",
]
