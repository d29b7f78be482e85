"""One person's browser, as far as a server notices: a session, a kept connection, patience."""

import contextlib
import http.client
import re
import select
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

HOST = "127.0.0.1"
# What the proxy tries for before it gives up (deploy/Caddyfile), while nothing was sent yet.
SECONDS_TO_CONNECT = 5.0
SECONDS_TO_ANSWER = 60.0
TOKEN = re.compile(r"csrftoken=(\w+)")


@dataclass(frozen=True)
class Answer:
    """`status` 0: the connection was cut before an answer came."""

    status: int
    seconds: float
    content: bytes = b""
    location: str = ""
    retry_after: str = ""

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 400

    @property
    def is_refused_politely(self) -> bool:
        return self.status == 503 and bool(self.retry_after)


class Browser:
    """`port`: asked for at each connection, since a deploy moves the site."""

    def __init__(self, port: Callable[[], int], cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self.ask("GET", path, None, {"Accept": "text/html"})

    def send(self, path: str, form: Mapping[str, str]) -> Answer:
        """A form that was sent by its button."""
        return self.post(path, form, "text/html")

    def save(self, path: str, form: Mapping[str, str]) -> Answer:
        """What a page saves by itself."""
        return self.post(path, form, "application/json")

    def post(self, path: str, form: Mapping[str, str], accept: str) -> Answer:
        token = TOKEN.search(self.cookie)
        headers = {
            "Accept": accept,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": token[1] if token else "",
        }
        return self.ask("POST", path, urlencode(form), headers)

    def ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        began = time.monotonic()
        try:
            connection = self.connected()
            connection.request(method, path, body, {**headers, "Cookie": self.cookie})
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            return Answer(0, time.monotonic() - began)
        return Answer(
            answer.status,
            time.monotonic() - began,
            content,
            answer.headers.get("Location", ""),
            answer.headers.get("Retry-After", ""),
        )

    def connected(self) -> http.client.HTTPConnection:
        """The kept connection, unless the server has closed it meanwhile."""
        if self.connection and self.connection.sock and not is_closed(self.connection):
            return self.connection
        self.hang_up()
        deadline = time.monotonic() + SECONDS_TO_CONNECT
        while True:
            connection = http.client.HTTPConnection(HOST, self.port(), timeout=SECONDS_TO_ANSWER)
            try:
                connection.connect()
            except ConnectionRefusedError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
                continue
            self.connection = connection
            return connection

    def hang_up(self) -> None:
        if self.connection:
            with contextlib.suppress(OSError):
                self.connection.close()
        self.connection = None


def is_closed(connection: http.client.HTTPConnection) -> bool:
    readable, _, _ = select.select([connection.sock], [], [], 0)
    return bool(readable)
