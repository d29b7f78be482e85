# The whole site in one image: web, worker and scheduler differ in their command alone.
ARG PYTHON=python:3.11-slim-bookworm

FROM node:24-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY static/src static/src
RUN npm run build

FROM ${PYTHON} AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock \
    && rm -rf /venv/bin/pip* /venv/lib/python*/site-packages/pip /venv/lib/python*/site-packages/setuptools
COPY . .
COPY --from=assets /build/static/dist static/dist
# These name no servers: collecting the static files asks none.
RUN SECRET_KEY=collects-static-files DATABASE_URL=postgres://localhost/none REDIS_URL=redis://localhost \
    /venv/bin/python manage.py collectstatic --noinput -v0 \
    && /venv/bin/python -m compileall -q .

FROM ${PYTHON}
# Nothing here installs or builds anything.
RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/site-packages /usr/local/lib/python3*/ensurepip \
    && useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin plr \
    && install --directory --owner plr --group plr /var/lib/plr
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
# The last two: memory that a big page took is given back, also with several threads.
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=2 \
    MALLOC_TRIM_THRESHOLD_=131072
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "python:plr_site.gunicorn", "plr_site.wsgi"]
