// The check itself is checked: a step that is not taken must be found.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at, runTool } from '../lib/project.mjs';

interface Diagnostic {
  code: string;
  filename: string;
}

const PLACE = 'src-main/gateway/domain/rooms';

/** The body of an operation, and how many steps of it are not taken. */
const CODE: [file: string, code: string, forgotten: number][] = [
  ['a.ts', 'yield* tx.record({});', 0],
  ['b.ts', 'tx.record({});', 1],
  ['c.ts', 'const room = (yield* tx.reads.room(id))?.name;', 0],
  ['d.ts', 'const payload = { ...tx.reads.unread(id) };', 1],
  ['e.ts', 'tx.writes.deleteRoom({ id });', 1],
  ['f.ts', 'addMember(tx, { id });', 1],
  ['g.ts', 'yield* addMember(tx, { id });', 0],
  ['h.ts', "tx.stored('ada', tx.now); tx.posted(message, 7);", 0],
  ['i.ts', 'yield addMember(tx, { id });', 1],
  ['j.ts', 'return tx.nextSeq(id);', 1],
];

let project: string;
let found: string[];

beforeAll(async () => {
  project = await mkdtemp(path.join(os.tmpdir(), 'lanai-steps-'));
  await cp(at('.oxlintrc.json'), path.join(project, '.oxlintrc.json'));
  await cp(at('scripts/lint'), path.join(project, 'scripts/lint'), { recursive: true });
  await mkdir(path.join(project, PLACE), { recursive: true });
  for (const [file, code] of CODE) await writeFile(path.join(project, PLACE, file), `export function* run(tx: Tx) {\n${code}\n}\n`);
  const { output } = await runTool('oxlint/bin/oxlint', ['-f', 'json', 'src-main'], { capture: true, cwd: project });
  const { diagnostics } = JSON.parse(output) as { diagnostics: Diagnostic[] };
  found = diagnostics.filter(({ code }) => code === 'lanai(steps)').map(({ filename }) => path.basename(filename));
});
afterAll(() => rm(project, { recursive: true }));

it.each(CODE)('in %s, %s: %i', (file, _code, forgotten) => {
  expect(found.filter((each) => each === file)).toHaveLength(forgotten);
});
