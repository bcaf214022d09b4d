from news.models.alert import Alert, AlertDismissal
from news.models.announcement import Announcement
from news.models.approval import CommunicationApproval, CommunicationApprovalState
from news.models.care_settings import CareSettings
from news.models.cared import Cared
from news.models.category import NewsCategory
from news.models.editorial_page import EditorialPage
from news.models.howto_page import HowToPage
from news.models.imported_item import ImportedItem
from news.models.information_page import InformationPage
from news.models.link_check import LinkCheck, LinkProblem
from news.models.news_index_page import NewsIndexPage
from news.models.news_page import NewsPage
from news.models.page_care import PageCare
from news.models.page_pair import PagePair
from news.models.read_mark import ReadMark
from news.models.rendering import Rendering
from news.models.revision_name import RevisionName
from news.models.section_page import SectionPage
from news.models.talk import Notify, Talk
from news.models.tool import Tool
from news.models.topic import Topic
from news.models.update_note import UpdateNote
from news.models.useful_answer import UsefulAnswer

__all__ = [
    "Alert",
    "AlertDismissal",
    "Announcement",
    "CareSettings",
    "Cared",
    "CommunicationApproval",
    "CommunicationApprovalState",
    "EditorialPage",
    "HowToPage",
    "ImportedItem",
    "InformationPage",
    "LinkCheck",
    "LinkProblem",
    "NewsCategory",
    "NewsIndexPage",
    "NewsPage",
    "Notify",
    "PageCare",
    "PagePair",
    "ReadMark",
    "Rendering",
    "RevisionName",
    "SectionPage",
    "Talk",
    "Tool",
    "Topic",
    "UpdateNote",
    "UsefulAnswer",
]
