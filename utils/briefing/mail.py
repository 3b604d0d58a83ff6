"""A briefing as an e-mail: the page as its body, plain text for those who read no pages, the PDF attached.

Knows messages. It must not know how one is sent, nor the clock: the moment is given.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from utils.analysis.filters import DIMENSIONS
from utils.briefing.characters import visible
from utils.briefing.choice import PERIOD
from utils.briefing.document import Briefing, Section

TOLD = ("bottom-line", "judgements", "numbers", "since")
"""The sections that stand in the plain text; the rest is in the page and in the PDF."""

LAYOUT = SMTP.clone(max_line_length=998)
"""A header is folded as late as mail allows: folded beside an encoded word it comes out with two spaces."""

_EVERYTHING = {dimension.everything for dimension in DIMENSIONS}


@dataclass(frozen=True)
class Enclosed:
    """What goes with a message: the web page, the PDF with its file's name, and where the view stays, if anywhere."""

    page: bytes
    pdf: bytes
    pdf_name: str
    address: str = ""


def letter(briefing: Briefing, enclosed: Enclosed, sender: str, recipient: str, at: dt.datetime) -> EmailMessage:
    """The message to one person. `at` has its zone. The same briefing, person and moment give the same message id.

    Raises ValueError when sender or recipient is no e-mail address.
    """
    message = EmailMessage(policy=LAYOUT)
    about = ", ".join((*(chosen for _, chosen in _narrowing(briefing)), briefing.period))
    message["Subject"] = _one_line(f"[{briefing.label}] {briefing.title}: {about}")
    message["From"], message["To"] = checked(sender), checked(recipient)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = _message_id(briefing, enclosed, recipient, at, sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain_text(briefing, enclosed.address))
    message.add_alternative(enclosed.page.decode(), subtype="html")
    message.add_attachment(enclosed.pdf, maintype="application", subtype="pdf", filename=enclosed.pdf_name)
    _fix_boundaries(message)
    return message


def checked(address: str) -> str:
    """The address when it is one person's, as `name@host`. Raises ValueError."""
    name, parted, host = address.partition("@")
    if not (name and parted and host) or any(sign in address for sign in ' \t\r\n,;:<>()[]"\\') or "@" in host:
        raise ValueError(f"“{_one_line(address)}” is no e-mail address. Write it as name@host.")
    return address


def plain_text(briefing: Briefing, address: str = "") -> str:
    """The briefing in a few paragraphs, for a program that shows no pages."""
    written = [briefing.label, briefing.title, f"{briefing.period}. {briefing.edition_line}", ""]
    written += [f"{name}: {chosen}" for name, chosen in _narrowing(briefing)]
    written += [*briefing.told_first, ""]
    for section in _told(briefing):
        written += [section.heading.upper(), *_lines(section), ""]
    written.append("The whole briefing is attached as a PDF.")
    written += [f"This view of this edition stays at {address}"] if address else []
    written += [briefing.disclaimer] if briefing.disclaimer else []
    return visible("\n".join([*written, briefing.label])) + "\n"


def _narrowing(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """The filters that leave something out; the page and the PDF name the others too."""
    for name, chosen in briefing.filter_lines:
        if name != PERIOD and chosen not in _EVERYTHING:
            yield name, chosen


def _told(briefing: Briefing) -> Iterator[Section]:
    known = {key for part in briefing.parts for key in part.keys}
    return (briefing.section(key) for key in TOLD if key in known)


def _lines(section: Section) -> Iterator[str]:
    for sentence in section.sentences:
        yield f"{sentence.label}: {sentence.text}" if sentence.label else sentence.text
    for strip in section.strips:
        yield f"{strip.label}: {strip.number} ({strip.note})" if strip.note else f"{strip.label}: {strip.number}"


def _one_line(text: str) -> str:
    """The text as a header can hold it: nothing in it begins another header."""
    return visible(" ".join(text.split()))


def _message_id(briefing: Briefing, enclosed: Enclosed, recipient: str, at: dt.datetime, host: str) -> str:
    said = "\n".join((briefing.edition_line, briefing.query, recipient, at.isoformat()))
    return f"<{hashlib.sha256(said.encode() + enclosed.pdf).hexdigest()[:32]}@{host}>"


def _fix_boundaries(message: EmailMessage) -> None:
    """Parts are told apart by marks made of the message's id: nothing in a message is left to chance."""
    for place, part in enumerate(one for one in message.walk() if one.is_multipart()):
        part.set_boundary(f"{'=' * 8}{message['Message-ID'].strip('<>').partition('@')[0]}-{place}")
