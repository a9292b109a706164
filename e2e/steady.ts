// The same picture every time: in the page the clock stands still, and what the home says of times and ids, which differ from
// run to run, is put in fixed ones on its way. What is drawn depends on nothing else that changes.
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';

/** The moment in which every picture is taken. */
export const NOW = Date.UTC(2026, 8, 18, 9, 41);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What happened first happened this long ago, and the next things two minutes after each other. */
const TALK_MS = 40 * MINUTE_MS;
const PAUSE_MS = 2 * MINUTE_MS;
/** With it nobody among those in the pictures has the colour of somebody else. */
const SALT = '127';

/**
 * To be called before the page goes anywhere. Its context should have a time zone of its own, too.
 * @param moments when one thing was over and the next began
 */
export async function makeSteady(page: Page, moments: readonly number[]): Promise<void> {
  const fixedIds = new Map<string, string>();
  await page.clock.setFixedTime(NOW);
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const home = socket.connectToServer();
    home.onMessage((frame) => socket.send(steadied(String(frame), fixedIds, moments)));
    socket.onMessage((frame) =>
      home.send(
        replaced(
          String(frame),
          [...fixedIds].map(([real, fixed]) => [fixed, real] as const),
        ),
      ),
    );
  });
}

function steadied(frame: string, fixedIds: Map<string, string>, moments: readonly number[]): string {
  const value: unknown = JSON.parse(frame);
  collectIds(value, fixedIds);
  const text = JSON.stringify(value, (key, each: unknown) =>
    key.endsWith('_at') && typeof each === 'number' ? fixedTime(each, moments) : each,
  );
  return replaced(text, [...fixedIds]);
}

/** Avatars take their colours from the ids of those they stand for. */
function collectIds(value: unknown, fixedIds: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('id' in value && 'name' in value && 'kind' in value && typeof value.id === 'string' && typeof value.name === 'string')
    fixedIds.set(value.id, idFor(value.name));
  for (const each of Object.values(value)) collectIds(each, fixedIds);
}

function idFor(name: string): string {
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
