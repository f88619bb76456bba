# syntax=docker/dockerfile:1
# The API, and the console that it serves. Its commands run from it too: docker run … node dist/commands/migrate-run.js (migrate-check.js, seed.js).
# Build from the root of the repository: docker build -f infra/docker/api.Dockerfile -t g5-core-api .
# scripts/check-images.ts runs the steps below without an engine, and starts what comes out as it is started here.

FROM node:24.21.0-bookworm-slim AS build
ENV CI=true TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1
RUN npm install --global pnpm@12.21.0
WORKDIR /src
COPY . .
RUN --mount=type=cache,id=pnpm,target=/root/.local/share/pnpm/store \
    pnpm install --frozen-lockfile
RUN pnpm build --filter=g5-core-api
RUN pnpm build --filter=g5-console
RUN --mount=type=cache,id=pnpm,target=/root/.local/share/pnpm/store \
    pnpm --filter g5-core-api deploy --prod /out

FROM node:24.21.0-bookworm-slim
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="G5 Core API" \
      org.opencontainers.image.description="HTTP API and console of G5 Core, and its one-off commands: migrations and the seed" \
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
# Beside the API, as in the repository: that is where it looks. Nothing of what it was built with.
COPY --from=build /src/services/console/dist /console/dist
# The image's user `node`, as a number: Kubernetes can't tell by a name that it isn't root.
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
# Whether the process lives, not whether Postgres does: what is started anew because of an outage makes it longer.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
