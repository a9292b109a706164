// Removes files from the disk: at once when their message is deleted, after a day when they were never sent, and at the start the
// partial files of a killed process.
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { FILE_UNSENT_LIFETIME_MS } from '../../../../src-shared/limits.ts';
import type { Participant } from '../../../../src-shared/objects.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import { everySteadyHour, type After } from '../clock.ts';
import type { Core } from '../core.ts';

const BATCH = 200;

export interface FileSweepOptions {
  core: Core;
  blobs: Blobs;
  after: After;
  log(message: string, error: unknown): void;
}

/** Starts sweeping. Returns a function that stops it, and waits for a sweep in progress. */
export function startFileSweep({ core, blobs, after, log }: FileSweepOptions): () => Promise<void> {
  let isEnded = false;
  // One sweep at a time, in the order in which they were asked for.
  let work: Promise<void> = Promise.resolve();
  const plan = (sweep: () => Promise<void>): void => {
    work = work.then(() => (isEnded ? undefined : sweep())).catch((error: unknown) => log('Files could not be cleared away', error));
  };
  const pictures = new Map([...core.directory.participants()].map((each) => [each.id, pictureOf(each)]));
  const clearReplaced = (participant: Participant): void => {
    const before = pictures.get(participant.id) ?? null;
    pictures.set(participant.id, pictureOf(participant));
    if (before === null || before === pictureOf(participant)) return;
    plan(async () => {
      if ((await usedOf(core, [before])).size === 0) blobs.remove(before);
    });
  };
  const stop = core.onChange(({ event }) => {
    const isFreeing =
      (event.type === 'message.changed' && event.message.deleted_at !== null) ||
      event.type === 'room.changed' ||
      event.type === 'room.removed';
    if (isFreeing) plan(() => clearDropped(core, blobs));
    if (event.type === 'participant.changed') clearReplaced(event.participant);
  });
  plan(() => clearDropped(core, blobs));
  plan(() => clearUnknown(core, blobs));
  const cancel = everySteadyHour({ now: () => core.now(), after }, () => plan(() => clearUnsent(core, blobs)));
  return async () => {
    isEnded = true;
    stop();
    cancel();
    await work;
  };
}

function pictureOf(participant: Participant): string | null {
  return participant.picture ?? null;
}

async function clearUnsent(core: Core, blobs: Blobs): Promise<void> {
  await core.write('dropUnsentFiles', { before: core.now() - FILE_UNSENT_LIFETIME_MS });
  await clearDropped(core, blobs);
}

/** First the content, then the row: a process that is killed between them finds the row again. */
async function clearDropped(core: Core, blobs: Blobs): Promise<void> {
  for (;;) {
    const { value: dropped } = await core.archiveInOrder.droppedFiles(BATCH);
    const used = await usedOf(
      core,
      dropped.map(({ sha256 }) => sha256),
    );
    const gone = dropped.filter(({ sha256 }) => used.has(sha256) || blobs.remove(sha256));
    if (gone.length > 0) await core.write('forgetFiles', { ids: gone.map((each) => each.id) });
    // Content that another request is just storing stays for the next sweep.
    if (gone.length < BATCH) return;
  }
}

/**
 * Content that was stored before a process was killed, without its row. Older content than this home belongs to another database,
 * which was moved away, perhaps for a repair, and may return.
 */
async function clearUnknown(core: Core, blobs: Blobs): Promise<void> {
  const foundedAt = core.directory.room(LOBBY_ID)?.room.created_at ?? Infinity;
  let some: string[] = [];
  for await (const sha256 of blobs.all()) {
    some.push(sha256);
    if (some.length === BATCH) some = await removeUnused(core, blobs, some, foundedAt);
  }
  await removeUnused(core, blobs, some, foundedAt);
}

/** Returns those that are left to do: none. */
async function removeUnused(core: Core, blobs: Blobs, hashes: readonly string[], foundedAt: number): Promise<string[]> {
  const seemUsed = await usedOf(core, hashes);
  const unused: string[] = [];
  for (const sha256 of hashes) if (!seemUsed.has(sha256) && (await blobs.writtenAt(sha256)) >= foundedAt) unused.push(sha256);
  const used = await usedOf(core, unused);
  for (const sha256 of unused) if (!used.has(sha256)) blobs.remove(sha256);
  return [];
}

/**
 * Those contents that a file or a picture has. Exact until the next turn of the event loop: who is about to store one of them holds it
 * (blobs.ts) until its row was published.
 */
async function usedOf(core: Core, hashes: readonly string[]): Promise<Set<string>> {
  return hashes.length === 0 ? new Set() : new Set((await core.archiveInOrder.contentsInUse(hashes)).value);
}
