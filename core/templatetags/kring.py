"""What the few templates in Django's language borrow from the site: icons, the page shell and form controls."""

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core import jinja

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """The named icon as inline SVG."""
    return mark_safe(str(jinja.icon(name, size)))  # noqa: S308  our own files


@register.simple_tag
def installation_name() -> str:
    """The name of this installation, where a view of the CMS keeps `site_name` for something else."""
    return settings.SITE_NAME


@register.simple_tag(takes_context=True)
def shell(context: Context, part: str) -> SafeString:
    """A part of the site's page shell (head, topbar, sidenav, tabbar, footer, overlays), rendered by Jinja."""
    return mark_safe(  # noqa: S308  a rendered template
        render_to_string(f"components/{part}.html", {}, request=context.get("request"), using="jinja2")
    )


@register.simple_tag
def control(field: BoundField, placeholder: str = "") -> SafeString:
    """The control of a form field in Kring's look."""
    kind = getattr(field.field.widget, "input_type", "")
    attrs: dict[str, str | bool] = {} if kind in ("checkbox", "radio") else {"class": "input"}
    # Help and field sit close together here, so a placeholder that repeats the label only gets in the way.
    field.field.widget.attrs.pop("placeholder", None)
    if placeholder:
        attrs["placeholder"] = placeholder
    return field.as_widget(attrs=attrs)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """True for a single checkbox, whose label stands behind it."""
    widget = field.field.widget
    return getattr(widget, "input_type", "") == "checkbox" and not getattr(widget, "allow_multiple_selected", False)
