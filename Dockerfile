# The two services of compose.yaml: `--target server` and `--target sandbox`. Works with and without BuildKit.
# BASE may be any Debian trixie: where no image registry answers, the one that `make up` bootstraps.
ARG BASE=debian:trixie-slim

FROM ${BASE} AS python
RUN apt-get update -q \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3 \
    && rm -rf /var/lib/apt/lists/*
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/opt/greenroom/bin:$PATH
WORKDIR /app

# --- The locked Python packages, in an environment that the services copy whole.
FROM python AS packages
RUN apt-get update -q \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3-venv ca-certificates \
    && rm -rf /var/lib/apt/lists/*
# Certificates of a company's own proxy, as PEM text: needed to fetch packages there, and only here.
ARG EXTRA_CA=""
RUN if [ -n "$EXTRA_CA" ]; then \
        printf '%s\n' "$EXTRA_CA" > /usr/local/share/ca-certificates/extra.crt && update-ca-certificates; fi
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
COPY requirements.lock ./
RUN python3 -m venv /opt/greenroom \
    && pip install --disable-pip-version-check --no-cache-dir --no-deps --require-hashes -r requirements.lock

# --- The sandbox: the one service that may use the Docker socket. It has none of the server's code.
# Root for one moment: to join whatever group the Docker socket belongs to, and to become nobody in particular.
FROM python AS sandbox
COPY --from=packages /opt/greenroom /opt/greenroom
COPY sandbox sandbox
RUN chmod -R a+rX . && mkdir -m 700 /run/greenroom && chown 10001:10001 /run/greenroom
CMD ["sh", "-c", "exec setpriv --reuid=10001 --regid=10001 --groups=$(stat -c %g /var/run/docker.sock) --inh-caps=-all \
sh -c 'python3 -m sandbox.build; [ -z \"$LANGUAGES\" ] || python3 -m sandbox.build $LANGUAGES & \
exec python3 -m sandbox --socket /run/greenroom/sandbox.sock'"]

# --- The web bundle.
FROM packages AS web
COPY requirements-node.lock ./
RUN python3 -m venv /opt/node \
    && /opt/node/bin/pip install --disable-pip-version-check --no-cache-dir --no-deps --require-hashes -r requirements-node.lock
ENV PATH=/opt/node/bin:$PATH
COPY web/package.json web/package-lock.json web/.npmrc web/
RUN npm --prefix web ci
COPY web web
RUN npm --prefix web run build

# --- The server: no Docker socket, no compiler, no package manager of its own, nobody's account but one without rights.
FROM python AS server
COPY --from=packages /opt/greenroom /opt/greenroom
COPY server server
COPY sandbox sandbox
COPY tasks tasks
COPY web/templates web/templates
COPY --from=web /app/web/dist web/dist
RUN chmod -R a+rX . && mkdir -m 700 /data /run/greenroom && chown 10001:10001 /data /run/greenroom
# The command of the installed package, so that `greenroom link`, `token` and `doctor` work in here too.
RUN printf '#!/opt/greenroom/bin/python3\nimport sys\nsys.path.insert(0, "/app")\nfrom server.cli import main\nmain()\n' \
        > /opt/greenroom/bin/greenroom && chmod 755 /opt/greenroom/bin/greenroom
USER 10001:10001
EXPOSE 8000
CMD ["greenroom", "serve"]
