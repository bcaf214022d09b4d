"""Makes small WordPress exports for the tests."""

# ruff: noqa: E501  what WordPress writes has long lines

from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/{version}/">
<channel>
  <title>De Waag</title>
  <link>https://oud.example</link>
  <language>{language}</language>
  <wp:wxr_version>{version}</wp:wxr_version>
  <wp:base_site_url>https://oud.example</wp:base_site_url>
  <wp:base_blog_url>https://oud.example</wp:base_blog_url>
  {authors}
"""
TAIL = "</channel>\n</rss>\n"
AUTHOR = """<wp:author><wp:author_login><![CDATA[{login}]]></wp:author_login>
<wp:author_email><![CDATA[{email}]]></wp:author_email><wp:author_display_name><![CDATA[{name}]]></wp:author_display_name>
</wp:author>"""


def cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def comment(number: int, text: str, *, parent: int = 0, author="Piet", email="", approved="1", kind="", at="") -> str:
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author>{cdata(author)}</wp:comment_author><wp:comment_author_email>{email}</wp:comment_author_email>
<wp:comment_date_gmt>{at or f"2019-03-02 10:{number % 60:02d}:00"}</wp:comment_date_gmt>
<wp:comment_content>{cdata(text)}</wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>
<wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"""


def item(number: int = 1, title: str = "Nieuws", body: str = "Tekst.", **fields) -> str:
    """One item. Give `inside` for raw XML in it, `terms` as (taxonomy, slug, name), `meta` as a dict."""
    values = {
        "type": "post", "status": "publish", "slug": f"bericht-{number}", "parent": 0, "order": 0, "author": "mina",
        "gmt": "2019-03-01 09:00:00", "date": "2019-03-01 10:00:00", "excerpt": "", "password": "", "sticky": 0,
        "link": f"https://oud.example/{fields.get('slug', f'bericht-{number}')}/", "comments": "open", "url": "",
        "inside": "", "terms": (), "meta": {},
    } | fields  # fmt: skip
    terms = "".join(
        f'<category domain="{tax}" nicename="{slug}">{cdata(name)}</category>' for tax, slug, name in values["terms"]
    )
    meta = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in values["meta"].items()
    )
    attachment = f"<wp:attachment_url>{escape(values['url'])}</wp:attachment_url>" if values["url"] else ""
    return f"""<item>
<title>{escape(title)}</title><link>{escape(values["link"])}</link><pubDate></pubDate>
<dc:creator>{cdata(values["author"])}</dc:creator><guid isPermaLink="false">https://oud.example/?p={number}</guid>
<content:encoded>{cdata(body)}</content:encoded><excerpt:encoded>{cdata(values["excerpt"])}</excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{values["date"]}</wp:post_date>
<wp:post_date_gmt>{values["gmt"]}</wp:post_date_gmt><wp:comment_status>{values["comments"]}</wp:comment_status>
<wp:post_name>{values["slug"]}</wp:post_name><wp:status>{values["status"]}</wp:status>
<wp:post_parent>{values["parent"]}</wp:post_parent><wp:menu_order>{values["order"]}</wp:menu_order>
<wp:post_type>{values["type"]}</wp:post_type><wp:post_password>{values["password"]}</wp:post_password>
<wp:is_sticky>{values["sticky"]}</wp:is_sticky>{attachment}{terms}{meta}{values["inside"]}
</item>
"""


def picture(number: int, name: str, *, parent: int = 0, alt: str = "", **fields) -> str:
    """An attachment."""
    meta = {"_wp_attached_file": name} | ({"_wp_attachment_image_alt": alt} if alt else {})
    url = f"https://oud.example/wp-content/uploads/{name}"
    return item(number, fields.pop("title", name), "", type="attachment", status="inherit", parent=parent, url=url, meta=meta, **fields)  # fmt: skip


def export(*items: str, version="1.2", language="nl", authors=(("mina", "mina@oud.example", "Mina Bakker"),)) -> str:
    people = "".join(AUTHOR.format(login=login, email=email, name=name) for login, email, name in authors)
    return HEAD.format(version=version, language=language, authors=people) + "".join(items) + TAIL


def write(folder: Path, *items: str, name: str = "export.xml", **fields) -> Path:
    path = folder / name
    path.write_text(export(*items, **fields), encoding="utf-8")
    return path
