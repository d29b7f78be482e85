"""A mail server that keeps what it is given, answers slowly, and now and then not at all."""

import threading
import time
from collections import Counter
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import cast


class Handler(StreamRequestHandler):
    """As much of RFC 5321 as Django's client speaks."""

    server: "Mailbox"

    def handle(self) -> None:
        self.say("220 drill")
        for line in self.rfile:
            match line[:4].strip().upper():
                case b"DATA":
                    self.say("354 go on")
                    if not self.server.take(self.message()):
                        return
                    self.say("250 taken")
                case b"QUIT":
                    self.say("221 goodbye")
                    return
                case _:
                    self.say("250 yes")

    def message(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b"..") else line for line in lines)

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


class Mailbox(ThreadingTCPServer):
    """`seconds`: between taking a message and saying so. `silent_every`: that one is not said."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.empty()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def empty(self, *, seconds: float = 0.0, silent_every: int = 0) -> None:
        with self.lock:
            self.seconds, self.silent_every = seconds, silent_every
            self.mails = 0
            self.lines: Counter[tuple[str, str]] = Counter()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, source: bytes) -> bool:
        """Whether the sender hears that it was taken."""
        mail = cast(EmailMessage, message_from_bytes(source, policy=default))
        text = cast(EmailMessage, mail.get_body(("plain",))).get_content()
        with self.lock:
            self.mails += 1
            number = self.mails
            for line in text.splitlines():
                if line.startswith("- "):
                    self.lines[str(mail["To"]), line[2:]] += 1
        time.sleep(self.seconds)
        return not self.silent_every or number % self.silent_every > 0

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed hangs up in the middle of a word."""
