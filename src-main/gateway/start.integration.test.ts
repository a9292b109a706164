// The output of the built program where it cannot run: one sentence, and an exit code a script can read.
import Database from 'better-sqlite3';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { START_FAILURES, type StartFailureCode } from '../../src-shared/errors.ts';
import { Ready } from '../../src-shared/host.ts';
import { createBrowser } from './testing/browser.ts';
import { canMount, mounted } from './testing/mounts.ts';
import { runGateway, spawnGateway, startGatewayProcess, type Ended } from './testing/process.ts';
import { connectSocket } from './testing/wire-client.ts';
import { WATCH } from './testing/watch-payload.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-start-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const at = (folder: string): string[] => ['--data-dir', folder, '--port', '0', '--tcp-port', '0'];

function expectFailure({ code, stdout, stderr }: Ended, why: StartFailureCode, says: RegExp): void {
  expect({ code, stdout }).toEqual({ code: START_FAILURES[why].exitCode, stdout: '' });
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stderr.trim().split('\n')).toHaveLength(why === 'usage' ? 2 : 1);
}

/** A folder in which a home has been, and is not now. */
async function leftHome(): Promise<string> {
  const gateway = await startGatewayProcess(dataDir);
  expect(await gateway.end('SIGTERM')).toBe(0);
  return path.join(dataDir, 'lanai.db');
}

async function takenPort(): Promise<{ server: Server; port: string }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It has no port.');
  return { server, port: String(address.port) };
}

describe('A gateway that cannot start says why', () => {
  it.each(['--port', '--tcp-port'])('when the %s is taken', async (option) => {
    const { server, port } = await takenPort();
    expectFailure(
      await runGateway([...at(dataDir), option, port]),
      'port_taken',
      new RegExp(`^127\\.0\\.0\\.1:${port} is taken by another program\\. .*choose another with --port, --tcp-port`),
    );
    server.close();
  });

  it('when its data folder is a file', async () => {
    const file = path.join(dataDir, 'file');
    writeFileSync(file, 'mine');
    expectFailure(await runGateway(at(file)), 'data_dir_unwritable', /cannot be used/);
  });

  it.skipIf(!canMount)('when its data folder is on a disk that is read-only, and leaves what is there', async () => {
    const before = readFileSync(await leftHome());
    const ended = await runGateway(at(dataDir), {}, { wrapper: mounted('read-only', dataDir) });
    expectFailure(ended, 'data_dir_unwritable', /cannot be used\. .* is on a disk that is read-only\./);
    expect(readFileSync(path.join(dataDir, 'lanai.db')).equals(before)).toBe(true);
  });

  it('when its data folder would be inside a file', async () => {
    const file = path.join(dataDir, 'file');
    writeFileSync(file, 'mine');
    expectFailure(await runGateway(at(path.join(file, 'home'))), 'data_dir_unwritable', /cannot be used/);
  });

  it('when the database is of a newer version, which it leaves as it is', async () => {
    const file = await leftHome();
    const db = new Database(file);
    db.prepare("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '2099-01-01')").run();
    db.close();
    expectFailure(await runGateway(at(dataDir)), 'database_newer', /newer Lanai/);
  });

  it('when the database is no database', async () => {
    writeFileSync(path.join(dataDir, 'lanai.db'), 'This is not a database. '.repeat(500));
    expectFailure(await runGateway(at(dataDir)), 'database_damaged', /is damaged and was left as it is/);
  });

  it('when the database ends too early', async () => {
    truncateSync(await leftHome(), 4_096 * 3);
    expectFailure(await runGateway(at(dataDir)), 'database_damaged', /is damaged and was left as it is/);
  });

  it('when a page in the middle of the database is damaged, wherever it is first read', async () => {
    const file = await leftHome();
    const whole = readFileSync(file);
    const db = new Database(file, { readonly: true });
    const pages = db
      .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name IN ('home', 'participants', 'rooms')")
      .pluck()
      .all();
    const pageBytes = Number(db.pragma('page_size', { simple: true }));
    db.close();
    expect(pages).toHaveLength(3);
    for (const page of pages) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xaa, (page - 1) * pageBytes, page * pageBytes);
      writeFileSync(file, damaged);
      expectFailure(await runGateway(at(dataDir)), 'database_damaged', /is damaged and was left as it is/);
      expect(readFileSync(file).equals(damaged)).toBe(true);
    }
  });

  it('when the home is in use, and by whom', async () => {
    const gateway = await startGatewayProcess(dataDir);
    expectFailure(await runGateway(at(dataDir)), 'home_in_use', new RegExp(`process ${gateway.pid}, ${gateway.ready.url}`));
    await gateway.end('SIGTERM');
  });

  it('when it was to be open to others and sharing is off', async () => {
    expectFailure(await runGateway([...at(dataDir), '--host', '0.0.0.0']), 'not_shared', /sharing was not switched on/);
  });

  it.each([['--prot', '1'], ['--port', 'many'], ['--port', '65536'], ['--tcp-port', 'on'], ['--data-dir'], ['serve']])(
    'when it is started with %s %s',
    async (...args) => {
      expectFailure(await runGateway(args.filter((each) => each !== undefined)), 'usage', /\nUsage: /);
    },
  );

  it('when its socket is to be where a file of another kind is, which it leaves as it is', async () => {
    const file = path.join(dataDir, 'notes.txt');
    writeFileSync(file, 'mine');
    expectFailure(await runGateway([...at(dataDir), '--socket', file]), 'port_taken', /notes\.txt is there already and is no socket\./);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expectFailure(await runGateway([...at(dataDir), '--socket', tmpdir()]), 'port_taken', /is there already and is no socket\./);
  });

  it.each([
    ['has no folder', 'none/lanai.sock', /none\/lanai\.sock cannot be listened on\. /],
    ['is too long', `${'x'.repeat(120)}.sock`, /The path of a socket has at most \d+ bytes/],
    ['has too long a name', `${'x'.repeat(300)}.sock`, /The path of a socket has at most \d+ bytes/],
  ])('when the place of its socket %s', async (_what, name, says) => {
    expectFailure(await runGateway([...at(dataDir), '--socket', path.join(dataDir, name)]), 'port_taken', says);
  });

  it('when its address is none of this computer', async () => {
    expectFailure(await runGateway([...at(dataDir), '--host', '127.0.0.1.nowhere.invalid']), 'port_taken', /cannot be listened on\. /);
  });

  it('and lets go of the folder', async () => {
    const { server, port } = await takenPort();
    expect((await runGateway([...at(dataDir), '--port', port])).code).toBe(START_FAILURES.port_taken.exitCode);
    server.close();
    const gateway = await startGatewayProcess(dataDir);
    expect(await gateway.end('SIGTERM')).toBe(0);
  });
});

describe('A gateway that runs', () => {
  it('says with --json what it is in one line and nothing else', async () => {
    const child = spawnGateway([...at(dataDir), '--json']);
    let stdout = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) child.kill('SIGINT');
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(Ready.parse(JSON.parse(stdout)).dataDir).toBe(dataDir);
  });

  it.each(['x'.repeat(110), '\u{1F3E0}'.repeat(30)])(
    'runs without a socket where the path of its folder is too long for one',
    async (name) => {
      const gateway = await startGatewayProcess(path.join(dataDir, name));
      expect(gateway.ready.socket).toBeNull();
      expect(gateway.stderr()).toMatch(/The path of a socket has at most \d+ bytes/);
      expect(await gateway.end('SIGTERM')).toBe(0);
    },
  );

  it.each(['stdout', 'stderr'] as const)('continues when nothing reads its %s', async (stream) => {
    const child = spawnGateway([...at(dataDir), '--json']);
    child[stream]?.destroy();
    const holder = path.join(dataDir, 'holder.json');
    const urlOf = (): string => String(Object(JSON.parse(existsSync(holder) ? readFileSync(holder, 'utf8') : '{}')).url ?? '');
    await vi.waitFor(() => expect(urlOf()).toMatch(/^http/), { timeout: 10_000, interval: 50 });
    expect((await fetch(`${urlOf()}/health`)).status).toBe(200);
    // A second signal, as from a terminal and from the program that runs it, disturbs nothing.
    child.kill('SIGINT');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(existsSync(holder)).toBe(false);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends in order at %s', async (signal) => {
    const gateway = await startGatewayProcess(dataDir);
    expect(await gateway.end(signal)).toBe(0);
    expect(existsSync(path.join(dataDir, 'holder.json'))).toBe(false);
  });

  it('tells its clients that it is closing, and ends with 0', async () => {
    const gateway = await startGatewayProcess(dataDir);
    const owner = createBrowser(gateway.ready.url);
    await owner.enter(new URL(gateway.ready.ownerUrl).hash.slice(1));
    const client = await connectSocket(gateway.ready.ws, owner.socketHeaders());
    await owner.prove(client);
    await client.request('watch', WATCH);
    const goodbye = client.waitFor(({ type }) => type === 'closing', 'the goodbye');
    expect(await gateway.end('SIGTERM')).toBe(0);
    expect((await goodbye).payload).toMatchObject({ code: 'shutting_down' });
    await client.closed;
  });
});
