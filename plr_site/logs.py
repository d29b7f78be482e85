import logging
import re

# There PostgreSQL shows the row that it refuses, with all that was written in it.
DETAIL = re.compile(r"DETAIL: .*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)


class WithoutRows(logging.Formatter):
    """Facts about an error, never what somebody wrote."""

    def format(self, record: logging.LogRecord) -> str:
        return DETAIL.sub("DETAIL: left out", super().format(record))
