from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    key: str
    subject: str
    body: str
