"""A draft in memory, which answers as the site's own drafts do."""

import base64
from dataclasses import dataclass, field

NOT_KEPT = ("csrfmiddlewaretoken", "version", "find", "check")
SECRET = base64.b64encode(bytes(range(32))).decode()


def lines(values: list[str]) -> list[str]:
    """A form sends CRLF where a script sends LF."""
    return [value.replace("\r\n", "\n") for value in values]


@dataclass
class Draft:
    version: int = 1
    values: dict[str, list[str]] = field(default_factory=lambda: {"wellbeing": ["start"]})
    saves: int = 0
    refusal: str = ""

    def save(self, posted) -> bool:
        """False on a conflict. The same text again is none: its answer was lost on the way."""
        values = {name: lines(posted.getlist(name)) for name in posted if name not in NOT_KEPT}
        if values == self.values:
            return True
        if posted.get("version") != str(self.version):
            return False
        self.version += 1
        self.saves += 1
        self.values = values
        return True

    def text(self, name: str) -> str:
        return "".join(self.values.get(name, []))


draft = Draft()


def start_again() -> Draft:
    draft.__init__()
    return draft
