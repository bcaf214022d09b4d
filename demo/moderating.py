"""What colleagues reported and moderators decided, at the time they did; and the word list."""

from datetime import datetime

from comments.models import Comment
from demo.texts import distance, read
from moderation.actions import decide, object_to, report_thing
from moderation.models import Report, Verdict, WatchedWord
from moderation.telling import NEW, tell_decision, tell_moderators, tell_outcome
from notifications.actions import told_at


def keep_order(pages: dict, people: dict, now: datetime) -> None:
    """Through the actions that people use. What would be later than now has not happened yet."""
    WatchedWord.objects.bulk_create(WatchedWord(**entry) for entry in read("words"))
    for entry in read("reports"):
        page = pages[entry["page"]]
        comment = Comment.objects.about("page", page.pk).get(comment__startswith=entry["said"])
        report, at = None, comment.submit_date
        for line in entry["reported"]:
            ((head, text),) = line.items()
            who, after, category = head.split()
            at = min(comment.submit_date + distance(after), now)
            complaint = report_thing(comment, category, text or "", by=people[who], at=at)
            report = complaint.report
            with told_at(at):
                tell_moderators(NEW, report, event_id=f"new {complaint.pk}")
        for line in entry.get("decided", []):
            ((head, text),) = line.items()
            who, after, verdict = head.split()
            at += distance(after)
            if at > now:
                break
            act(report, verdict, text, people[who], at)


def act(report: Report, verdict: str, text: str, who, at: datetime) -> None:
    """One line of the history."""
    if verdict == Verdict.OBJECT:
        object_to(report, text, by=who, at=at)
        return
    step = decide(report, verdict, text, by=who, at=at)
    with told_at(at):
        tell_outcome(step)
        if verdict != Verdict.APPROVE:
            tell_decision(step)
