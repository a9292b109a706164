// node scripts/record-tunnels.mjs [--serve] [--into FOLDER]: records again what tailscale and cloudflared print and answer, where they are
// installed. The stand-ins of the tests imitate the recordings, which have no names, addresses or keys. No tunnel is opened. --serve also
// records `tailscale serve`, which opens port 8443 of this computer in the tailnet for a moment.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main } from './lib/main.mjs';
import { ROOT, say } from './lib/project.mjs';
import { recordCloudflared, recordTailscale } from './lib/recordings.mjs';

/** A program that is needed is not there, as in sysexits.h. */
const UNAVAILABLE = 69;

await main(async () => {
  const { values } = parseArgs({ options: { serve: { type: 'boolean', default: false }, into: { type: 'string' } } });
  const folder = path.resolve(values.into ?? path.join(ROOT, 'src-main/gateway/sharing/testing/recorded'));
  for (const program of /** @type {const} */ (['tailscale', 'cloudflared'])) {
    const file = inPath(program);
    const recorded = path.join(folder, `${program}.json`);
    if (file === null) {
      say(`${program} is not installed on this computer, so that its recording stays as it was.`);
      process.exitCode = UNAVAILABLE;
      continue;
    }
    const before = existsSync(recorded) ? JSON.parse(readFileSync(recorded, 'utf8')) : null;
    const recording =
      program === 'tailscale'
        ? await recordTailscale(file, { serve: values.serve, before })
        : await recordCloudflared(file, await freePort());
    writeFileSync(recorded, `${JSON.stringify(recording, null, 2)}\n`);
    say(`Recorded ${program} ${recording.version}.`);
  }
});

/** @param {string} program */
function inPath(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program];
  return folders.flatMap((each) => names.map((name) => path.join(each, name))).find((file) => existsSync(file)) ?? null;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
