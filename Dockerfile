# The command line and the emulator, without a shell and not as root:
#   docker run --rm -e RENDER_API_KEY -v "$PWD:/work:ro" ghcr.io/render-sync/render-sync plan
#   docker run --rm --network host ghcr.io/render-sync/render-sync emulate
FROM node:24-bookworm-slim AS packed
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm pack --silent --pack-destination /packed \
 && npm install --silent --omit=dev --ignore-scripts --no-audit --no-fund --prefix /app /packed/render-sync-*.tgz

FROM gcr.io/distroless/nodejs24-debian12:nonroot
COPY --from=packed /app /app
ENV NODE_ENV=production
WORKDIR /work
ENTRYPOINT ["/nodejs/bin/node", "/app/node_modules/render-sync/dist/cli/main.js"]
CMD ["--help"]
