"""Measurements. They load and judge as workers do; the server they time is held by the wall."""

import os

os.environ["PLR_WORKS_AS"] = "batch"
