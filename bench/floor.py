"""The framework's floor: a bare signed-in Django page with 25 rows from one query.

Same server, same database, same sessions as the site: what any signed-in page costs at least.
"""

from django.contrib.auth.decorators import login_required
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

PAGE = """<!doctype html><html lang="en"><head><title>Floor</title></head><body>
<h1>Floor</h1><table>{% for id, name, joined in rows %}
<tr><td>{{ id }}</td><td><a href="/people/{{ id }}/">{{ name }}</a></td>
<td>{{ joined|date:"j M Y" }}</td></tr>
{% endfor %}</table></body></html>"""


@login_required
def page(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select id, name, joined from people_person order by name, id limit 25")
        rows = cursor.fetchall()
    return HttpResponse(engines["django"].from_string(PAGE).render({"rows": rows}, request))


urlpatterns = [path("", page)]
application = get_wsgi_application()
