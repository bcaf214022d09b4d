"""What communities do when something happens elsewhere."""

from django.conf import settings

from communities.keeping import touch
from communities.models import Community, Post, Question
from communities.post_telling import tell_of_answer
from communities.tasks import follow_community, follow_person
from core.events import Changed, Commented, Event, Published, Withdrawn, on


@on(Changed, Withdrawn)
def person_changed(event: Event) -> None:
    """Members come and go with department and location, in a task of its own: what it does is told to the house."""
    if event.model == settings.AUTH_USER_MODEL.lower():
        follow_person.enqueue(event.pk)


@on(Published, Changed)
def community_changed(event: Event) -> None:
    """A community that follows its people meets them at once."""
    if event.model == Community._meta.label_lower and Community.objects.filter(pk=event.pk, is_automatic=True).exists():
        follow_community.enqueue(event.pk)


@on(Commented)
def post_commented(event: Commented) -> None:
    """What is said about a post keeps its community from being quiet."""
    if event.on_model == Post._meta.label_lower:
        community_id = Post.objects.filter(pk=event.on_pk).values_list("community_id", flat=True).first()
        if community_id is not None:
            touch(community_id)


@on(Changed)
def answer_chosen(event: Changed) -> None:
    """Who wrote the chosen answer hears of it, and who asked."""
    if event.model == Post._meta.label_lower:
        found = Question.objects.select_related("post", "answer").filter(pk=event.pk, answer__isnull=False).first()
        if found is not None:
            tell_of_answer(found, found.answered_by_id)
