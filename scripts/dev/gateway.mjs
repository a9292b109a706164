#!/usr/bin/env node
// Stands in for Node when the gateway is started while developing: it is the same gateway on fixed ports, but the app's address that it
// reports is Vite's, and when it was built again it ends, and its parent starts it again.
import { spawn } from 'node:child_process';
import { watchFile } from 'node:fs';
import { projectNode } from '../lib/project.mjs';
import { DEV_GATEWAY } from './ports.mjs';

const LOOK_EVERY_MS = 300;
const { LANAI_DEV_APP_ORIGIN: appOrigin } = process.env;
const [entry, ...args] = process.argv.slice(2);

// The last of a repeated option counts, so that these win over the ones that the desktop remembers.
const ports = ['--port', String(DEV_GATEWAY.port), '--tcp-port', String(DEV_GATEWAY.tcpPort)];
const gateway = spawn(projectNode(), [entry, ...args, ...ports], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

gateway.on('message', (message) => tell(message.event === 'ready' ? atVite(message) : message));
gateway.once('exit', (code) => process.exit(code ?? 1));
process.on('message', (message) => gateway.send(message));
process.once('disconnect', () => gateway.disconnect());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => gateway.kill('SIGTERM'));
watchFile(entry, { interval: LOOK_EVERY_MS }, () => gateway.kill('SIGTERM'));

function tell(message) {
  if (process.send) process.send(message);
  else if (message.event === 'ready') process.stdout.write(`Open ${message.ownerUrl}\n`);
}

function atVite(ready) {
  const moved = (url) => url.replace(/^\w+:\/\/[^/]+/, appOrigin);
  return { ...ready, url: moved(ready.url), ownerUrl: moved(ready.ownerUrl), ws: moved(ready.ws).replace(/^http/, 'ws') };
}
