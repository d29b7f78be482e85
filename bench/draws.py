"""Draws a million times from one list, and says whether each record came up often enough.

Chi-square of a fair draw is near its degrees of freedom; three standard deviations above is far.
"""

import hashlib
import sys
from collections import Counter
from math import sqrt

from policy.draws import Candidate, draw

RECORDS = 20


def main(number: int) -> int:
    frame = [Candidate("", str(7001 + 13 * n)) for n in range(RECORDS)]
    seeds = (hashlib.sha256(f"bench {n}".encode()).hexdigest() for n in range(number))
    picked = Counter(draw(seed, frame).record for seed in seeds)
    expected, freedom = number / RECORDS, RECORDS - 1
    chi_square = sum((times - expected) ** 2 / expected for times in picked.values())
    limit = freedom + 3 * sqrt(2 * freedom)
    for record, times in sorted(picked.items()):
        print(f"record {record}: {times:>8,}  {100 * times / expected:7.2f} % of what is expected")
    verdict = "fair" if chi_square < limit and len(picked) == RECORDS else "NOT FAIR"
    print(f"{number:,} draws, chi-square {chi_square:.1f} (limit {limit:.1f}): {verdict}")
    return verdict != "fair"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
