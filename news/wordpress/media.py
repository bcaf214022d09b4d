"""Pictures, galleries, video, sound and embeds of a body: blocks when the file is there, links with a note when not."""

import html
import re

from bs4.element import Tag
from django.utils.translation import gettext as _

from news.wordpress.markup import SLOT, plain, safe_url
from news.wordpress.pieces import file_name, host, is_pixel, is_smiley, number, picture_id, picture_url, video_page

_TITLE_LIMIT = 120
_CAPTION_LIMIT = 255
_GALLERY_LIMIT = 24
_PICTURE_FILE = re.compile(r"\.(jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(\?|$)", re.IGNORECASE)
_SOURCES = ("src", "mp4", "m4v", "webm", "ogv", "flv", "wmv", "mp3", "m4a", "ogg", "wav", "wma", "flac", "url")


class MediaMixin:
    def media(self, node: Tag, context, caption: str = "") -> None:
        if node.name == "img":
            self.picture(node, caption)
        elif node.name in ("video", "audio"):
            source = node if node.get("src") else node.find("source", src=True)
            self.recording(node.name, safe_url(source.get("src")) if source else "", caption)
        elif node.name == SLOT:
            self.shortcode(node, caption)
        else:
            inner = node.find(["embed", "iframe"])
            movie = node.find("param", attrs={"name": "movie"})
            candidates = [
                node.get("data-src"),
                node.get("src"),
                node.get("data"),
                movie and movie.get("value"),
                inner and inner.get("src"),
            ]
            url = next(filter(None, (safe_url(found) for found in candidates if found)), "")
            if url:
                self.embed(url, caption, title=node.get("title") or "")
            else:
                self.note(_("an embedded frame without an address was left out"))
                self.caption(caption)
            self.children(node, context.deeper())

    def picture(self, img: Tag, caption: str = "") -> None:
        if is_smiley(img):
            self.buffer.append(html.escape(img["alt"], quote=False))
            return
        if is_pixel(img):
            self.note(_("a one-pixel picture that counts readers was left out"))
            return
        parent = img.find_parent("a")
        target = safe_url(parent.get("href")) if parent and not plain(parent) else ""
        if target and not _PICTURE_FILE.search(target) and not self.resolver.is_attachment(target):
            self.note(
                _("a picture was a link to %(url)s; the link was left out") % {"url": self.resolver.absolute(target)}
            )
        self.place_picture(picture_url(img), picture_id(img) or self.image_id, (img.get("alt") or "").strip(), caption)

    def place_picture(self, url: str, attachment_id: int, alt: str, caption: str, *, background: bool = False) -> None:
        value = self.picture_value(url, attachment_id, alt, caption, background=background)
        if value:
            self.add_block("image", value)
            self.caption("" if value["caption"] else caption)
        else:
            self.missing_picture(url, alt, caption)

    def picture_value(
        self, url: str, attachment_id: int, alt: str, caption: str, *, background: bool = False
    ) -> dict | None:
        found = self.resolver.picture(url, attachment_id) if url or attachment_id else None
        if not found:
            return None
        alt = " ".join((alt or found.alt).split())
        if not alt and not background:
            self.note(_("alt text missing, marked decorative: %(name)s") % {"name": file_name(url)})
        return {
            "image": found.pk,
            "alt_text": alt[:255].strip(),
            "decorative": not alt,
            "caption": caption if len(caption) <= _CAPTION_LIMIT else "",
        }

    def missing_picture(self, url: str, alt: str, caption: str) -> None:
        name = alt or (file_name(url) if url else "")
        if url:
            self.add_rich("p", self.anchor(url, _("Picture: %(name)s") % {"name": name}))
            self.note(_("picture not found: %(url)s") % {"url": url})
        elif name:
            self.add_rich("p", html.escape(_("Picture: %(name)s") % {"name": name}, quote=False))
            self.note(_("a picture without a usable address was left out"))
        self.caption(caption)

    def caption(self, caption: str) -> None:
        self.add_rich("p", html.escape(caption, quote=False))

    def gallery_of(self, node: Tag) -> None:
        """A gallery of all pictures in the node, each with the caption nearest to it."""
        entries: list[tuple[str, int, str, str]] = []
        for img in node.find_all("img"):
            holder = img.find_parent(["figure", "li", "dl"])
            words = (
                holder.find(["figcaption", "dd"]) if holder is not None and len(holder.find_all("img")) == 1 else None
            )
            caption = plain(words.extract()) if words is not None else ""
            if not is_smiley(img):
                entries.append((picture_url(img), picture_id(img), (img.get("alt") or "").strip(), caption))
        self.gallery(entries, plain(node))

    def gallery_by_id(self, ids: list[int] | None, exclude: list[int] | None = None) -> None:
        entries = [(url, attachment_id, "", None) for attachment_id, url in self.resolver.gallery(ids, exclude)]
        if not entries:
            self.note(_("a gallery without any known picture was left out"))
        self.gallery(entries, "")

    def gallery(self, entries: list[tuple[str, int, str, str | None]], title: str) -> None:
        images: list[dict] = []
        missing: list[tuple[str, str, str]] = []
        long_captions: list[str] = []
        for url, attachment_id, alt, caption in entries:
            if caption is None:
                found = self.resolver.picture(url, attachment_id)
                caption = found.caption if found else ""
            value = self.picture_value(url, attachment_id, alt, caption)
            if value:
                images.append(value)
                if caption and not value["caption"]:
                    long_captions.append(caption)
            else:
                missing.append((url, alt, caption))
        if images:
            short = title if len(title) <= _TITLE_LIMIT else ""
            for start in range(0, len(images), _GALLERY_LIMIT):
                self.add_block(
                    "gallery", {"title": "" if start else short, "images": images[start : start + _GALLERY_LIMIT]}
                )
            title = title[len(short) :]
        for words in [title, *long_captions]:
            self.caption(words)
        for url, alt, caption in missing:
            self.missing_picture(url, alt, caption)

    def recording(self, kind: str, url: str, caption: str) -> None:
        """A video or sound file: played when it is in the folder, a link when not."""
        if not url:
            self.note(_("a video or sound without an address was left out"))
            self.caption(caption)
            return
        if video_page(url):
            self.embed(url, caption)
            return
        found = self.resolver.document(url)
        if found is not None and kind == "video":
            title = caption if len(caption) <= _TITLE_LIMIT else ""
            self.add_block("video", {"document": found, "url": "", "title": title or file_name(url), "transcript": ""})
            self.caption(caption[len(title) :])
        elif found is not None:
            self.add_document(found, caption if len(caption) <= _TITLE_LIMIT else "")
            self.caption("" if len(caption) <= _TITLE_LIMIT else caption)
        else:
            self.missing_file(url, file_name(url))
            self.caption(caption)

    def missing_file(self, url: str, words: str) -> None:
        self.add_rich("p", self.anchor(url, words))
        if not self.resolver.link(url):
            self.note(_("file not found, a link to the old site was kept: %(url)s") % {"url": url})

    def embed(self, url: str, caption: str = "", *, title: str = "", quiet: bool = False) -> None:
        """Something from elsewhere: a video we can show, or a link. `quiet`: the address itself is the text."""
        url = safe_url(html.unescape(url))
        page = video_page(url)
        if page:
            short = caption if len(caption) <= _TITLE_LIMIT else ""
            value = {
                "document": None,
                "url": page,
                "title": short or title[:_TITLE_LIMIT] or host(page),
                "transcript": "",
            }
            self.add_block("video", value)
            self.caption(caption[len(short) :])
            return
        if url:
            self.add_rich("p", self.anchor(url, title or url))
            if not quiet and not self.resolver.link(url):
                self.note(_("what was embedded from %(host)s is a link now") % {"host": host(url) or url})
        self.caption(caption)

    def shortcode(self, node: Tag, caption: str) -> None:
        index = number(node.get("n"))
        if not node.get("n") or index >= len(self.slots):
            return
        slot = self.slots[index]
        given = slot.attributes.get("ids") or slot.attributes.get("include") or ""
        ids = [int(found) for found in re.findall(r"\d{1,12}", given)][:500]
        inner = " ".join(re.sub(r"<[^<>]*>", " ", slot.inner).split())
        if slot.name == "gallery":
            exclude = [int(found) for found in re.findall(r"\d{1,12}", slot.attributes.get("exclude", ""))]
            self.gallery_by_id(ids or None, exclude)
        elif slot.name == "playlist":
            for _attachment, url in self.resolver.gallery(ids):
                self.recording("audio", url, "")
        elif slot.name == "embed":
            url, _space, words = html.unescape(inner or slot.bare).partition(" ")
            if url.startswith(("http://", "https://")):
                self.embed(url, " ".join(filter(None, [words, caption])))
            else:
                self.caption(" ".join(filter(None, [url, words, caption])))
        elif slot.name in ("youtube", "vimeo"):
            self.embed(
                f"https://vimeo.com/{slot.bare}" if slot.bare.isdigit() else slot.bare or slot.attributes.get("id", ""),
                caption,
            )
        else:
            url = next((slot.attributes[name] for name in _SOURCES if slot.attributes.get(name)), slot.bare)
            words = html.unescape(inner)
            if not url and re.match(r"https?://\S+$", words):
                url, words = words, ""
            self.recording(slot.name, safe_url(url), " ".join(filter(None, [words, caption])))
