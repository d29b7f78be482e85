"""How a file arrives."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from exchange.jobs import MOST_BYTES


class SizeLimit(FileUploadHandler):
    """A body that is too long is read to its end, as browsers expect, and nothing of it kept."""

    is_too_large = False

    def handle_raw_input(
        self, input_data: Any, meta: dict, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.is_too_large = content_length > MOST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.is_too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has kept it."""
