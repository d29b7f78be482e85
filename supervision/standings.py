"""Who stands where, as the pages of this room ask for it."""

from people.standings import Line, Standing, ask, nobody_knows, standings_of

__all__ = ["Line", "Standing", "ask", "nobody_knows", "standings_of"]
