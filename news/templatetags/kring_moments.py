"""Moments in words, for the templates of the CMS."""

from django import template

from news.words import short_moment

register = template.Library()
register.filter("moment", short_moment)
