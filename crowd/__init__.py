"""People at once, who write down what they were told is saved. Outside the site, over HTTP.

They are made as workers make things; the processes that answer them are held by the wall.
"""

import os

os.environ["PLR_WORKS_AS"] = "batch"
