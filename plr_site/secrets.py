"""The environment, in which NAME_FILE names a file that holds the value of NAME."""

from environ import FileAwareEnv
from environ.fileaware_mapping import FileAwareMapping


class WithoutLastLineEnd(FileAwareMapping):
    """An editor ends the last line; a key or an address does not end so."""

    def __getitem__(self, key: str) -> str:
        value = super().__getitem__(key)
        return value.rstrip("\r\n") if self.env.get(f"{key}_FILE") else value


class Environment(FileAwareEnv):
    ENVIRON = WithoutLastLineEnd()
