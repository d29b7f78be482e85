"""The site without the guard that `DRILL_WITHOUT` names: `gunicorn drills.web.weakened`."""

import os

import django

django.setup()

from drills.web.guards import GUARDS  # noqa: E402

GUARDS[os.environ["DRILL_WITHOUT"]]()

from plr_site.wsgi import application  # noqa: E402, F401
