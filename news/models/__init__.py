from news.models.announcement import Announcement
from news.models.approval import CommunicationApproval, CommunicationApprovalState
from news.models.category import NewsCategory
from news.models.editorial_page import EditorialPage
from news.models.imported_item import ImportedItem
from news.models.information_page import InformationPage
from news.models.news_index_page import NewsIndexPage
from news.models.news_page import NewsPage
from news.models.read_mark import ReadMark
from news.models.revision_name import RevisionName
from news.models.section_page import SectionPage
from news.models.topic import Topic
from news.models.update_note import UpdateNote

__all__ = [
    "Announcement",
    "CommunicationApproval",
    "CommunicationApprovalState",
    "EditorialPage",
    "ImportedItem",
    "InformationPage",
    "NewsCategory",
    "NewsIndexPage",
    "NewsPage",
    "ReadMark",
    "RevisionName",
    "SectionPage",
    "Topic",
    "UpdateNote",
]
