"""What a person typed in an answer, without what their mail program put under it: the quoted mail and the signature.

Dutch and English, for the programs people use: Gmail, Outlook (new, old and on the web), Apple Mail, Thunderbird, the
mail apps of phones. Cutting too little shows a few lines too many; cutting too much loses words. So a cut needs a sign
that no sentence gives by accident, and what is left may not be empty because of a guess about a signature.
"""

import re
from html.parser import HTMLParser

import nh3

# The first line of our own mails, as it comes back quoted.
OURS = re.compile(
    r"(Write your answer above this line, or answer on the intranet\."
    r"|Schrijf je antwoord boven deze regel, of antwoord op het intranet\.)"
)
# "Op wo 25 nov 2026 schreef Bo <bo@…>:", "Bo <bo@…> schreef op …:", "Bo schreef op 25-11-2026 10:03:"
_WROTE = re.compile(
    r"""^\W*(
      (Op|On|Le|Am)\s.{4,300}?\s(schreef|heeft|wrote|schrieb|a\s[ée]crit)\b.{0,200}:
      | .{2,160}[<(\[]\S+@\S+[>)\]]\s(schreef|wrote)\b.{0,80}:
      | .{2,160}\s(schreef|wrote)\son?p?\s\d.{4,60}:
    )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENS = re.compile(r"^\W{0,20}(Op|On)\s", re.IGNORECASE)
_DIVIDER = re.compile(
    r"^\W*(-{2,}\s*(Oorspronkelijk(e)?\s(bericht|e-?mail)|Original\s(Message|Appointment)|Doorgestuurd\sbericht|"
    r"Forwarded\smessage)\s*-{2,}|_{20,})\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\W*\*?(Van|From)\s?:\*?\s*\S", re.IGNORECASE)
_HEADER = re.compile(
    r"^\W*\*?(Verzonden|Datum|Aan|Onderwerp|Cc|Sent|Date|To|Subject|Beantwoorden|Reply-To)(\sop)?\s?:\*?\s",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"^\W*((Verstuurd|Verzonden|Gestuurd)\s(vanaf|vanuit|via|met)\s.{2,60}|Sent\s(from|with|via)\s.{2,60}"
    r"|(Download|Get|Haal)\sOutlook\s(voor|for)\s.{2,40}|Outlook\s(voor|for)\s(iOS|Android).{0,40})$",
    re.IGNORECASE,
)
_GOODBYE = re.compile(
    r"^\W*((met\s)?(vriendelijke|hartelijke|warme|beste)\s?groet(en)?|groet(en|jes)?|hartelijke\sgroet(en)?|mvg|"
    r"m\.v\.g\.|gr\.?|(kind|best|warm)\sregards|regards|best\swishes|all\sthe\sbest|cheers|sincerely|yours\s(sincerely|"
    r"truly)|thanks|many\sthanks|bedankt|dank)(\s(uit|from)\s\S+)?\s*[,.!]?\s*$",
    re.IGNORECASE,
)
BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table", "pre", "hr"}
KEPT = BLOCKS | {"span", "td", "a", "b", "i", "em", "strong", "section"}
MARKING = {"*": {"class", "id", "type"}}
MOST_SIGNATURE = 12
LONGEST_SIGNATURE_LINE = 80
LONGEST = 200_000
LONGEST_LINE = 1000


def answer_in(text: str) -> str:
    """The words that were typed above the quoted mail, without a signature."""
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    lines = text.split("\n")
    lines = _without_signature(_above_quote(lines))
    return "\n".join(lines).strip()


def text_of_html(source: str) -> str:
    """The words of a mail that came as HTML only, without what its program marks as quoted."""
    reader = _Words()
    # Cleaned first, because reading broken HTML with what Python brings can take for ever.
    kept = nh3.clean(
        source[:LONGEST], tags=KEPT, clean_content_tags={"script", "style", "template", "title"}, attributes=MARKING
    )
    reader.feed(kept)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", "".join(reader.words))).strip()


def _above_quote(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if OURS.search(line[:LONGEST_LINE]):
            # What introduces the quote stands above our own first line.
            return _above_introduction(lines[:number])
        if _DIVIDER.match(line[:LONGEST_LINE]) or _is_header_block(lines, number) or _introduces(lines, number):
            return lines[:number]
    return _without_trailing_quote(lines)


def _above_introduction(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if _FROM.match(line[:LONGEST_LINE]) and len(lines) - number < 8:
            return lines[:number]
    return _without_trailing_quote(lines)


def _introduces(lines: list[str], number: int) -> bool:
    """Whether "Op 25 november schreef Bo:" begins here. It names a moment, and ends its line; programs wrap it over up
    to three lines."""
    if not lines[number].strip():
        return False
    for count in (1, 2, 3) if _OPENS.match(lines[number]) else (1,):
        joined = " ".join(line.strip() for line in lines[number : number + count])
        if len(joined) <= LONGEST_LINE and _WROTE.match(joined) and re.search(r"\d", joined):
            return True
    return False


def _is_header_block(lines: list[str], number: int) -> bool:
    """Outlook's way: a line "Van:" with at least two of its companions right below."""
    if not _FROM.match(lines[number][:LONGEST_LINE]):
        return False
    below = [line for line in lines[number + 1 : number + 7] if line.strip()]
    return sum(bool(_HEADER.match(line[:LONGEST_LINE])) for line in below) >= 2


def _without_trailing_quote(lines: list[str]) -> list[str]:
    """Quoted lines at the end go; those between somebody's own lines are part of what they say."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(">")):
        end -= 1
    return lines[:end]


def _without_signature(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if line.rstrip(" ") in ("--", "—") and any(each.strip() for each in lines[:number]):
            return lines[:number]
    while lines and (not lines[-1].strip() or _SENT_FROM.match(lines[-1][:LONGEST_LINE])):
        lines = lines[:-1]
    for number in range(max(0, len(lines) - MOST_SIGNATURE), len(lines)):
        below = [line for line in lines[number + 1 :] if line.strip()]
        short = all(len(line.strip()) <= LONGEST_SIGNATURE_LINE for line in below)
        if _GOODBYE.match(lines[number][:LONGEST_LINE]) and short and any(each.strip() for each in lines[:number]):
            return lines[:number]
    return lines


class _Words(HTMLParser):
    """Text of clean HTML, block by block. Quotes are left out with all that is in them."""

    VOID = {"br", "hr"}
    QUOTES = ("gmail_quote", "gmail_extra", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "gmail_signature")
    QUOTE_IDS = ("divRplyFwdMsg", "appendonsend", "Signature", "ms-outlook-mobile-signature", "mail-editor-reference")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.skipping = 0
        self.cut = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.cut:
            return
        values = {name: value or "" for name, value in attrs}
        if values.get("id", "").startswith(self.QUOTE_IDS[:2]):
            self.cut = True  # Outlook: all that follows is the quoted mail
            return
        if self.skipping:
            self.skipping += tag not in self.VOID
        elif self._is_quote(tag, values):
            self.skipping = 1
        elif tag in BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            self.skipping -= tag not in self.VOID
        elif tag in BLOCKS:
            self.words.append("\n" if tag != "p" else "\n\n")

    def handle_data(self, data: str) -> None:
        if not self.skipping and not self.cut:
            self.words.append(re.sub(r"\s+", " ", data))

    def _is_quote(self, tag: str, values: dict[str, str]) -> bool:
        if tag == "blockquote" and values.get("type") == "cite":
            return True
        classes = values.get("class", "").split()
        return any(name in self.QUOTES for name in classes) or values.get("id", "") in self.QUOTE_IDS
