// A disk that refuses writes with an error: the process may not make files longer. Nothing that was acknowledged is lost, the sender gets a
// sentence, and the home continues when the disk works again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { startGatewayProcess, type GatewayProcess } from '../process.ts';
import { connectLines, type WireClient } from '../wire-client.ts';

const CONTENT = 'x'.repeat(20_000);
const MANY = 2_000;
const LIMIT_MS = 120_000;

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-write-'));
let gateway: GatewayProcess | null = null;
afterEach(async () => {
  await gateway?.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** The longest that a file of the process may be. */
function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}

const field = ({ payload }: { payload: unknown }, name: string): unknown => Object(payload)[name];
const send = (agent: WireClient) => agent.request('send_message', { room_id: LOBBY_ID, content: CONTENT });

async function seqsOf(agent: WireClient): Promise<number[]> {
  const seqs: number[] = [];
  for (;;) {
    const page = await agent.request('get_history', { room_id: LOBBY_ID, since_seq: seqs.at(-1) ?? 0, limit: 1000 });
    const messages = field(page, 'messages') as { seq: number; content: string }[];
    if (messages.length === 0) return seqs;
    seqs.push(...messages.map(({ seq }) => seq));
  }
}

it.skipIf(process.platform !== 'linux')(
  'a write that fails is refused with a sentence, loses no acknowledged message, and works again with the disk',
  async () => {
    gateway = await startGatewayProcess(dataDir);
    const key = readFileSync(gateway.ready.keyFile, 'utf8').trim();
    const agent = await connectLines(gateway.ready.tcp ?? '');
    await agent.request('register', { key, name: 'Ada', agent_id: 'ada' });
    await agent.request('join_room', { room_id: LOBBY_ID });
    const acknowledged = [Number(field(await send(agent), 'seq'))];
    const log = path.join(dataDir, 'lanai.db-wal');
    limitFiles(gateway.pid, statSync(log).size + 100_000);

    let refused = await send(agent);
    for (let sent = 0; refused.type === 'ok' && sent < MANY; sent += 1) {
      acknowledged.push(Number(field(refused, 'seq')));
      refused = await send(agent);
    }
    expect([refused.type, field(refused, 'message')]).toEqual(['error', expect.stringMatching(/nothing was saved|Nothing was saved/)]);
    // Reads are answered meanwhile.
    expect(await seqsOf(agent)).toEqual(expect.arrayContaining(acknowledged));

    limitFiles(gateway.pid, 'unlimited');
    await expect
      .poll(async () => {
        const answer = await send(agent);
        if (answer.type === 'ok') acknowledged.push(Number(field(answer, 'seq')));
        return answer.type;
      })
      .toBe('ok');
    const kept = await seqsOf(agent);
    expect(kept).toEqual(kept.map((_seq, index) => index + 1));
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
    agent.close();
    expect(await gateway.end('SIGTERM')).toBe(0);

    gateway = await startGatewayProcess(dataDir);
    const again = await connectLines(gateway.ready.tcp ?? '');
    await again.request('register', { key, name: 'Ada', agent_id: 'ada' });
    await again.request('join_room', { room_id: LOBBY_ID });
    expect(await seqsOf(again)).toEqual(expect.arrayContaining(acknowledged));
    again.close();
  },
  LIMIT_MS,
);
