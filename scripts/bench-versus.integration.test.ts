// The benchmark beside another server, with a server that keeps its promises and others that break one each.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contest } from '../bench/versus/report.ts';
import { compare, type Plan } from '../bench/versus/versus.ts';
import { at, projectNode, run } from './lib/project.mjs';

const CLUMSY = `"${projectNode()}" "${at('bench/versus/clumsy-peer.ts')}" {port}`;
const ONE = { name: 'with 1 message in flight', senders: 1, receivers: 2, inFlight: 1, perSecond: null, messages: 60 };
const SIXTEEN = { name: 'with 16 messages in flight', senders: 4, receivers: 2, inFlight: 16, perSecond: null, messages: 80 };
const FAN_OUT = { name: 'in the fan-out to 6 clients', senders: 1, receivers: 6, inFlight: null, perSecond: 100, messages: 30 };

function against(command: string, plan: Partial<Plan> = {}): Promise<Contest> {
  return compare({
    ...{ command, key: null, loads: [SIXTEEN], rounds: 1, readyWithinMs: 20_000, signal: new AbortController().signal },
    limits: { sendMs: 30_000, quietMs: 3_000 },
    ...plan,
  });
}

// The folders of the servers are made in here.
const tmpBefore = process.env.TMPDIR;
let tmp: string;

beforeAll(() => {
  tmp = mkdtempSync(path.join(os.tmpdir(), 'lanai-versus-'));
  process.env.TMPDIR = tmp;
});

afterAll(() => {
  if (tmpBefore === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = tmpBefore;
  rmSync(tmp, { recursive: true, force: true });
});

describe('beside a server that keeps its promises', () => {
  let contest: Contest;

  beforeAll(async () => {
    const command = `"${projectNode()}" "${at('dist/gateway/main.cjs')}" --data-dir {dir} --port 0 --tcp-port {port}`;
    contest = await against(command, { loads: [ONE, SIXTEEN, FAN_OUT], rounds: 2 });
  });

  it('has a figure of both for each load', () => {
    expect(contest.rows.map(({ name, unit }) => `${name} (${unit})`)).toEqual([
      'messages with 1 message in flight (per s)',
      'ack, one at a time, p50 (ms)',
      'ack, one at a time, p95 (ms)',
      'ack, one at a time, p99 (ms)',
      'messages with 16 messages in flight (per s)',
      'fan-out to 6 at 100/s, p50 (ms)',
      'fan-out to 6 at 100/s, p95 (ms)',
      'fan-out to 6 at 100/s, p99 (ms)',
    ]);
    for (const { ours, peer } of contest.rows) {
      expect(ours).toBeGreaterThan(0);
      expect(peer).toBeGreaterThan(0);
    }
  });

  it('finds no fault, and leaves no folder behind', () => {
    expect(contest.broken).toEqual([]);
    expect(readdirSync(tmp)).toEqual([]);
  });
});

describe('beside a server that breaks a promise', () => {
  it.each([
    ['cut', /^The peer cut 4 of 6 clients with 16 messages in flight\.$/],
    ['swap', /^The peer delivered \d+ messages out of order with 16 messages in flight\.$/],
    ['drop', /^The peer lost 16 deliveries of acknowledged messages with 16 messages in flight\.$/],
    ['twice', /^The peer delivered 16 messages twice with 16 messages in flight\.$/],
    ['silent', /^The peer did not answer \d+ of \d+ messages with 16 messages in flight\.$/],
    ['limit', /^The peer refused 40 of 80 messages \(rate_limit_messages\) with 16 messages in flight\.$/],
    ['full', /^The peer let in 4 of 6 clients: it refused join_room: Too many agents \(rate_limit_agents\) with 16 messages in flight\.$/],
  ])('says so: %s', async (fault, sentence) => {
    const { broken } = await against(`${CLUMSY} ${fault}`, { limits: { sendMs: 30_000, quietMs: 700 } });
    expect(broken).toContainEqual(expect.stringMatching(sentence));
    expect(broken.filter((each) => each.startsWith('Lanai'))).toEqual([]);
  });

  it('says when it ends in the middle, and still has our figures', async () => {
    const { rows, broken } = await against(`${CLUMSY} dead`, { loads: [SIXTEEN, ONE] });
    expect(broken).toContain('The peer ended with code 7 during the benchmark.');
    expect(rows.every(({ ours }) => ours !== null)).toBe(true);
  });
});

describe('a server that cannot be measured', () => {
  it.each([
    ['a command without a port', 'true', /^The command of the peer needs \{port\}/],
    ['one that ends at once', 'echo "no such file" >&2; exit 3 # {port}', /^The peer ended with code 3 before .* It wrote: no such file$/],
    ['a program that is not there', 'no-such-program {port}', /^The peer ended with code 127 before/],
    ['a wrong fault', `${CLUMSY} wrong`, /^The peer ended with code 3 before .* There is no fault "wrong"\.$/],
  ])('is refused in a sentence: %s', async (_, command, sentence) => {
    await expect(against(command)).rejects.toThrow(sentence);
  });

  it('is refused when it never listens', async () => {
    const never = against('echo starting; exec sleep 600 # {port}', { readyWithinMs: 300 });
    await expect(never).rejects.toThrow(/^The peer did not accept connections on port \d+ within 0.3 seconds. It wrote: starting$/);
  });

  it('is refused when the key is wrong', async () => {
    const command = `"${projectNode()}" "${at('dist/gateway/main.cjs')}" --data-dir {dir} --port 0 --tcp-port {port}`;
    await expect(against(command, { key: 'wrong' })).rejects.toThrow(/^The peer refused register: .* \(unauthorized\)\.$/);
  });

  it('ends what the shell started, with it, when the benchmark is interrupted', async () => {
    const ending = new AbortController();
    const programs = async (): Promise<string[]> => (await run('ps', ['-eo', 'args'], { capture: true })).output.split('\n');
    const child = `sleep 6${process.pid}`;
    const stopped = against(`${child} & wait # {port}`, { signal: ending.signal });
    await expect.poll(programs).toContain(child);
    ending.abort();
    await expect(stopped).rejects.toThrow(/aborted/);
    expect(await programs()).not.toContain(child);
  });
});
