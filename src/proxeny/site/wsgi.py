"""The site as a WSGI application; its pictures are woken beside it, so that the first page need not wait for them."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proxeny.site.settings")

application = get_wsgi_application()

from proxeny.charts import drawing  # noqa: E402 - after Django is set up

Thread(target=drawing.wake, name="pictures", daemon=True).start()
