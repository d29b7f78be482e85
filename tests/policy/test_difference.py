"""What an amendment changed."""

from hypothesis import given
from hypothesis import strategies as st

from policy.difference import LONGEST_PASSAGE, Piece, difference

TEXTS = st.text(alphabet="ab .\n", max_size=60)


def test_changed_words_are_shown_between_words_that_stayed() -> None:
    pieces = difference("She did the work well.", "She did all the work very well.")

    assert pieces == (
        Piece("same", "She did"),
        Piece("added", " all"),
        Piece("same", " the work "),
        Piece("added", "very "),
        Piece("same", "well."),
    )


@given(TEXTS, TEXTS)
def test_the_pieces_make_the_old_and_the_new_text(old: str, new: str) -> None:
    pieces = difference(old, new)

    assert "".join(piece.text for piece in pieces if piece.change != "added") == old
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == new


def test_a_very_long_changed_passage_is_shown_whole() -> None:
    old, new = "a " * LONGEST_PASSAGE, "b " * LONGEST_PASSAGE

    assert difference(old, new) == (Piece("removed", old), Piece("added", new))
