"""Moments in words, for the templates of the CMS."""

from django import template

from news.words import day_in_words, short_moment

register = template.Library()
register.filter("moment", short_moment)
register.filter("day", day_in_words)
