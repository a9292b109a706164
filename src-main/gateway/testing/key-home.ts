// A home whose clock a test moves, with its owner connected, to make keys in.
import { expect } from 'vitest';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { AGENT_HEADER } from '../../../src-shared/http.ts';
import { newId } from '../../../src-shared/ids.ts';
import type { Limits } from '../../../src-shared/keys.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { startTestHome, type TestHome } from './home.ts';
import { ask } from './http-client.ts';
import { startedForAll, startedForEach, type Started } from './shared-home.ts';
import type { WireClient } from './wire-client.ts';

export interface KeyHome extends Started {
  readonly home: TestHome;
  readonly clock: TestClock;
  readonly owner: WireClient;
  makeKey(how?: object): Promise<Reply<'create_key'>>;
  makeRoom(how?: object): Promise<string>;
  limit(limits: Partial<Limits>): Promise<void>;
  /** The outcomes of coming in with a secret, over the wire and over HTTP: IN, OUT or something else. */
  comingIn(secret: string): Promise<unknown[]>;
}

export const IN = [true, 200];
export const OUT = ['unauthorized', 401];

export async function startKeyHome(dataDir?: string, clock = createTestClock()): Promise<KeyHome> {
  const home = await startTestHome({ now: clock.now, after: clock.after, ...(dataDir === undefined ? {} : { dataDir }) });
  const owner = await home.socketOf(home.owner);
  return {
    home,
    clock,
    owner,
    logged: home.logged,
    close: () => home.close(),
    async makeKey(how = {}) {
      return COMMANDS.create_key.reply.parse((await owner.request('create_key', { label: 'Bot', ...how })).payload);
    },
    async makeRoom(how = {}) {
      return COMMANDS.create_room.reply.parse((await owner.request('create_room', { name: newId(), ...how })).payload).id;
    },
    async limit(limits) {
      expect((await owner.request('set_limits', limits)).type).toBe('ok');
    },
    async comingIn(secret) {
      const line = await home.lines();
      const registered = await line.request('register', { key: secret, name: 'Bot' });
      line.close();
      const headers = { authorization: `Bearer ${secret}`, [AGENT_HEADER]: `Bot ${newId()}` };
      return [registered.type === 'ok' || codeOf(registered), (await ask(`${home.url}/api/rooms`, { headers })).status];
    },
  };
}

/** A new home for each test. */
export function keyHomeForEach(): KeyHome {
  return startedForEach(() => startKeyHome());
}

/** One home for all tests of a file or a block. */
export function keyHomeForAll(): KeyHome {
  return startedForAll(() => startKeyHome());
}

export function fieldOf({ payload }: { payload: unknown }, name: string): unknown {
  return typeof payload === 'object' && payload !== null ? Object.entries(payload).find(([key]) => key === name)?.[1] : undefined;
}

export function codeOf(frame: { payload: unknown }): unknown {
  return fieldOf(frame, 'code');
}
