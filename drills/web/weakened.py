"""The site without the guard that `DRILL_WITHOUT` names: `gunicorn drills.web.weakened`."""

import os

import django

# Held by the wall as the site is; the other parts of a drill are not.
os.environ["PLR_WORKS_AS"] = "application"
django.setup()

from drills.web.guards import GUARDS  # noqa: E402

GUARDS[os.environ["DRILL_WITHOUT"]]()

from plr_site.wsgi import application  # noqa: E402, F401
