// Vite serves the renderer and passes the rest on to the gateway; the built programs are watched, and restarted when they change.
import { spawn } from 'node:child_process';
import { createBuilder, createServer } from 'vite';
import { main } from '../lib/main.mjs';
import { at, ROOT, say, toolEnvironment } from '../lib/project.mjs';
import { DEV_GATEWAY } from './ports.mjs';
import { restartable } from './restartable.mjs';

const VITE_CONFIG = at('vite.config.ts');
const GATEWAY = at('scripts/dev/gateway.mjs');
const PASSED_ON = ['/api', '/mcp', '/files', '/health', '/metrics'];

await main(async () => {
  const electron = process.env.LANAI_DEV_ELECTRON;
  const server = await createServer({ configFile: VITE_CONFIG, server: { proxy: proxyToGateway() } });
  await server.listen();
  const env = toolEnvironment({
    ...process.env,
    LANAI_DEV_APP_ORIGIN: server.resolvedUrls.local[0].replace(/\/$/, ''),
    LANAI_GATEWAY_NODE: GATEWAY,
  });
  const program = electron ? desktop(electron, env) : gateway(env);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void Promise.all([program.stop(), server.close()]).then(() => process.exit(0)));

  // The desktop starts the gateway itself, so that is built first; the file's change restarts it.
  await buildAndWatch(['gateway'], electron ? () => {} : program.startOnce);
  if (electron) await buildAndWatch(['desktop', 'preload', 'terminalPreload', 'shell', 'terminal'], program.restart);
});

function desktop(electron, env) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return restartable(() => spawn(electron, [ROOT, ...sandbox], { cwd: ROOT, env, stdio: 'inherit' }));
}

function gateway(env) {
  return restartable(
    () => spawn(GATEWAY, [at('dist/gateway/main.cjs'), '--data-dir', env.LANAI_HOME], { cwd: ROOT, env, stdio: 'inherit' }),
    {
      again: true,
    },
  );
}

/** The gateway knows one origin, its own; to it, everything comes from there. */
function proxyToGateway() {
  const target = `http://127.0.0.1:${DEV_GATEWAY.port}`;
  const comeFromTarget = (request) => request.getHeader('origin') && request.setHeader('origin', target);
  const configure = (proxy) => proxy.on('proxyReq', comeFromTarget).on('proxyReqWs', comeFromTarget);
  const options = { target, changeOrigin: true, configure };
  return { ...Object.fromEntries(PASSED_ON.map((path) => [path, options])), '/ws': { ...options, ws: true } };
}

/** Resolves when all of them were built; `onBuilt` is called then, and whenever one was built again. */
async function buildAndWatch(names, onBuilt) {
  const environments = Object.fromEntries(names.map((name) => [name, { build: { watch: {} } }]));
  const builder = await createBuilder({ configFile: VITE_CONFIG, mode: 'development', logLevel: 'warn', environments });
  const waiting = new Set(names);
  const watch = async (name) => {
    const watcher = await builder.build(builder.environments[name]);
    return new Promise((resolve) => {
      watcher.on('event', (event) => {
        if (event.code === 'ERROR') say(event.error.message);
        if (event.code !== 'BUNDLE_END') return;
        waiting.delete(name);
        if (waiting.size === 0) onBuilt();
        resolve();
      });
    });
  };
  await Promise.all(names.map(watch));
}
