"""What a page template needs to know. Takes pages, knows no page model."""


def news_context(page, user) -> dict:
    return {}


def section_context(page, user) -> dict:
    return {}


def information_context(page, user) -> dict:
    return {}
