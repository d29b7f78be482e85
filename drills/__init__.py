"""Faults, each with its guard and without it. All that is played here is the work of workers."""

import os

os.environ["PLR_WORKS_AS"] = "batch"
