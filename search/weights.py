"""Every number that ranking uses, each with its reason. Nothing else in `search` holds one.

Change one only when a whole group of judged queries gains (`manage.py search_relevance`), never for a single query.
"""

from typing import Final

# --- how well a word of the question matches --------------------------------------------------------------------------
# The word itself is what was asked.
EXACT: Final = 1.0
# Another form of it is nearly as good: people do not think about plurals.
STEM: Final = 0.9
# The question's compound written as loose words means the same, yet loose words can stand together by chance.
SPLIT: Final = 0.7
# A part of a compound narrows what was asked (*rijpingskaas* is a kaas), so it is about it, less directly.
PART: Final = 0.6
# The beginning of a longer word: mostly the same family (*veilig*, *veiligheid*), sometimes not.
PREFIX: Final = 0.45
# A guess at what was meant; below everything that was really written.
TYPO: Final = 0.4

# --- where it stands --------------------------------------------------------------------------------------------------
# A title says what a thing is about, and is what people remember.
TITLE: Final = 10.0
# Names, jobs, departments and topics were chosen to find things by.
KEYWORD: Final = 6.0
# The teaser sums up.
LEAD: Final = 4.0
# Somewhere in the text: it may be in passing. How often adds up to BODY_MOST.
BODY: Final = 1.0
BODY_MOST: Final = 4.0

# --- the whole thing --------------------------------------------------------------------------------------------------
# Words of the question that are all in the title: it is probably the very thing.
ALL_IN_TITLE: Final = 1.35
# The title is the question, nothing more: navigation.
IS_TITLE: Final = 1.6
# Every word of the question is in a person's name: people first on names.
IS_NAME: Final = 2.2
# A name and what the person does or where: the person is meant, and not what was written about the job.
IS_NAME_AND_JOB: Final = 1.8
# The words stand in the title side by side, in the order of the question.
TITLE_PHRASE: Final = 1.2
# A relaxed answer that lacks a word of the question: worth this power of the share that it has.
COVERAGE_POWER: Final = 2.0

# News loses its interest: after so many days half of what freshness can take away is gone.
NEWS_HALF_LIFE_DAYS: Final = 240.0
# Old news can still be the answer, so age takes away no more than this share.
NEWS_MOST_LOST: Final = 0.3
# Past its review date: perhaps no longer true, but the owner has not withdrawn it.
STALE: Final = 0.6

# What kind of thing it is, all else being equal. Lasting information answers questions best. A topic is only a list,
# and a comment rarely is what somebody looks for when the page it stands under is found as well.
KINDS: Final = {"information": 1.2, "news": 1.0, "people": 1.0, "documents": 0.9, "topics": 0.75, "comments": 0.55}
OTHER_KIND: Final = 1.0

# --- limits -----------------------------------------------------------------------------------------------------------
# Counted and ranked at most; beyond this a total is "1,000+" (performance.md).
MOST_CANDIDATES: Final = 1000
# Of those, so many are ranked by what their words say of them; the rest by what they are.
MOST_READ: Final = 100
# Fewer answers than this, and things that have most of the words are shown too.
FEW: Final = 5
# People in the strip above a blended page.
STRIP: Final = 4
