"""The faults under typing users, one after the other, on one organisation."""

import os
from collections.abc import Sequence
from pathlib import Path

import django

django.setup()

from crowd.servers import Servers  # noqa: E402
from drills import results  # noqa: E402
from drills.web.faults import FAULTS  # noqa: E402
from drills.web.outcome import Outcome  # noqa: E402
from drills.web.stage import WebFault, WebStage  # noqa: E402

TITLE = 58
COLUMNS = ("acknowledged", "lost", "twice", "asked again", "errors", "slowest s", "recovered s")
NEEDS_A_SMALL_VOLUME = "disk-full"


def play(names: Sequence[str], own: Servers, folder: Path, *, has_small_volume: bool) -> int:
    times = int(os.environ.get("TIMES", "5"))
    stage = WebStage(own, folder, times, float(os.environ.get("STRETCH", "1")))
    stage.fill()
    print(f"{'fault':{TITLE}}" + "".join(f"{name:>13}" for name in COLUMNS), flush=True)
    failed = False
    for fault in [FAULTS[name] for name in names or FAULTS]:
        if fault.name == NEEDS_A_SMALL_VOLUME and not has_small_volume:
            print(f"{fault.title}: not played, since only root may mount a small volume")
            continue
        failed |= not played(stage, fault).is_right
    return int(failed)


def played(stage: WebStage, fault: WebFault) -> results.Played:
    outcome = stage.run(fault)
    found = fault.judge(outcome)
    print(line(fault.title, outcome, found or "held", outcome.remark), flush=True)
    harmed = stage.run(fault, without=fault.without)
    harm = fault.judge(harmed)
    title = f"    without {fault.without}"
    print(line(title, harmed, harm or "NO HARM: shows nothing", harmed.remark), flush=True)
    kept = outcome.balance
    result = results.Played(
        fault.name,
        fault.title,
        kept.acknowledged,
        kept.lost,
        kept.twice,
        outcome.recovered,
        found,
        fault.without,
        harm,
        outcome.remark,
    )
    results.write(result)
    return result


def line(title: str, outcome: Outcome, verdict: str, remark: str) -> str:
    kept = outcome.balance
    numbers = (kept.acknowledged, kept.lost, kept.twice, outcome.refused, outcome.broken)
    cells = "".join(f"{number:13,}" for number in numbers)
    seconds = f"{outcome.slowest:13.1f}{outcome.recovered:13.1f}"
    return f"{title:{TITLE}}{cells}{seconds}  {verdict}" + (f" ({remark})" if remark else "")
