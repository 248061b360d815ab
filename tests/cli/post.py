"""A real mail server on loopback, and a clock that a test sets."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Post:
    """A mail server that keeps what it gets; ``refuses`` makes it say no."""

    mails: list[EmailMessage] = field(default_factory=list)
    refuses: bool = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        if self.refuses:
            return "451 try again later"
        mail = message_from_bytes(envelope.content if isinstance(envelope.content, bytes) else b"", policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"

    def text(self, number: int = -1) -> str:
        """The words of a mail."""
        body = self.mails[number].get_body(("plain", "html"))
        assert body is not None
        return str(body.get_content())


@dataclass
class Time:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def mail_server() -> Iterator[tuple[Post, int]]:
    """The server on a port of its own."""
    handler = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield handler, port
    finally:
        controller.stop()
