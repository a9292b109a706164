// `npm start` where there is no display, as on a server: it must say so and be of use all the same.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, projectNode } from './lib/project.mjs';

describe.runIf(process.platform === 'linux')('npm start without a display', () => {
  let dataDir: string;
  beforeEach(async () => (dataDir = await mkdtemp(path.join(os.tmpdir(), 'lanai-start-'))));
  afterEach(() => rm(dataDir, { recursive: true }));

  it('says so in one line, serves, prints a link that lets the owner in, and stops on SIGINT', async () => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
    const args = [at('scripts/start.mjs'), '--data-dir', dataDir, '--port', '0', '--tcp-port', 'off'];
    const child = spawn(projectNode(), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));

    const link = await firstMatch(child.stdout, /http:\/\/127\.0\.0\.1:\d+\/enter#\S+/);
    expect(said).toMatch(/^There is no display: serving without a window\..*$/m);

    const { origin, hash } = new URL(link);
    const reply = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-lanai-csrf': '1' },
      body: JSON.stringify({ token: hash.slice(1) }),
    });
    expect(await reply.json()).toMatchObject({ me: { role: 'owner' } });

    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});

function firstMatch(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = pattern.exec(text);
      if (found) resolve(found[0]);
    });
    stream.on('end', () => reject(new Error(`It ended with: ${text}`)));
  });
}
