// Opens the file that a person chose, and finds the program that it is an export of.
import { stat } from 'node:fs/promises';
import type { ImportSource } from '../../../../src-shared/imports.ts';
import { DISCORD_FILE, isDiscord, readDiscord } from './discord.ts';
import { ELEMENT_FILE, isElement, readElement } from './element.ts';
import { headOf, partsOf } from './in-archive.ts';
import { isLanai, LANAI_FILE, readLanai } from './lanai.ts';
import { isMattermost, MATTERMOST_FILE, readMattermost } from './mattermost.ts';
import { readSlack, slackRoot } from './slack.ts';
import type { Items } from './stream.ts';
import { isTelegram, readTelegram, TELEGRAM_FILE } from './telegram.ts';
import { unusable } from './unusable.ts';
import { isWhatsApp, readWhatsApp, WHATSAPP_FILE } from './whatsapp.ts';
import { isZip, openZip, type Zip } from './zip.ts';

export interface Archive {
  path: string;
  /** The name that the person knows the file by. */
  name: string;
  size: number;
  /** Null: the file is no zip. */
  zip: Zip | null;
  now: number;
  /** Bytes of a file that is no zip were read. */
  onRead(bytes: number): void;
}

export interface Opened {
  source: ImportSource;
  read(): Items;
  /** Bytes of the file that were read so far. */
  done(): number;
  size: number;
}

interface Reader {
  program: string;
  /** The entries of a zip that it may read, and how they begin. */
  file: RegExp;
  begins(head: string): boolean;
  read(archive: Archive): Items;
}

/** In this order they are asked whether they take a file. Slack's export has no single file that says so. */
const READERS: Record<Exclude<ImportSource, 'slack'>, Reader> = {
  lanai: { program: 'Lanai', file: LANAI_FILE, begins: isLanai, read: readLanai },
  mattermost: { program: 'Mattermost', file: MATTERMOST_FILE, begins: isMattermost, read: readMattermost },
  element: { program: 'Element', file: ELEMENT_FILE, begins: isElement, read: readElement },
  telegram: { program: 'Telegram', file: TELEGRAM_FILE, begins: isTelegram, read: readTelegram },
  discord: { program: 'Discord', file: DISCORD_FILE, begins: isDiscord, read: readDiscord },
  whatsapp: { program: 'WhatsApp', file: WHATSAPP_FILE, begins: isWhatsApp, read: readWhatsApp },
};

/** Throws a sentence when no reader takes the file. `as`: null to find out. */
export async function openArchive(file: Pick<Archive, 'path' | 'name' | 'now'>, as: ImportSource | null): Promise<Opened> {
  const { size } = await stat(file.path);
  if (size === 0) throw unusable('The file is empty.');
  const zip = (await isZip(file.path)) ? await openZip(file.path) : null;
  let readBytes = 0;
  const archive: Archive = { ...file, size, zip, onRead: (bytes) => void (readBytes += bytes) };
  const source = await sourceOf(archive, as);
  return { source, read: () => reading(archive, source), done: () => zip?.readBytes() ?? readBytes, size };
}

async function sourceOf(archive: Archive, as: ImportSource | null): Promise<ImportSource> {
  for (const source of as === null ? SOURCES : [as]) if (await isFrom(archive, source)) return source;
  if (as === null) throw unusable('That file is not an export that can be read. See docs/import.md for those that can.');
  if (as === 'slack') throw unusable('That file is not an export of Slack: it has no lists of people and channels.');
  throw unusable(`That file is not an export of ${READERS[as].program}.`);
}

const SOURCES: readonly ImportSource[] = ['slack', 'lanai', 'mattermost', 'element', 'telegram', 'discord', 'whatsapp'];

async function isFrom(archive: Archive, source: ImportSource): Promise<boolean> {
  if (source === 'slack') return archive.zip !== null && slackRoot(archive.zip) !== null;
  const { file, begins } = READERS[source];
  const [first] = partsOf(archive, file);
  return first !== undefined && begins(await headOf(first));
}

function reading(archive: Archive, source: ImportSource): Items {
  if (source !== 'slack') return READERS[source].read(archive);
  const { zip } = archive;
  if (!zip) throw unusable('That file is not an export of Slack.');
  return readSlack({ ...archive, zip });
}
