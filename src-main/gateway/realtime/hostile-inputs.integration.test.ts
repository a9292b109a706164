// Every hostile value in the place of every field of every frame, by an agent over TCP and by the owner over WebSocket:
// refused by a code of the list or done, never a failure of the home, which works as before afterwards.
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { COMMANDS, isCommandName } from '../../../src-shared/commands/index.ts';
import { isErrorCode } from '../../../src-shared/errors.ts';
import type { ServerFrame } from '../../../src-shared/frames.ts';
import { newId } from '../../../src-shared/ids.ts';
import { PageChallenge, PageProof } from '../../../src-shared/page-proof.ts';
import { RegisterRequest, WatchRequest } from '../../../src-shared/registration.ts';
import { HOSTILE_FEW, HOSTILE_VALUES } from '../testing/hostile-inputs.ts';
import { payloadsFor, rightValues, type RightValues } from '../testing/hostile-payloads.ts';
import { homeForAll } from '../testing/shared-home.ts';

/** The memory in use after a collection comes back to where it was, but for what was made meanwhile, caches and compiled code. */
const HELD_MAX = 48 * 1024 * 1024;
const SHAPES: [name: string, fields: string[]][] = [
  ...Object.entries(COMMANDS).map(([name, { request }]): [string, string[]] => [name, Object.keys(request.shape)]),
  ['watch', Object.keys(WatchRequest.shape)],
  ['register', Object.keys(RegisterRequest.shape)],
  ['page_challenge', Object.keys(PageChallenge.shape)],
  ['page_proof', Object.keys(PageProof.shape)],
  ['ping', []],
];

const home = homeForAll();
let right: RightValues;

beforeAll(async () => {
  right = await rightValues(home);
});

interface Raw {
  /** Sends frames all at once; returns the codes of what was refused. Throws when the connection ends. */
  all(frames: readonly string[]): Promise<string[]>;
  close(): void;
}

/** Keeps nothing of what it received but the codes. */
function rawOver(send: (line: string) => void, onLine: (listen: (line: string) => void) => void, close: () => void): Raw {
  let heard = (_line: string): void => undefined;
  onLine((line) => heard(line));
  return {
    all: (frames) =>
      new Promise((resolve, reject) => {
        const codes: string[] = [];
        let last = '';
        const timer = setTimeout(() => reject(new Error(`No answer in time; the last was ${last.slice(0, 300)}`)), 20_000);
        heard = (line) => {
          last = line;
          const frame = JSON.parse(line) as { type: string; reply_to?: string; payload: { code?: string } };
          if (frame.type === 'error') codes.push(frame.payload.code ?? '');
          if (frame.reply_to !== 'last') return;
          clearTimeout(timer);
          resolve(codes);
        };
        for (const frame of frames) send(frame);
        send('{"id":"last","type":"ping"}');
      }),
    close,
  };
}

async function agentOverTcp(): Promise<Raw> {
  const socket = connect(Number(home.gateway.ready.tcp?.split(':').at(-1)), '127.0.0.1').on('error', () => undefined);
  const raw = rawOver(
    (line) => void socket.write(`${line}\n`),
    (listen) =>
      createInterface({ input: socket })
        .on('line', listen)
        .on('error', () => undefined),
    () => socket.destroy(),
  );
  const register = { key: home.key, name: 'Mal', agent_id: 'mal', reconnect: true };
  await raw.all([
    JSON.stringify({ type: 'register', payload: register }),
    JSON.stringify({ type: 'join_room', payload: { room_id: right.room_id } }),
  ]);
  return raw;
}

async function ownerOverWebSocket(): Promise<Raw> {
  const socket = new WebSocket(home.gateway.ready.ws, { headers: home.owner.socketHeaders() });
  await new Promise((resolve) => socket.once('open', resolve));
  await home.owner.prove({
    request: (type, payload) =>
      new Promise((resolve) => {
        socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8')) as ServerFrame));
        socket.send(JSON.stringify({ id: 'entering', type, payload }));
      }),
  });
  return rawOver(
    (line) => socket.send(line),
    (listen) => socket.on('message', (data: Buffer) => listen(data.toString('utf8'))),
    () => socket.close(),
  );
}

function usedAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

function expectCodes(name: string, codes: readonly string[]): void {
  const strange = [...new Set(codes)].filter((code) => !isErrorCode(code) || code === 'internal_error');
  expect([name, strange]).toEqual([name, []]);
}

async function tell(raw: Raw, name: string, fields: readonly string[], values: readonly string[]): Promise<number> {
  const payloads = payloadsFor(right, fields, values);
  expectCodes(name, await raw.all(payloads.map((payload) => `{"id":"x","type":"${name}","payload":${payload}}`)));
  return payloads.length;
}

it('there are enough of them, each is JSON, and they are unlike each other', () => {
  expect(HOSTILE_VALUES.length * SHAPES.length).toBeGreaterThan(300);
  expect(HOSTILE_VALUES.length).toBeGreaterThan(150);
  for (const value of [...HOSTILE_VALUES, ...HOSTILE_FEW]) expect(() => void JSON.parse(value)).not.toThrow();
});

const isForAdmins = (name: string): boolean => isCommandName(name) && COMMANDS[name].right === 'admin';

describe.each([
  ['an agent over TCP', agentOverTcp, (name: string) => (isForAdmins(name) ? HOSTILE_FEW : HOSTILE_VALUES)],
  ['the owner over WebSocket', ownerOverWebSocket, (name: string) => (isForAdmins(name) ? HOSTILE_VALUES : HOSTILE_FEW)],
] as const)('From %s,', (_who, open, valuesFor) => {
  it('every field of every frame may be anything', { timeout: 120_000 }, async () => {
    const raw = await open();
    let told = 0;
    for (const [name, fields] of SHAPES) told += await tell(raw, name, fields, valuesFor(name));
    const before = usedAfterCollection();
    for (const [name, fields] of SHAPES) told += await tell(raw, name, fields, HOSTILE_FEW);
    expect(usedAfterCollection() - before).toBeLessThan(HELD_MAX);
    expect(told).toBeGreaterThan(5_000);
    raw.close();
    expect(home.logged).toEqual([]);
  });

  it('so may the parts of the frame itself', async () => {
    const raw = await open();
    const parts = HOSTILE_VALUES.flatMap((value) => [
      value,
      `{"id":${value},"type":"ping"}`,
      `{"id":"x","type":${value}}`,
      `{"id":"x","type":"room_tip","payload":{"room_id":"lobby"},"reply_to":${value},"__proto__":${value}}`,
    ]);
    expectCodes('frame', await raw.all(parts));
    raw.close();
    expect(home.logged).toEqual([]);
  });
});

it('after all that the home is as good as new', async () => {
  const [ada, rune] = [await home.agent('Ada', { agent_id: 'ada', reconnect: true }), await home.agent('Rune')];
  const made = await ada.request('create_room', { name: newId(), public: true });
  const { room_id } = made.payload as { room_id: string };
  for (const each of [ada, rune]) expect((await each.request('join_room', { room_id })).type).toBe('ok');
  expect((await ada.request('send_message', { room_id, content: 'Still here?' })).payload).toMatchObject({ seq: 1 });
  await rune.waitFor(({ type, payload }) => type === 'message_received' && JSON.stringify(payload).includes('Still here?'));
  expect((await home.owner.get('/api/rooms')).status).toBe(200);
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
  expect(home.logged).toEqual([]);
});
