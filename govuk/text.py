"""What may stand in a text box. Plain functions, also for text from a file or as JSON."""

import re
import unicodedata

# Drawn as nothing (or as a blank) although Unicode does not class them as spaces or format marks.
BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
DIRECTION_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
ZERO_WIDTH = "\u00ad\u200b\u2060\ufeff"
LINE_ENDS = str.maketrans({"\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"})
UNSTORABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
UNSEEN_CATEGORIES = ("Zs", "Zl", "Zp", "Cc", "Cf")


def tidy(text: str) -> str:
    """One form for line ends (LF) and for accents (composed), so that equal texts compare equal."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(LINE_ENDS)
    return unicodedata.normalize("NFC", lines)


def tidy_name(text: str) -> str:
    """A name on one line without the zero-width characters that make two people of one."""
    visible = tidy(text).translate(dict.fromkeys(map(ord, ZERO_WIDTH)))
    return " ".join(visible.split())


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: spaces, zero-width and control characters only."""
    return all(
        char in BLANK_LETTERS or unicodedata.category(char) in UNSEEN_CATEGORIES for char in text
    )


def cannot_be_stored(text: str) -> bool:
    """NUL, other control characters and halves of surrogate pairs: the database refuses them."""
    return UNSTORABLE.search(text) is not None


def turns_direction(text: str) -> bool:
    """Whether hidden marks turn the writing round, so that a name shows as another."""
    return not DIRECTION_MARKS.isdisjoint(text)


def browser_length(text: str) -> int:
    """Counted as the browser counts: LF line ends, UTF-16 units."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2
