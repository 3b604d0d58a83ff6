"""A mail server on this machine that keeps what it is sent, with a certificate of its own."""

import contextlib
import datetime as dt
import email
import email.policy
import ipaddress
import ssl
import tempfile
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.serving import free_port

LOCAL = "127.0.0.1"
PASSWORD = "open sesame"  # noqa: S105  # of this server alone
UNWANTED = "nobody@ministry.example"


class Sink:
    """What came, and who signed in."""

    def __init__(self):
        self.messages, self.envelopes, self.port = [], [], 0

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  # aiosmtpd's name
        if address == UNWANTED:
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802  # aiosmtpd's name
        self.messages.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos), session.ssl is not None))
        return "250 OK"


def _authenticated(_server, _session, _envelope, _mechanism, data):
    known = data.password == PASSWORD.encode()
    return AuthResult(success=known, handled=known)


@contextlib.contextmanager
def a_sink(certificate=None, **settings):
    """A running server; with a certificate it offers STARTTLS."""
    sink = Sink()
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    sink.port = free_port()
    controller = Controller(
        sink, hostname=LOCAL, port=sink.port, tls_context=context, authenticator=_authenticated, **settings
    )
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


@contextlib.contextmanager
def a_certificate():
    """The path of a certificate for this machine, with its key, as nobody else believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, LOCAL)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(LOCAL))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "server.pem")
        path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
        yield path
