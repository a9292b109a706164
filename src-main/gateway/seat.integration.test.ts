// An agent without a connection takes part like the others: it has a room open from its own seat.
import { NO_ORIGIN } from './domain/audit/draft.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommandName, Reply, RequestInput } from '../../src-shared/commands/index.ts';
import { LOBBY_ID, PORTER_ID } from '../../src-shared/ids.ts';
import { ELECTION_MS } from '../../src-shared/limits.ts';
import { EVERY_RIGHT } from './domain/actor.ts';
import type { Commands } from './domain/core.ts';
import type { Seat } from './domain/presence/registry.ts';
import { commandsOf, startAll } from './feature.ts';
import { featuresOf } from './features.ts';
import { openServices, type Services } from './services.ts';
import { Stops } from './stops.ts';
import { createTestClock, type TestClock } from './testing/clock.ts';
import { testOptions } from './testing/home.ts';

let dataDir: string;
let logged: string[];
let stops: Stops;
let clock: TestClock;
let services: Services;
let commands: Commands;
const seat: Seat = { without: 'a connection' };

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-seat-'));
  logged = [];
  stops = new Stops((message) => void logged.push(message));
  clock = createTestClock();
  const options = { ...testOptions(dataDir, logged), after: clock.after, restart: () => Promise.resolve(), restoreProblem: null };
  services = await openServices(options, stops);
  const features = featuresOf(services);
  commands = commandsOf(features);
  await startAll(features, commands, stops);
  services.core.presence.connected(PORTER_ID, seat);
});
afterEach(async () => {
  await stops.runAll();
  rmSync(dataDir, { recursive: true });
  expect(logged).toEqual([]);
});

function ask<C extends CommandName>(participant_id: string, name: C, request: RequestInput<C>): Promise<Reply<C>> {
  const actor = { participant_id, grant: EVERY_RIGHT };
  return services.core.execute(commands, { actor, seat: participant_id === PORTER_ID ? seat : null, origin: NO_ORIGIN }, name, request);
}

it('it votes, is elected and decides, until its seat ends', async () => {
  const ownerId = services.core.directory.owner?.id ?? '';
  await ask(PORTER_ID, 'join_room', { room_id: LOBBY_ID });
  expect((await ask(ownerId, 'room_info', { room_id: LOBBY_ID })).present_ids).toEqual([PORTER_ID]);

  const vote = await ask(ownerId, 'create_vote', { room_id: LOBBY_ID, title: 'Ship it?', options: ['Yes', 'No'] });
  expect(vote.eligible_ids).toContain(PORTER_ID);
  expect((await ask(PORTER_ID, 'cast_vote', { vote_id: vote.id, option_index: 0 })).voted_ids).toContain(PORTER_ID);

  await ask(ownerId, 'elect_leader', { room_id: LOBBY_ID });
  clock.pass(ELECTION_MS);
  expect(services.floor.leads(LOBBY_ID, PORTER_ID)).toBe(true);
  expect((await ask(PORTER_ID, 'decision', { room_id: LOBBY_ID, content: 'We ship.' })).kind).toBe('decision');

  services.core.presence.disconnected(PORTER_ID, seat);
  expect((await ask(ownerId, 'room_info', { room_id: LOBBY_ID })).present_ids).toEqual([]);
});
