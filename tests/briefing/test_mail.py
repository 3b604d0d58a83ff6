import datetime as dt
import email
import email.policy
from dataclasses import replace

import pytest

from tests.drawn import an_edition, an_incident
from utils.briefing.mail import Enclosed, checked, letter, plain_text

AT = dt.datetime(2026, 4, 1, 9, 30, tzinfo=dt.UTC)
ENCLOSED = Enclosed(
    b"<!DOCTYPE html><p>N\xc3\xbcshki</p>",
    b"%PDF-1.7 \x00\xff",
    "briefing-2026-03-31.pdf",
    "https://desk.example/editions/1/",
)
PEOPLE = ("desk@ministry.example", "minister@ministry.example")


@pytest.fixture(scope="module")
def briefing(brief):
    return brief(an_edition(an_incident()), "district=atlantis")


def received(message):
    return email.message_from_bytes(message.as_bytes(), policy=email.policy.default)


def test_the_page_is_the_body_with_plain_text_beside_it_and_the_pdf_attached(briefing):
    message = received(letter(briefing, ENCLOSED, *PEOPLE, AT))
    assert "Nüshki" in message.get_body(("html",)).get_content()
    assert briefing.title in message.get_body(("plain",)).get_content()
    (pdf,) = message.iter_attachments()
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", "briefing-2026-03-31.pdf")
    assert pdf.get_content() == ENCLOSED.pdf


def test_the_subject_has_the_label_the_title_and_the_period(briefing):
    message = received(letter(briefing, ENCLOSED, *PEOPLE, AT))
    assert message["Subject"] == f"[TLP:CLEAR] {briefing.title}: {briefing.period}"
    assert (message["From"], message["To"]) == PEOPLE
    assert message["Date"].datetime == AT


def test_the_subject_and_the_plain_text_name_what_the_view_is_narrowed_to_and_nothing_else(brief):
    narrowed = brief(an_edition(an_incident(), an_incident(incident_id="N-2", admin2="Birch")), "district=birch")
    message = received(letter(narrowed, ENCLOSED, *PEOPLE, AT))
    assert message["Subject"] == f"[TLP:CLEAR] {narrowed.title}: Birch, {narrowed.period}"
    text = plain_text(narrowed)
    assert "Districts: Birch" in text
    assert "all tactics" not in text


def test_the_plain_text_leads_with_the_bottom_line_and_says_what_could_not_be_followed(briefing):
    text = plain_text(briefing, ENCLOSED.address)
    assert briefing.section("bottom-line").sentences[0].text in text
    assert "atlantis" in text
    assert ENCLOSED.address in text
    assert all(strip.number in text for strip in briefing.section("numbers").strips)


@pytest.mark.parametrize("hostile", ["Title\r\nBcc: all@evil.example", "Title\nX: y", "a\x00b\x1b"])
def test_no_cell_can_add_a_header(briefing, hostile):
    message = received(letter(replace(briefing, title=hostile), ENCLOSED, *PEOPLE, AT))
    assert message["Bcc"] is None
    assert message["X"] is None
    assert set(message.keys()) == {
        *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Type", "MIME-Version")
    }


@pytest.mark.parametrize(
    "address",
    ["", "minister", "@host", "name@", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "a@b, c@d", "Name <a@b>", "a@b>"],
)
def test_what_is_no_single_address_is_refused(briefing, address):
    with pytest.raises(ValueError, match="no e-mail address"):
        letter(briefing, ENCLOSED, PEOPLE[0], address, AT)
    assert checked("a.b+c@d.example") == "a.b+c@d.example"


def test_the_same_message_has_the_same_bytes_and_another_persons_another_id(briefing):
    first, again, other = (
        letter(briefing, ENCLOSED, PEOPLE[0], to, AT) for to in (PEOPLE[1], PEOPLE[1], "aide@ministry.example")
    )
    assert first.as_bytes() == again.as_bytes()
    assert first["Message-ID"] != other["Message-ID"]
    assert first["Message-ID"].endswith("@ministry.example>")
