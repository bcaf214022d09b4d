"""Comments of the old site, threaded, back-dated and announced to nobody."""

import re
from collections import Counter
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from comments.actions import post_comment
from comments.models import Comment as KringComment
from comments.models import Discussion
from news.models import ImportedItem
from news.wordpress.markup import lines, parse, plain, safe_url
from news.wordpress.people import Authors
from news.wordpress.reader import Comment, Item

_KINDS = {"", "comment"}
_NOT_APPROVED = {"0", "hold", "unapproved"}


def in_order(comments: list[Comment]) -> tuple[list[Comment], Counter]:
    """What comes in, answers after what they answer, oldest first; and how many stay out for which reason."""
    out: Counter[str] = Counter()
    kept: dict[int, Comment] = {}
    nameless: list[Comment] = []
    for comment in comments:
        reason = _reason_to_leave_out(comment)
        if reason:
            out[reason] += 1
        elif comment.comment_id in kept:
            out[_("comments that were in the file twice")] += 1
        elif comment.comment_id:
            kept[comment.comment_id] = comment
        else:
            nameless.append(comment)
    parents = {comment.comment_id: comment.parent for comment in comments}
    for comment in kept.values():
        comment.parent = _nearest(comment, parents, kept)
    ordered: list[Comment] = []
    answers: dict[int, list[Comment]] = {}
    for comment in sorted(kept.values(), key=lambda found: (found.at, found.comment_id)):
        answers.setdefault(comment.parent, []).append(comment)
    waiting = answers.pop(0, [])[::-1]
    while waiting:
        comment = waiting.pop()
        ordered.append(comment)
        waiting += answers.pop(comment.comment_id, [])[::-1]
    return ordered + nameless, out


def _reason_to_leave_out(comment: Comment) -> str:
    if comment.kind in ("pingback", "trackback"):
        return _("pingbacks and trackbacks (links from other sites)")
    if comment.approved in ("spam", "trash", "post-trashed"):
        return _("comments that were spam or deleted")
    if comment.approved in _NOT_APPROVED:
        return _("comments that were never approved")
    if comment.kind not in _KINDS:
        return _("notes of a plugin (%(kind)s)") % {"kind": comment.kind}
    if not words(comment.text):
        return _("comments without words")
    return ""


def _nearest(comment: Comment, parents: dict[int, int], kept: dict[int, Comment]) -> int:
    """The closest comment above it that comes in; 0 when there is none or the file goes round in circles."""
    seen = {comment.comment_id}
    above = comment.parent
    found = 0
    while above and above not in seen:
        seen.add(above)
        if above in kept and not found:
            found = above
        above = parents.get(above, 0)
    return 0 if above in seen and above else found


def words(text: str) -> str:
    """The comment as typed text: line breaks kept, addresses of links written out, quotes marked."""
    tree = parse(text)
    for link in tree.find_all("a"):
        url, shown = safe_url(link.get("href")), plain(link)
        if url and url not in shown and not url.startswith("#"):
            link.append(f" ({url})")
    for quote in tree.find_all("blockquote"):
        for line in lines(quote, breaks=True).split("\n")[:1]:
            quote.insert(0, "> " if line else "")
    return re.sub(r"\n(?=.)", "\n\n", lines(tree, breaks=True)).replace("\n\n\n", "\n\n").strip()


def bring_in(page: Page, item: Item, authors: Authors, source: str, *, again: bool) -> tuple[int, Counter]:
    """Place the comments of an item under its page, except those of an earlier import. Those that were deleted in
    Kring since come back only `again`."""
    ordered, out = in_order(item.comments)
    placed: dict[int, KringComment] = {}
    count = 0
    known: set[str] = set()
    numbers = [f"comment:{comment.comment_id}" for comment in ordered if comment.comment_id]
    for row in ImportedItem.objects.filter(source=source, key__in=numbers).select_related("comment"):
        if row.comment is not None:
            placed[int(row.key.partition(":")[2])] = row.comment
        elif not again:
            known.add(row.key)
    for comment in ordered:
        key = f"comment:{comment.comment_id}"
        if comment.comment_id in placed or key in known:
            continue
        person = authors.colleague(comment.email)
        text = words(comment.text)
        if person is None and comment.author:
            name = re.sub(r"[*_\[\]()`<>\\]", "", comment.author)[:100].strip()
            text = f"{name}:\n\n{text}" if name else text
        if len(text) > KringComment.MAX_LENGTH:
            text = text[: KringComment.MAX_LENGTH - 1] + "…"
            out[_("comments that were longer than allowed and were cut")] += 1
        at = datetime.fromisoformat(comment.at or item.at) if comment.at or item.at else timezone.now()
        try:
            made = post_comment(page, text, by=person, parent=placed.get(comment.parent), at=at)
        except ValidationError as error:
            out[" ".join(error.messages)] += 1
            continue
        count += 1
        if comment.comment_id:
            placed[comment.comment_id] = made
            ImportedItem.objects.update_or_create(source=source, key=key, defaults={"comment": made})
    if not item.comments_open:
        _close(page)
    return count, out


def _close(page: Page) -> None:
    Discussion.objects.get_or_create(
        kind="page",
        object_id=page.pk,
        defaults={"closed_at": timezone.now(), "reason": _("Comments were closed on the site this page came from.")},
    )
    Discussion.objects.filter(kind="page", object_id=page.pk, closed_at=None).update(
        closed_at=timezone.now(), reason=_("Comments were closed on the site this page came from.")
    )
