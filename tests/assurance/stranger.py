"""Draws again, from nothing but the file of a draw and the page 'How a draw works'.

It knows nothing of the application: `python tests/assurance/stranger.py draw-12.json`.
"""

import hashlib
import hmac
import json
import sys


def ticket(seed: str, words: str) -> str:
    return hmac.new(seed.encode("ascii"), words.encode("utf-8"), hashlib.sha256).hexdigest()


def faults(draw: dict) -> list[str]:
    """What does not fit; nothing for an honest draw."""
    found, seed, frame = [], draw["seed"], draw["frame"]
    if hashlib.sha256(seed.encode("ascii")).hexdigest() != draw["seed_sha256"]:
        found.append("the seed is not the one that was sealed")
    if not draw["seed_committed_on"] < draw["drawn_at"][:10]:
        found.append("the seed was sealed too late")
    lines = sorted(f"{stratum}\t{record}\n".encode() for stratum, record in frame)
    if hashlib.sha256(b"".join(lines)).hexdigest() != draw["frame_sha256"]:
        found.append("the list is not the one that was kept")
    strata = sorted(((ticket(seed, f"stratum {one}"), one) for one, _ in frame))
    stratum = strata[0][1]
    records = sorted((ticket(seed, f"record {one}"), one) for of, one in frame if of == stratum)
    if draw["result"] != {"stratum": stratum, "record": records[0][1]}:
        found.append("another record should have been drawn")
    markers = sorted((ticket(seed, f"marker {one}"), one) for one in second_markers(draw))
    if draw["second_marker"] != (markers[0][1] if markers else ""):
        found.append("another second marker should have been drawn")
    return found


def second_markers(draw: dict) -> list[str]:
    return draw["rule"].get("second_markers", [])


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        wrong = faults(json.load(file))
    print("\n".join(wrong) or "The draw is as described.")
    sys.exit(bool(wrong))
