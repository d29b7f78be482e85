"""Why a site must not start as it is set up, each reason in words. Reads no environment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}
ENCRYPTED_SCHEMES = {"rediss", "https", "smtps", "smtp+tls", "smtp+ssl"}
SHORTEST_KEY, FEWEST_CHARACTERS, SHORTEST_TOKEN = 50, 5, 20


@dataclass(frozen=True)
class Setup:
    """`services`: the URL of each, by the name of its setting. `private_hosts`: the hosts that
    are reached over a network which nobody else is on."""

    base_url: str
    allowed_hosts: list[str]
    secret_key: str
    services: Mapping[str, str]
    private_hosts: list[str] = field(default_factory=list)
    metrics_token: str = ""
    debug: bool = False
    demo: bool = False

    @property
    def is_public(self) -> bool:
        """Anything goes for a site that only its own machine reaches."""
        return urlsplit(self.base_url).hostname not in THIS_MACHINE


def reasons(setup: Setup) -> list[str]:
    if not setup.is_public:
        return []
    return [*_of_the_site(setup), *_of_the_secrets(setup), *_of_the_services(setup)]


def _of_the_site(setup: Setup) -> Iterator[str]:
    address = urlsplit(setup.base_url)
    if setup.debug:
        yield "DEBUG is on: error pages would show what people wrote. Leave it out."
    if setup.demo:
        yield "PLR_DEMO is on: anybody could sign in as anybody. Leave it out."
    if address.scheme != "https":
        yield f"BASE_URL is {setup.base_url}: passwords would travel openly. Begin it with https."
    if not setup.allowed_hosts:
        yield "ALLOWED_HOSTS is empty: the site would answer nobody. Leave it out, or name hosts."
    elif any(host in ("*", ".") for host in setup.allowed_hosts):
        yield "ALLOWED_HOSTS takes every name: links in mails could be made to lead elsewhere."
    elif not any(_covers(host, address.hostname or "") for host in setup.allowed_hosts):
        yield f"ALLOWED_HOSTS lacks {address.hostname}, which is the host of BASE_URL."


def _covers(pattern: str, host: str) -> bool:
    return host == pattern or (pattern.startswith(".") and f".{host}".endswith(pattern))


def _of_the_secrets(setup: Setup) -> Iterator[str]:
    key = setup.secret_key
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        yield f"SECRET_KEY can be guessed: it needs {SHORTEST_KEY} characters drawn by chance."
    if key.startswith("django-insecure-"):
        yield "SECRET_KEY is one that Django made for development. Draw another."
    if setup.metrics_token and len(setup.metrics_token) < SHORTEST_TOKEN:
        yield f"METRICS_TOKEN can be guessed: it needs {SHORTEST_TOKEN} characters."


def _of_the_services(setup: Setup) -> Iterator[str]:
    for name, url in setup.services.items():
        if url and _travels_openly(url, setup.private_hosts):
            yield (
                f"{name} leads to {urlsplit(url).hostname} without TLS that checks the server."
                " Use sslmode=verify-full for PostgreSQL, rediss for the broker and smtp+tls for"
                " mail, or name the host in PRIVATE_HOSTS if nobody else is on its network."
            )
    application, owner = (
        urlsplit(setup.services.get(name, "")).username
        for name in ("DATABASE_URL", "OWNER_DATABASE_URL")
    )
    if application == "postgres":
        yield "DATABASE_URL is that of the superuser, for whom no row is locked. Use a role."
    if application and application == owner:
        yield "DATABASE_URL and OWNER_DATABASE_URL name one role. The owner must be another."


def _travels_openly(url: str, private_hosts: list[str]) -> bool:
    parts = urlsplit(url)
    host = unquote(parts.hostname or "")
    if not host or host.startswith("/") or host in {*THIS_MACHINE, *private_hosts}:
        return False
    asked = parse_qs(parts.query)
    if parts.scheme in ENCRYPTED_SCHEMES:
        return asked.get("ssl_cert_reqs", [""])[0].lower().removeprefix("cert_") == "none"
    return asked.get("sslmode", [""])[0] not in ("verify-ca", "verify-full")
