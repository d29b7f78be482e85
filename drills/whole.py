"""The table of the 22 threats. Pure."""

from collections.abc import Iterator, Mapping

from drills.results import Played
from drills.rows import ROWS, Row

HEAD = f"{'':4}{'threat, and what was done':62}{'acknowledged':>13}{'lost':>7}{'twice':>7}{'s':>7}"


def lines(found: Mapping[str, Played]) -> Iterator[str]:
    yield HEAD
    for number, row in ROWS.items():
        yield f"{number:<4}{row.threat}"
        for name in row.played:
            yield from of_played(found[name]) if name in found else [f"    {name}: not played"]
        yield from of_suite(row)


def of_played(played: Played) -> Iterator[str]:
    counts = f"{played.acknowledged:13,}{played.lost:7,}{played.twice:7,}{played.seconds:7.1f}"
    yield f"    {played.title:62}{counts}  {played.found or 'held'}"
    harm = f"red: {played.harm}" if played.harm else "NO HARM: shows nothing"
    yield f"        without {played.without}: {harm}"


def of_suite(row: Row) -> Iterator[str]:
    for name in row.held:
        yield f"    {name}"
    for name in row.control:
        yield f"        control: {name}"
    if row.why:
        yield f"        no control: {row.why}"
    if row.command:
        yield f"    {row.command}"
