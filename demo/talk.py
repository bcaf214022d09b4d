"""What people said under the pages, at the time they said it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from wagtail.models import Page

from comments.actions import post_comment
from comments.models import Comment, CommentVersion, Discussion
from comments.things import name_of
from demo.texts import distance, read_folder

OPTIONS = {"replies", "official", "edited", "deleted"}


@dataclass
class Remark:
    """One comment of the content files; `answers` is the number of the remark in the same conversation it answers."""

    who: str
    at: datetime
    text: str
    options: dict
    answers: int | None = None


def conversations() -> dict[str, list]:
    """Address of a page → what was said under it."""
    found: dict[str, list] = {}
    for content in read_folder("comments"):
        found |= content
    return found


def remarks(entries: list, start: datetime, now: datetime) -> list[Remark]:
    """The comments under one page in order of time. What would be later than now is drawn into the last hour."""
    found = list(_walk(entries, start, now, None, []))
    late = [remark for remark in found if remark.at > now - timedelta(minutes=5)]
    late.sort(key=lambda remark: remark.at)
    for number, remark in enumerate(late):
        remark.at = now - timedelta(minutes=3 * (len(late) - number))
    return found


def _walk(entries: list, start: datetime, now: datetime, answers: int | None, found: list[Remark]) -> Iterator[Remark]:
    for entry in entries:
        if "closed" in entry:
            continue
        ((head, text),) = ((key, value) for key, value in entry.items() if key not in OPTIONS)
        who, after = head.split()
        at = now - distance(after[1:]) if after.startswith("-") else start + distance(after)
        if answers is not None:
            at = max(at, found[answers].at + timedelta(minutes=2))
        remark = Remark(who, at, text, {key: entry[key] for key in OPTIONS & set(entry)}, answers)
        found.append(remark)
        yield remark
        yield from _walk(entry.get("replies", []), start, now, len(found) - 1, found)


def post_all(page: Page, entries: list, start: datetime, now: datetime, people: dict) -> list[Comment]:
    """Post a conversation, and give it its marks: official answers, an edit, a removal, a closing with its reason."""
    posted: list[Comment] = []
    for remark in remarks(entries, start, now):
        parent = posted[remark.answers] if remark.answers is not None else None
        comment = post_comment(page, remark.text, by=people[remark.who], parent=parent, at=remark.at)
        mark(comment, remark)
        posted.append(comment)
    for entry in entries:
        if "closed" in entry:
            Discussion.objects.filter(**name_of(page)).update(
                closed_at=start + distance(entry["at"]), closed_by=people[entry["by"]], reason=entry["closed"]
            )
    return posted


def mark(comment: Comment, remark: Remark) -> None:
    """What happened to a comment after it was posted."""
    if label := remark.options.get("official"):
        comment.is_answer, comment.answer_label = True, label
        comment.save(update_fields=["is_answer", "answer_label"])
    if earlier := remark.options.get("edited"):
        comment.edited_at, comment.version = remark.at + timedelta(minutes=6), 2
        CommentVersion.objects.create(
            comment=comment,
            number=1,
            text=earlier,
            written_at=remark.at,
            replaced_at=comment.edited_at,
            replaced_by=comment.user,
        )
        comment.save(update_fields=["edited_at", "version"])
    if remark.options.get("deleted"):
        comment.removed_at, comment.removed_by = remark.at + timedelta(hours=1), comment.user
        comment.save(update_fields=["removed_at", "removed_by"])
        discussion = Discussion.objects.get(pk=comment.discussion_id)
        discussion.comment_count -= 1
        discussion.save(update_fields=["comment_count"])
