# syntax=docker/dockerfile:1
# Backups, restores and drills: the API's commands beside the PostgreSQL client that they run. Its major version is that of
# the server in docker-compose.yml; it must not be older than yours.
# Build from the root of the repository: docker build -f infra/docker/backup.Dockerfile -t g5-core-backup .
# scripts/check-images.ts runs the steps below without an engine, and makes and restores backups with what comes out.

FROM node:24.21.0-bookworm-slim AS build
ENV CI=true TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1
RUN npm install --global pnpm@12.21.0
WORKDIR /src
COPY . .
RUN --mount=type=cache,id=pnpm,target=/root/.local/share/pnpm/store \
    pnpm install --frozen-lockfile
RUN pnpm build --filter=g5-core-api
RUN --mount=type=cache,id=pnpm,target=/root/.local/share/pnpm/store \
    pnpm --filter g5-core-api deploy --prod /out

FROM postgres:18-bookworm
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="G5 Core backups" \
      org.opencontainers.image.description="Backs a G5 Core database up, restores it, and drills that" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# Node alone, of the same Debian. That both programs start here is seen now rather than at night.
COPY --from=build /usr/local/bin/node /usr/local/bin/node
# The directory is for a volume, which takes over whose it is.
RUN node --version && /usr/lib/postgresql/18/bin/pg_dump --version && /usr/lib/postgresql/18/bin/pg_restore --version \
    && install --directory --owner 1000 --group 1000 --mode 700 /var/backups/g5-core
# What is first on the PATH is Debian's wrapper, which looks for clusters of its own. A small heap, since what a dump leaves
# behind on its way is not in it, and is cleared when it is.
ENV NODE_ENV=production PG_BIN_DIR=/usr/lib/postgresql/18/bin NODE_OPTIONS=--max-old-space-size=128
WORKDIR /app
# Owned by root: the process can't change its own code, whether or not the root file system is read-only.
COPY --from=build /out .
USER 1000:1000
# The base says SIGINT, and starts a server.
STOPSIGNAL SIGTERM
ENTRYPOINT []
CMD ["node", "dist/commands/backup.js"]
