// The same snapshot every time: in the page the clock stands still, and times, ids, secrets, addresses and facts of the machine,
// which differ from run to run, are replaced by fixed ones on their way from the home. Nothing else on the screen changes.
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Diagnosis, Storage } from '../src-shared/maintenance.ts';
import type { Ready } from '../src-shared/host.ts';

/** The moment of every snapshot. */
export const NOW = Date.UTC(2026, 8, 18, 9, 41);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The first event happened this long ago, and the next things two minutes after each other. */
const TALK_MS = 40 * MINUTE_MS;
const PAUSE_MS = 2 * MINUTE_MS;
/** With it no two avatars in the snapshots have the same colour. */
const SALT = '262852';
/** The facts that the home reports of its machine and of itself. */
const MACHINE: Partial<Storage & Diagnosis> = {
  database_bytes: 1_140_000,
  index_bytes: 32_768,
  files_bytes: 24_000,
  free_bytes: 72_000_000_000,
  used_by: [
    { id: 'maya', name: 'Maya', is_key: false, bytes: 710_000 },
    { id: 'home', name: 'Agents on this computer', is_key: true, bytes: 240_000 },
  ],
  memory_bytes: 88_000_000,
  connections: 7,
  queued: 0,
  version: '0.1.0',
  node: '24.21.0',
  system: 'linux 6.1 x64',
  schema: '0012-reading',
  log: [],
};
const UUID = /^[\da-f]{8}-[\da-f-]{27}$/;
const SECRET = /\b(lan|inv)_[\w-]+/g;
const SECRET_LETTERS = 'Qm7vK2xTfW9pRz4LdN8sYb3HcG6jXaE5uVtMk1oPnIrBqSgUwJh';

/** Values that differ from run to run. */
export interface Passing {
  ready: Ready;
  /** When one thing was over and the next began. */
  moments?: readonly number[];
}

/** To be called before the page goes anywhere. Its context should have its own time zone, too. */
export async function makeSteady(page: Page, { ready, moments = [] }: Passing): Promise<void> {
  const fixedIds = new Map<string, string>();
  const places = fixedPlaces(ready);
  await page.clock.setFixedTime(NOW);
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const home = socket.connectToServer();
    home.onMessage((frame) => socket.send(replaced(steadied(String(frame), fixedIds, moments), places)));
    socket.onMessage((frame) =>
      home.send(
        replaced(
          String(frame),
          [...fixedIds].map(([real, fixed]) => [fixed, real] as const),
        ),
      ),
    );
  });
  await page.route('**/api/connect-info', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: replaced(await answer.text(), places) });
  });
}

function fixedPlaces({ url, tcp, keyFile }: Ready): [from: string, to: string][] {
  return [
    [new URL(url).host, '127.0.0.1:4510'],
    ...(tcp === null ? [] : [[tcp, '127.0.0.1:4511'] satisfies [string, string]]),
    [path.dirname(keyFile), '/home/maya/.lanai'],
    [process.execPath, '/usr/bin/node'],
    [path.join(import.meta.dirname, '../dist/cli/lanai.cjs'), '/opt/lanai/lanai.cjs'],
  ];
}

function steadied(frame: string, fixedIds: Map<string, string>, moments: readonly number[]): string {
  const value: unknown = JSON.parse(frame);
  collectIds(value, fixedIds);
  const text = JSON.stringify(value, (key, each: unknown) => {
    if (key.endsWith('_at') && typeof each === 'number') return fixedTime(each, moments);
    // The server chooses it by the ids of all participants: the one that follows from the fixed id is the same every time.
    if (key === 'color') return null;
    const fact: unknown = Object.hasOwn(MACHINE, key) ? Reflect.get(MACHINE, key) : undefined;
    // The version of a page is a number.
    return typeof fact === typeof each ? fact : each;
  });
  return replaced(text.replaceAll(SECRET, fixedSecret), [...fixedIds]);
}

/** As long as the real one, so that the layout is the same. */
function fixedSecret(secret: string, prefix: string): string {
  return `${prefix}_${SECRET_LETTERS.slice(0, secret.length - prefix.length - 1)}`;
}

/** Avatars take their colours from ids, and the instructions for agents contain ids of rooms. */
function collectIds(value: unknown, fixedIds: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('id' in value && 'name' in value && typeof value.id === 'string' && typeof value.name === 'string')
    // A participant keeps its first id when its name changes.
    if (('kind' in value || 'parent_id' in value) && UUID.test(value.id) && !fixedIds.has(value.id))
      fixedIds.set(value.id, fixedId(value.name));
  for (const each of Object.values(value)) collectIds(each, fixedIds);
}

/** The id that a person, an agent or a room of that name has in a steady page. */
export function fixedId(name: string): string {
  const hex = createHash('sha256').update(SALT).update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function replaced(text: string, pairs: readonly (readonly [from: string, to: string])[]): string {
  return pairs.reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

/** As far as the talk had come then; what was later was just now, or is so many whole hours away. */
function fixedTime(time: number, moments: readonly number[]): number {
  const over = moments.filter((moment) => moment <= time).length;
  if (over < moments.length) return NOW - TALK_MS + over * PAUSE_MS;
  return NOW + Math.round((time - Date.now()) / HOUR_MS) * HOUR_MS;
}
