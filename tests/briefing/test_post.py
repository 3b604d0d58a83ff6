import ssl
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.briefing.sink import LOCAL, PASSWORD, UNWANTED, Sink, a_certificate, a_sink
from tests.serving import free_port
from utils.briefing.post import VARIABLES, Post, PostError, read_post, send
from utils.web.settings import read_settings

ROOT = Path(__file__).parents[2]
SET = {"BRIEFBOOK_SMTP_HOST": "mail.example", "BRIEFBOOK_SMTP_SENDER": "desk@ministry.example"}


def a_message(to="minister@ministry.example"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@ministry.example", to, "Briefing"
    message.set_content("Text")
    return message


@pytest.fixture(scope="module")
def certificate():
    with a_certificate() as path:
        yield path


def believing(certificate):
    return ssl.create_default_context(cafile=certificate)


@pytest.mark.parametrize(
    ("more", "port", "security"),
    [
        ({}, 587, "starttls"),
        ({"SECURITY": "TLS"}, 465, "tls"),
        ({"SECURITY": "none"}, 25, "none"),
        ({"PORT": " 2525 "}, 2525, "starttls"),
    ],
)
def test_a_connection_is_secured_unless_the_operator_says_otherwise(more, port, security):
    post = read_post(SET | {f"BRIEFBOOK_SMTP_{name}": value for name, value in more.items()})
    assert (post.host, post.port, post.security, post.sender) == (
        "mail.example",
        port,
        security,
        "desk@ministry.example",
    )


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"HOST": ""}, "BRIEFBOOK_SMTP_HOST"),
        ({"SENDER": ""}, "BRIEFBOOK_SMTP_SENDER"),
        ({"SENDER": "the desk"}, "BRIEFBOOK_SMTP_SENDER"),
        ({"PORT": "0"}, "BRIEFBOOK_SMTP_PORT"),
        ({"PORT": "9" * 5000}, "BRIEFBOOK_SMTP_PORT"),
        ({"SECURITY": "perhaps"}, "BRIEFBOOK_SMTP_SECURITY"),
        ({"SECURITY": "none", "USER": "desk"}, "BRIEFBOOK_SMTP_USER"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_named_before_anything_is_sent(more, named):
    with pytest.raises(PostError, match=named):
        read_post(SET | {f"BRIEFBOOK_SMTP_{name}": value for name, value in more.items()})


def test_messages_go_out_over_starttls_signed_in(certificate):
    with a_sink(certificate, require_starttls=True, auth_required=True) as sink:
        post = Post(LOCAL, sink.port, "starttls", "desk@ministry.example", "desk", PASSWORD)
        send([a_message(), a_message("aide@ministry.example")], post, believing(certificate))
    people = [("minister@ministry.example",), ("aide@ministry.example",)]
    assert sink.envelopes == [("desk@ministry.example", who, True) for who in people]


def test_a_server_that_cannot_be_secured_gets_nothing():
    with a_sink() as sink, pytest.raises(PostError, match="cannot be used"):
        send([a_message()], Post(LOCAL, sink.port, "starttls", "desk@ministry.example"))
    assert sink.messages == []


def test_a_certificate_that_nobody_vouches_for_is_not_believed(certificate):
    with a_sink(certificate) as sink, pytest.raises(PostError, match=r"(?i)certificate"):
        send([a_message()], Post(LOCAL, sink.port, "starttls", "desk@ministry.example"))
    assert sink.messages == []


def test_a_wrong_password_is_told_and_never_repeated(certificate):
    post = Post(LOCAL, 0, "starttls", "desk@ministry.example", "desk", "wrong secret")
    with a_sink(certificate, require_starttls=True) as sink, pytest.raises(PostError) as told:
        send(
            [a_message()],
            Post(post.host, sink.port, post.security, post.sender, "desk", post.password),
            believing(certificate),
        )
    assert "535" in str(told.value)
    assert "secret" not in str(told.value)


def test_one_who_is_refused_is_named_and_the_others_get_theirs():
    with a_sink() as sink, pytest.raises(PostError, match=f"{UNWANTED} .550 No such person"):
        send([a_message(UNWANTED), a_message()], Post(LOCAL, sink.port, "none", "desk@ministry.example"))
    assert [who for _, who, _ in sink.envelopes] == [("minister@ministry.example",)]


def test_an_address_that_the_server_cannot_write_keeps_nobody_else_from_theirs():
    with (
        a_sink(enable_SMTPUTF8=False) as sink,
        pytest.raises(PostError, match=r"Not sent: ministère@ministry\.example"),
    ):
        send([a_message("ministère@ministry.example"), a_message()], local(sink))
    assert [who for _, who, _ in sink.envelopes] == [("minister@ministry.example",)]


def test_where_the_server_leaves_in_the_middle_those_without_a_letter_are_named(monkeypatch):
    async def closing(_self, _server, _session, envelope, address, _options):
        if address.startswith("aide"):
            return "421 Closing"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    monkeypatch.setattr(Sink, "handle_RCPT", closing)
    people = [f"{name}@ministry.example" for name in ("minister", "aide", "clerk")]
    with a_sink() as sink, pytest.raises(PostError, match=r"Not sent: aide@.* .421 Closing.; clerk@") as told:
        send([a_message(one) for one in people], local(sink))
    assert "minister@" not in str(told.value)
    assert [who for _, who, _ in sink.envelopes] == [("minister@ministry.example",)]


def local(sink):
    return Post(LOCAL, sink.port, "none", "desk@ministry.example")


def test_a_server_that_is_not_there_is_told_in_a_sentence():
    with pytest.raises(PostError, match=r"127\.0\.0\.1:\d+ cannot be used"):
        send([a_message()], Post(LOCAL, free_port(), "none", "desk@ministry.example"))


def test_every_setting_is_written_up_for_operators():
    written = (ROOT / "docs" / "documents.md").read_text("utf-8")
    for variable in VARIABLES:
        assert f"| `{variable.name}` | {variable.meaning} | {variable.allowed} | {variable.usual} |" in written


def test_no_setting_of_the_mail_server_is_taken_for_a_slip_in_another():
    read_settings({variable.name: "x" for variable in VARIABLES}, {})
