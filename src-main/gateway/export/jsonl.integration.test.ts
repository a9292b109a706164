import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_RECORDS, ExportRecord } from '../../../src-shared/export-format.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { FILE_NAMES, HOSTILE_TEXT, PLAN, SECRETS, tellStory, type ExportStory } from '../testing/export-story.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { unzipped } from '../testing/zip.ts';
import type { ExportJob } from './job.ts';
import { folderSink, zipSink } from './sink.ts';
import { writeExport } from './write.ts';

const home = homeForAll();
let story: ExportStory;
let elsewhere: string;
beforeAll(async () => {
  story = await tellStory(home);
  elsewhere = mkdtempSync(path.join(tmpdir(), 'lanai-export-'));
});
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

function jobOf(more: Partial<ExportJob> = {}): ExportJob {
  const { rooms, ownerId } = story;
  return {
    ...{ folder: home.dataDir, format: 'jsonl', scope: 'home', exporter_id: ownerId, version: '0', now: Date.UTC(2026, 0, 2) },
    room_ids: [LOBBY_ID, rooms.garden, rooms.sealed, rooms.passing],
    ...more,
  };
}

async function exported(job: ExportJob): Promise<Map<string, Buffer>> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writeExport(job, zipSink(output, job.now))]);
  return unzipped(bytes);
}

function recordsIn(entries: ReadonlyMap<string, Buffer>): ExportRecord[] {
  const text = String(entries.get(EXPORT_RECORDS));
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => ExportRecord.parse(JSON.parse(line)));
}

const of = <T extends ExportRecord['type']>(records: ExportRecord[], type: T): Extract<ExportRecord, { type: T }>[] =>
  records.filter((each): each is Extract<ExportRecord, { type: T }> => each.type === type);

describe('An export as JSONL', () => {
  it('holds what its rooms hold, each participant before it is named, and its own counts at the end', async () => {
    const records = recordsIn(await exported(jobOf()));
    expect(records[0]).toMatchObject({ type: 'export', format: 1, scope: 'home', exporter_id: story.ownerId, encrypted_rooms: 1 });
    const messages = of(records, 'message');
    expect(records.at(-1)).toEqual({
      ...{ type: 'end', rooms: 2, participants: of(records, 'participant').length, messages: messages.length },
      ...{ tasks: 1, files: FILE_NAMES.length + 1, missing_files: [] },
    });
    const known = new Set<string>();
    for (const record of records) {
      if (record.type === 'participant') known.add(record.id);
      const named = record.type === 'message' ? [record.author_id, ...record.reactions.flatMap((each) => each.participant_ids)] : [];
      const members = record.type === 'room' ? record.member_ids : [];
      expect([...named, ...members].filter((id) => !known.has(id))).toEqual([]);
    }
    const { ids, ownerId, benId } = story;
    const called = (id: string) => messages.find((each) => each.id === id);
    expect(called(ids.first)).toMatchObject({ content: HOSTILE_TEXT, thread_id: ids.first, author_id: ownerId });
    expect(called(ids.reply)).toMatchObject({ reply_to: ids.first, reactions: [{ emoji: '👍', participant_ids: [ownerId] }] });
    expect(called(ids.inThread)).toMatchObject({ thread_id: ids.first, thread_only: true });
    expect(messages.find(({ content }) => content === 'the text after')?.edited_at).toEqual(expect.any(Number));
    const vote = called(ids.vote)?.vote;
    expect(vote).toMatchObject({ title: 'Tea?', options: ['<yes>', 'no'], tally: [2, 0] });
    expect(of(records, 'task')).toMatchObject([{ title: 'Water *the* plants', assignee_id: benId }]);
  });

  it('has each content once under its SHA-256, whatever its names', async () => {
    const entries = await exported(jobOf());
    const records = recordsIn(entries);
    const files = of(records, 'message').flatMap((message) => message.files);
    expect(files).toHaveLength(FILE_NAMES.length + 2);
    for (const { path: entry, sha256 } of files) {
      expect(entry).toBe(`files/${sha256}`);
      const content = entries.get(entry ?? '');
      expect(content && createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    const plans = files.filter(({ name }) => name === 'plan.txt' || name === 'again.txt');
    expect(new Set(plans.map((each) => each.path)).size).toBe(1);
    expect(entries.get(plans[0]?.path ?? '')?.equals(PLAN)).toBe(true);
    for (const name of entries.keys()) expect(name).toMatch(/^(?:export\.jsonl|files\/[0-9a-f]{64})$/);
  });

  it('has no deleted message, no earlier text, no room that was not named, and no secret', async () => {
    const text = String((await exported(jobOf())).get(EXPORT_RECORDS));
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    expect(text).not.toContain(story.ids.deleted);
    expect(text).not.toContain(story.rooms.sealed);
    expect(text).not.toContain(story.rooms.passing);
    expect(text).not.toMatch(/client_id|password|token|"role"|earlier_names/);
  });

  it('of own messages has no message, task or page of others, and no list of members', async () => {
    const records = recordsIn(await exported(jobOf({ scope: 'own', exporter_id: story.benId })));
    const messages = of(records, 'message');
    expect(messages.length).toBeGreaterThan(4);
    expect(messages.every(({ author_id }) => author_id === story.benId)).toBe(true);
    expect(of(records, 'task')).toEqual([]);
    expect(of(records, 'room').map(({ name, member_ids }) => [name, member_ids])).toEqual([
      ['lobby', []],
      [expect.stringContaining('garden'), []],
    ]);
    expect(messages.flatMap(({ files }) => files).map(({ name }) => name)).toEqual(['plan.txt', 'again.txt']);
  });

  it('is of one moment, while messages are written and deleted', async () => {
    const at = `/api/rooms/${LOBBY_ID}/messages`;
    const output = new PassThrough({ highWaterMark: 1 });
    const writing = writeExport(jobOf(), zipSink(output, 0));
    const last = (await story.ben.post(at, { content: 'too late' })).field('id');
    await story.owner.delete(`${at}/${last}`);
    const reply = (await story.ben.post(at, { content: 'much too late' })).field('id');
    const [bytes] = await Promise.all([buffer(output), writing]);
    const records = recordsIn(unzipped(bytes));
    expect(of(records, 'message').filter(({ content }) => content.includes('too late'))).toEqual([]);
    await story.ben.delete(`${at}/${reply}`);
  });

  it('names the contents that are missing', async () => {
    const files = of(recordsIn(await exported(jobOf())), 'message').flatMap((message) => message.files);
    const lost = files.find(({ name }) => name === 'plan.txt')?.sha256 ?? '';
    const place = path.join(home.dataDir, 'files', lost.slice(0, 2), lost.slice(2));
    const content = readFileSync(place);
    rmSync(place);
    const records = recordsIn(await exported(jobOf()));
    expect(records.at(-1)).toMatchObject({ missing_files: [lost] });
    expect(of(records, 'message').flatMap((message) => message.files.filter((each) => each.path === null))).toHaveLength(2);
    writeFileSync(place, content);
  });

  it('is the same as a folder', async () => {
    const folder = path.join(elsewhere, 'folder');
    await writeExport(jobOf(), folderSink(folder));
    const entries = await exported(jobOf());
    expect(readFileSync(path.join(folder, EXPORT_RECORDS)).equals(entries.get(EXPORT_RECORDS) ?? Buffer.alloc(0))).toBe(true);
    expect(readdirSync(path.join(folder, 'files')).length).toBe(entries.size - 1);
  });

  it('fails when its output fails, and waits for nothing', async () => {
    const output = new Writable({ write: (_piece, _encoding, taken) => taken(new Error('no room')) });
    await expect(writeExport(jobOf(), zipSink(output, 0))).rejects.toThrow('no room');
  });
});
