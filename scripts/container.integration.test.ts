// The Dockerfile, as far as it can be tried without Docker: its files are there, and its first program serves.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { at, projectNode, run } from './lib/project.mjs';

/** Linux has all of 127.0.0.0/8 on its loopback. */
const OUTSIDE = '127.0.0.2';

const instructions = readFileSync(at('Dockerfile'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.slice(0, line.indexOf(' ')), value: line.slice(line.indexOf(' ') + 1) }));
const last = (name: string): string => instructions.findLast((each) => each.name === name)?.value ?? '';
const ignored = readFileSync(at('.dockerignore'), 'utf8').trim().split('\n');

describe('the Dockerfile', () => {
  it('copies and runs files of the project that the context has', () => {
    const copied = instructions
      .filter(({ name, value }) => name === 'COPY' && !value.startsWith('--from'))
      .map(({ value }) => value.split(' ')[0]);
    const run = instructions
      .flatMap(({ name, value }) => (name === 'RUN' ? [...value.matchAll(/(?:^|&& )(?:node|cp) ([\w./-]+)/g)] : []))
      .map(([, file]) => file);
    expect([...copied, ...run]).toEqual(['.', 'scripts/pack/container.mjs', 'scripts/build.mjs', 'package-lock.json']);
    for (const file of [...copied, ...run]) {
      expect(existsSync(at(file ?? '')), file).toBe(true);
      expect(
        ignored.some((folder) => file === folder || file?.startsWith(`${folder}/`)),
        file,
      ).toBe(false);
    }
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', 'dist', 'release']));
  });

  it('runs a Node that the server runs on, as a user without rights, on a volume, and asks for its health', () => {
    const { devDependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { devDependencies: Record<string, string> };
    expect(last('FROM')).toMatch(new RegExp(`^node:${devDependencies.node?.split('.')[0]}-`));
    expect(last('USER')).toBe('node');
    expect(last('VOLUME')).toBe('/data');
    expect(last('ENV')).toContain('LANAI_HOME=/data');
    expect(last('HEALTHCHECK')).toMatch(/CMD \["lanai", "status"\]$/);
    expect(last('ENTRYPOINT')).toBe('["node", "/app/container.mjs"]');
  });
});

describe.runIf(process.platform === 'linux')('the first program of the container', () => {
  let folder: string;
  let container: ChildProcess;
  let ports: [number, number];
  let said = '';
  const env = () => ({ PATH: process.env.PATH, HOME: folder, LANAI_HOME: path.join(folder, 'data') });

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-container-'));
    ports = [await freePort(), await freePort()];
    container = spawn(projectNode(), [at('scripts/pack/container.mjs')], {
      cwd: folder,
      env: {
        ...env(),
        LANAI_COMMAND: at('dist/cli/lanai.cjs'),
        LANAI_CONTAINER_PORTS: ports.join(','),
        LANAI_CONTAINER_ADDRESSES: OUTSIDE,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    container.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await vi.waitFor(() => expect(said).toContain('the link opens it as the owner'), { timeout: 20_000 });
  }, 30_000);
  afterAll(async () => {
    container.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("says the owner's link", () => {
    expect(said).toContain(`http://127.0.0.1:${ports[0]}/enter#own_`);
  });

  it('answers a browser that asks by the published port, and no other name', async () => {
    expect(await statusOf(`localhost:${ports[0]}`)).toBe(200);
    expect(await statusOf(`127.0.0.1:${ports[0]}`)).toBe(200);
    expect(await statusOf('192.168.1.20')).toBeGreaterThanOrEqual(400);
    expect(await statusOf('evil.example')).toBeGreaterThanOrEqual(400);
  });

  it('lets an agent in by the other published port', async () => {
    const key = (await readFile(path.join(folder, 'data/agent.key'), 'utf8')).trim();
    const socket = connect({ host: OUTSIDE, port: ports[1] });
    socket.write(`${JSON.stringify({ id: 'r', type: 'register', payload: { key, name: 'Ada', agent_id: 'ada' } })}\n`);
    const line = await new Promise<string>((resolve) => createInterface({ input: socket }).once('line', resolve));
    socket.destroy();
    expect(JSON.parse(line)).toMatchObject({ reply_to: 'r', type: 'ok' });
  });

  it('is healthy while it runs, and ends in order when the container is stopped', async () => {
    const status = () => run(projectNode(), [at('dist/cli/lanai.cjs'), 'status'], { capture: true, cwd: folder, env: env() });
    expect((await status()).code).toBe(0);
    const ended = new Promise((resolve) => container.once('exit', resolve));
    container.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect((await status()).code).toBe(1);
  });

  function statusOf(host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: OUTSIDE, port: ports[0], path: '/health', headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      asked.once('error', reject);
      asked.end();
    });
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
