// The other homes of this user: addresses and names. The sign-ins are in the partitions, so nothing here is secret.
import { readdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { parseUrl } from '../parse-url.ts';
import { HomeId } from './identity.ts';
import { writeSettings } from '../settings-file.ts';

export const HOMES_MAX = 20;
/** Before the id, in the name of a partition. */
export const PARTITION_PREFIX = 'home-';
export const NAME_CHARS_MAX = 60;

const HomeRow = z.object({
  /** Random. It names the partition, and stays when the name or the address changes. */
  id: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  origin: z.string().check(z.refine((text) => homeOrigin(text) === text)),
  name: z.string().check(z.minLength(1), z.maxLength(NAME_CHARS_MAX)),
  /** The home that answered there first; null until one has. */
  home_id: z.nullable(HomeId),
  /** The user chose the name: the page does not change it any more. */
  is_renamed: z.boolean(),
});
export type HomeRow = z.infer<typeof HomeRow>;

export interface HomeList {
  /** The partitions that may hold a sign-in: of the list, and of files that were kept aside. Null: not all are known. */
  readonly kept: readonly string[] | null;
  all(): readonly HomeRow[];
  get(id: string): HomeRow | null;
  at(origin: string): HomeRow | null;
  /** The home at this address, which is added when it is new. Null when there are too many. */
  add(origin: string): HomeRow | null;
  change(id: string, part: Partial<Omit<HomeRow, 'id'>>): void;
  remove(id: string): void;
  /** Resolves when all changes are in the file. */
  written(): Promise<void>;
}

export async function openHomeList(file: string, now: () => Date = () => new Date()): Promise<HomeList> {
  const { rows: first, mayWrite } = await read(file, now());
  let rows = first;
  const keptAside = mayWrite ? await idsAside(file).catch(() => null) : null;
  let writing = Promise.resolve();
  let isWaiting = false;

  /** Only the newest list is written, however many come while one is. */
  function keep(next: HomeRow[]): void {
    rows = next;
    if (isWaiting || !mayWrite) return;
    isWaiting = true;
    writing = writing
      .then(() => {
        isWaiting = false;
        return writeSettings(file, rows);
      })
      .catch((error: unknown) => console.error('The list of other homes could not be written.', error));
  }

  return {
    kept: keptAside && [...first.map(({ id }) => id), ...keptAside],
    all: () => rows,
    get: (id) => rows.find((row) => row.id === id) ?? null,
    at: (origin) => rows.find((row) => row.origin === origin) ?? null,
    add(origin) {
      const known = rows.find((row) => row.origin === origin);
      if (known) return known;
      if (rows.length >= HOMES_MAX) return null;
      const row = { id: randomBytes(8).toString('hex'), origin, name: firstName(origin), home_id: null, is_renamed: false };
      keep([...rows, row]);
      return row;
    },
    change: (id, part) => keep(rows.map((row) => (row.id === id ? { ...row, ...part } : row))),
    remove: (id) => keep(rows.filter((row) => row.id !== id)),
    written: () => writing,
  };
}

interface ReadList {
  rows: HomeRow[];
  /** The old file would be lost: it cannot be read, and stays where it is. */
  mayWrite: boolean;
}

/** A damaged file is kept beside the new one, which has the rows that can be read. */
async function read(file: string, now: Date): Promise<ReadList> {
  let rows: HomeRow[] = [];
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    const read = readRows(content);
    if (!read.isDamaged) return { rows: read.rows, mayWrite: true };
    rows = read.rows;
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return { rows, mayWrite: true };
  }
  const aside = `${asideOf(file)}-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  try {
    await rename(file, aside);
    console.error(`The list of other homes cannot be read. It is kept as ${aside}.`);
    if (rows.length > 0) await writeSettings(file, rows);
    return { rows, mayWrite: true };
  } catch (error) {
    console.error('The list of other homes cannot be read, and could not be renamed. Changes of it are not kept.', error);
    return { rows, mayWrite: false };
  }
}

function readRows(content: unknown): { rows: HomeRow[]; isDamaged: boolean } {
  if (!Array.isArray(content)) return { rows: [], isDamaged: true };
  const rows: HomeRow[] = [];
  for (const each of content) {
    const row = HomeRow.safeParse(each).data;
    if (row && rows.length < HOMES_MAX && rows.every(({ id, origin }) => id !== row.id && origin !== row.origin)) rows.push(row);
  }
  return { rows, isDamaged: rows.length < content.length };
}

/** Whatever looks like the id of a home in the files that were kept aside. */
async function idsAside(file: string): Promise<string[]> {
  const names = await readdir(path.dirname(file));
  const aside = names.filter((name) => name.startsWith(asideOf(path.basename(file))));
  const texts = await Promise.all(aside.map((name) => readFile(path.join(path.dirname(file), name), 'utf8')));
  return texts.flatMap((text) => text.match(/[0-9a-f]{16}/g) ?? []);
}

function asideOf(file: string): string {
  return `${file}.damaged`;
}

/** The origin of an http or https address; null for others. */
export function homeOrigin(address: string): string | null {
  const url = parseUrl(address);
  return url && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '' ? url.origin : null;
}

/** Until the page has said its name. */
function firstName(origin: string): string {
  return new URL(origin).host.slice(0, NAME_CHARS_MAX);
}
