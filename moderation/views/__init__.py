from moderation.views.own import complaint, complaints, decision, reporting
from moderation.views.queue import queue, report

__all__ = ["complaint", "complaints", "decision", "queue", "report", "reporting"]
