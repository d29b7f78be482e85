#!/usr/bin/env python
"""Django's commands. Each works with nothing set: see devstack/environment.py."""

import os
import sys

from django.core.management import execute_from_command_line

from devstack.environment import provided

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plr_site.settings")
    if "runserver" not in sys.argv:
        os.environ.setdefault("PLR_WORKS_AS", "batch")
    with provided():
        execute_from_command_line(sys.argv)
