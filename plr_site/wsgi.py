import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plr_site.settings")

application = get_wsgi_application()

# A page makes tens of thousands of objects that die with it. With Python's own thresholds a third
# of its time goes into looking through all of Django for garbage again and again.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
