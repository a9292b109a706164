# A server without a window, for a container. docs/container.md says how to run it.
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN node scripts/build.mjs
RUN npm pack --ignore-scripts && mkdir /app && tar -xzf lanai-*.tgz -C /app --strip-components 1
RUN cp package-lock.json /app/ && cd /app && npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV LANAI_HOME=/data NODE_ENV=production
COPY --from=build /app /app
COPY scripts/pack/container.mjs /app/container.mjs
RUN ln -s /app/dist/cli/lanai.cjs /usr/local/bin/lanai && mkdir /data && chown node:node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 4510 4511
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["lanai", "status"]
ENTRYPOINT ["node", "/app/container.mjs"]
