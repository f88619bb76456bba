# syntax=docker/dockerfile:1
# The worker: dispatch, delivery and chores. Any number of it may run.
# Build from the root of the repository: docker build -f infra/docker/worker.Dockerfile -t g5-core-worker .
# scripts/check-images.ts runs the steps below without an engine, and starts what comes out as it is started here.

FROM node:24.21.0-bookworm-slim AS build
ENV CI=true TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1
RUN npm install --global pnpm@12.21.0
WORKDIR /src
COPY . .
RUN --mount=type=cache,id=pnpm,target=/root/.local/share/pnpm/store \
    pnpm install --frozen-lockfile
RUN pnpm build --filter=g5-webhook-worker
RUN --mount=type=cache,id=pnpm,target=/root/.local/share/pnpm/store \
    pnpm --filter g5-webhook-worker deploy --prod /out

FROM node:24.21.0-bookworm-slim
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="G5 Core worker" \
      org.opencontainers.image.description="Delivers the webhooks of G5 Core" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# Nothing is installed at run time, so nobody who gets in finds a package manager.
RUN rm -rf /usr/local/lib/node_modules /opt/yarn-v* /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg
ENV NODE_ENV=production
WORKDIR /app
# Owned by root: the process can't change its own code, whether or not the root file system is read-only.
COPY --from=build /out .
# The image's user `node`, as a number: Kubernetes can't tell by a name that it isn't root.
USER 1000:1000
EXPOSE 3001
STOPSIGNAL SIGTERM
# Whether the process lives, not whether Postgres does: what is started anew because of an outage makes it longer.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.WORKER_PORT || 3001) + '/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
