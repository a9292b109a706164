// The check itself is checked: a text outside the catalogue must be found, and a string that is never shown must not.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at, runTool } from '../lib/project.mjs';

interface Diagnostic {
  code: string;
  filename: string;
}

const PLACE = 'src-renderer/ui';

/** Code of the interface, and how many of its texts belong into the catalogue. */
const CODE: [file: string, code: string, texts: number][] = [
  ['a.tsx', 'export const A = () => <p>Jump to latest</p>;', 1],
  ['b.tsx', 'export const A = () => <button aria-label="Close" title="Close it" />;', 2],
  ['c.tsx', "export const A = ({ isOn = true }) => <p>{isOn ? 'On' : 'Off'}</p>;", 2],
  ['d.tsx', "export const A = ({ name = '' }) => <img alt={`Picture of ${name}`} />;", 1],
  ['e.tsx', "export const A = ({ label = 'Loading' }) => <p>{label}</p>;", 1],
  ['f.tsx', "export const items = () => [{ label: 'Reply', icon: 'reply' }, { text: `${1} left` }];", 2],
  ['g.ts', "export const closing = () => 'closes now';", 1],
  ['h.ts', 'export const seen = (name: string) => `${name} was here`;', 1],
  [
    'i.tsx',
    "import { words } from './w.ts';\nexport const A = () => <p title={words.ui.close}>{words.ui.more(2)} · +3<b>Lanai</b></p>;",
    0,
  ],
  ['j.tsx', 'export const A = () => <p id="name" className="flex items-center">{\'a\'.length === 1 && 7}&nbsp;</p>;', 0],
  ['k.tsx', "export const A = ({ kind = 'x' }) => <p>{kind === 'agent' ? 1 : 2}</p>;", 0],
  ['l.ts', "export const fail = () => { throw new Error('The page has no place for the app.'); };", 0],
  ['o.ts', "export const f = (a: Promise<string>) => a.catch(() => 'it can be had again');", 0],
  ['m.ts', "export const keys = ['Escape', 'ArrowDown', 'lanai.language', 'text/plain', 'max-sm:min-h-11 flex-1'];", 0],
  ['n.test.tsx', 'export const A = () => <p>Jump to latest</p>;', 0],
];

let project: string;
let found: string[];

beforeAll(async () => {
  project = await mkdtemp(path.join(os.tmpdir(), 'lanai-words-'));
  await cp(at('.oxlintrc.json'), path.join(project, '.oxlintrc.json'));
  await cp(at('scripts/lint'), path.join(project, 'scripts/lint'), { recursive: true });
  await mkdir(path.join(project, PLACE), { recursive: true });
  for (const [file, code] of CODE) await writeFile(path.join(project, PLACE, file), `${code}\n`);
  const { output } = await runTool('oxlint/bin/oxlint', ['-f', 'json', 'src-renderer'], { capture: true, cwd: project });
  const { diagnostics } = JSON.parse(output) as { diagnostics: Diagnostic[] };
  found = diagnostics.filter(({ code }) => code === 'lanai(words)').map(({ filename }) => path.basename(filename));
});
afterAll(() => rm(project, { recursive: true }));

it.each(CODE)('in %s, %s: %i', (file, _code, texts) => {
  expect(found.filter((each) => each === file)).toHaveLength(texts);
});
