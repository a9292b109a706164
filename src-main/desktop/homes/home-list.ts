// The other homes of this user: addresses and names. The sign-ins are in the partitions, so nothing here is secret.
import { rename } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { parseUrl } from '../parse-url.ts';
import { HomeId } from './identity.ts';
import { readSettings, writeSettings } from '../settings-file.ts';

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

const Homes = z.array(HomeRow).check(z.maxLength(HOMES_MAX), z.refine(areDistinct));

export interface HomeList {
  /** The file could not be read: there may be homes that are not in the list. */
  readonly wasDamaged: boolean;
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

export async function openHomeList(file: string): Promise<HomeList> {
  let rows = await read(file);
  const wasDamaged = existsSync(asideOf(file));
  let writing = Promise.resolve();

  function keep(next: HomeRow[]): void {
    rows = next;
    writing = writing
      .then(() => writeSettings(file, rows))
      .catch((error: unknown) => console.error('The list of other homes could not be written.', error));
  }

  return {
    wasDamaged,
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

/** A damaged file is kept beside the new one: the addresses in it are not lost. */
async function read(file: string): Promise<HomeRow[]> {
  const rows = await readSettings(file, (content) => Homes.parse(content));
  if (rows || !existsSync(file)) return rows ?? [];
  const aside = asideOf(file);
  console.error(`The list of other homes cannot be read. It is kept as ${aside}.`);
  await rename(file, aside).catch((error: unknown) => console.error('It could not be renamed.', error));
  return [];
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

function areDistinct(rows: readonly HomeRow[]): boolean {
  return new Set(rows.map(({ id }) => id)).size === rows.length && new Set(rows.map(({ origin }) => origin)).size === rows.length;
}
