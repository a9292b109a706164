// `npm start` where the desktop cannot be: it must say why in one line, and be of use all the same.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, projectNode } from './lib/project.mjs';

const A_DISPLAY = { DISPLAY: ':1', BROWSER: '/bin/true' };

describe.runIf(process.platform === 'linux')('npm start', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-start-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('serves where there is no display', async () => {
    expect(await start({})).toMatch(/^There is no display: serving without a window\..*$/m);
  });

  it('serves where there is no Electron', async () => {
    expect(await start({ ...A_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH: folder })).toMatch(
      /^There is no Electron at .*: serving without a window\./m,
    );
  });

  it('serves where Electron lacks a library of the system', async () => {
    expect(await start({ ...A_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH: await electronThat('exit 127') })).toMatch(
      /^Electron cannot run here, because a system library .* is missing: serving without a window\./m,
    );
  });

  it('serves where Electron ends itself before there is a window', async () => {
    expect(await start({ ...A_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH: await electronThat('kill -TRAP $$') })).toMatch(
      /^Electron cannot run here \(SIGTRAP; .*\): serving without a window\./m,
    );
  });

  /** Starts it, comes in as the owner by the link that it prints, ends it with SIGINT; what it said. */
  async function start(environment: Record<string, string>): Promise<string> {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ELECTRON_OVERRIDE_DIST_PATH: _electron, ...inherited } = process.env;
    const args = [at('scripts/start.mjs'), '--data-dir', path.join(folder, 'home'), '--port', '0', '--tcp-port', 'off'];
    const child = spawn(projectNode(), args, { env: { ...inherited, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));

    const { origin, hash } = new URL(await firstMatch(child.stdout, /http:\/\/127\.0\.0\.1:\d+\/enter#\S+/));
    const reply = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: hash.slice(1) }),
    });
    expect(await reply.json()).toMatchObject({ me: { role: 'owner' } });

    child.kill('SIGINT');
    expect(await ended).toBe(0);
    return said;
  }

  async function electronThat(does: string): Promise<string> {
    const dist = path.join(folder, 'electron');
    await mkdir(dist);
    await writeFile(path.join(dist, 'electron'), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    return dist;
  }
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
