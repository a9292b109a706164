// `lanai export`: reads the database of the home, as its owner, whether the home runs or not.
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../../src-shared/errors.ts';
import { ExportFormat, isForOwn } from '../../../src-shared/exports.ts';
import { VERSION } from '../../../src-shared/version.ts';
import { EVERY_RIGHT } from '../domain/actor.ts';
import { Directory } from '../domain/directory.ts';
import { lastingRooms } from '../domain/policy.ts';
import { DATABASE_NAME } from '../store/backup/contents.ts';
import { clearUnfinished, PRIVATE_FILE, PRIVATE_FOLDER, syncFolder, unfinishedName } from '../store/backup/disk.ts';
import { openForReading } from '../store/database.ts';
import { createReads } from '../store/reads.ts';
import type { ExportCounts, ExportJob } from './job.ts';
import { folderSink, zipSink, type Sink } from './sink.ts';
import { writeExport } from './write.ts';

const OPTIONS = {
  'data-dir': { type: 'string', default: '.' },
  format: { type: 'string', default: 'jsonl' },
  room: { type: 'string' },
  own: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;
/** The name for standard output. */
const STREAM = '-';
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface Asked {
  room: string | null;
  own: boolean;
  format: ExportFormat;
}

export async function runCommand(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [out = ''] = positionals;
  const { room = null, own, force, json } = values;
  const format = ExportFormat.parse(values.format);
  if (own && !isForOwn(format)) throw new AppError('invalid_payload', 'Your own messages can be exported as jsonl, markdown or html.');
  const folder = path.resolve(values['data-dir']);
  const job = jobFor(folder, { room, own, format });
  if (out === STREAM) {
    await writeExport(job, zipSink(process.stdout, job.now));
    return;
  }
  const target = path.resolve(out);
  const counts = await writeBeside(job, target, force);
  const facts = { file: target, format, ...counts };
  process.stdout.write(`${json ? JSON.stringify(facts) : sentence(counts, target)}\n`);
}

function jobFor(folder: string, { room, own, format }: Asked): ExportJob {
  const file = path.join(folder, DATABASE_NAME);
  if (!existsSync(file)) throw new AppError('not_found', `There is no home in ${folder}.`);
  const db = openForReading(file);
  try {
    const directory = Directory.load(createReads(db));
    const owner = directory?.owner;
    if (!directory || !owner) throw new AppError('not_found', `The home in ${folder} has no owner yet.`);
    const readable = lastingRooms(directory, { participant_id: owner.id, grant: EVERY_RIGHT });
    const room_ids = room === null ? readable : [roomCalled(directory, readable, room)];
    const scope = own ? 'own' : room === null ? 'home' : 'room';
    return { folder, format, scope, exporter_id: owner.id, room_ids, version: VERSION, now: Date.now() };
  } finally {
    db.close();
  }
}

function roomCalled(directory: Directory, readable: readonly string[], asked: string): string {
  const rooms = readable.flatMap((id) => directory.room(id)?.room ?? []);
  const name = asked.replace(/^#/, '').toLowerCase();
  const found = rooms.find(({ id }) => id === asked) ?? rooms.find((room) => !room.direct && room.name.toLowerCase() === name);
  if (!found) throw new AppError('room_not_found', `There is no room "${asked}" that the owner can read.`);
  if (found.encrypted) throw new AppError('access_denied', 'The room is encrypted. The home cannot read it, so there is no export of it.');
  return found.id;
}

/** The export is there whole or not at all: it is written beside its place, and then put there. */
async function writeBeside(job: ExportJob, target: string, isForced: boolean): Promise<ExportCounts> {
  const isZip = target.toLowerCase().endsWith('.zip');
  if (existsSync(target) && !(isForced && isZip))
    throw new AppError('invalid_payload', `${target} exists already. Choose another place${isZip ? ', or use --force' : ''}.`);
  const parent = path.dirname(target);
  if (existsSync(parent)) clearUnfinished(parent);
  const fresh = path.join(parent, `${unfinishedName('exporting')}${isZip ? '.zip' : ''}`);
  const clear = (): void => rmSync(fresh, { recursive: true, force: true });
  const onEnd = (signal: NodeJS.Signals): void => {
    clear();
    process.stderr.write('The export was cancelled. Nothing was left behind.\n');
    process.exit(signal === 'SIGINT' ? 130 : 1);
  };
  for (const signal of ENDS) process.on(signal, onEnd);
  try {
    const counts = await writeExport(job, sinkAt(fresh, isZip, job.now));
    renameSync(fresh, target);
    syncFolder(parent);
    return counts;
  } catch (error) {
    if (isFull(error))
      throw new AppError('storage_full', 'The disk is full. There is no export, and nothing was left behind.', { cause: error });
    throw error;
  } finally {
    clear();
    for (const signal of ENDS) process.off(signal, onEnd);
  }
}

function sinkAt(place: string, isZip: boolean, now: number): Sink {
  if (isZip) return zipSink(createWriteStream(place, { flags: 'wx', mode: PRIVATE_FILE, flush: true }), now);
  mkdirSync(place, { mode: PRIVATE_FOLDER });
  return folderSink(place);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code));
}

function sentence({ rooms, messages, files, missing, encrypted_rooms }: ExportCounts, target: string): string {
  const what = `${messages} messages of ${rooms} rooms and ${files} files are in ${target}.`;
  const lost = missing === 0 ? '' : ` ${missing} files that messages name were not on the disk.`;
  const sealed = encrypted_rooms === 0 ? '' : ` ${encrypted_rooms} encrypted rooms are not in it.`;
  return `${what}${lost}${sealed} Rooms that the owner cannot read are in no export.`;
}
