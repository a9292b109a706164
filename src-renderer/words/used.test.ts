import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { english } from './english/english.ts';

/** `words.composer.send`, over several lines too. */
const READ = /\bwords(?:\s*\.\s*\w+)+(?:\s*\[)?/g;
/** `const { send, sent: done } = words.composer` */
const TAKEN = /\{([^{}]*)\}\s*=\s*(words(?:\.\w+)*)\s*;/g;
/** `const said = words.ui.secret[what]` */
const NAMED = /\b(\w+)\s*=\s*(words(?:\.\w+)*)(\[[^\]]+\])?\s*;/g;
/** `said: () => words.notify.notification` hands all of it on. */
const HANDED_ON = /\(\)\s*=>\s*(words(?:\.\w+)+)\s*[,;)]/g;

test('every text of the catalogue is drawn somewhere', () => {
  const used = new Set(
    globSync('src-renderer/**/*.{ts,tsx}')
      .filter((file) => !/\.test\.tsx?$/.test(file) && !file.startsWith('src-renderer/words/'))
      .flatMap((file) => pathsIn(readFileSync(file, 'utf8'))),
  );
  expect(used.size).toBeGreaterThan(100);
  expect(pathsOf(english, 'words').filter((path) => !isUsed(path, used))).toEqual([]);
});

test.each([
  ['draw(words.a.b);', ['words.a.b']],
  ['draw(\n  words\n    .a.b,\n);', ['words.a.b']],
  ['const { b, c: d } = words.a;', ['words.a', 'words.a.b', 'words.a.c']],
  ['draw(words.a.b[kind]);', ['words.a.b[']],
  ['const said = words.a;\ndraw(said.b);', ['words.a', 'words.a.b']],
  ['const said = words.a.b[kind];', ['words.a.b[']],
  ['say({ said: () => words.a.b, to });', ['words.a.b', 'words.a.b[']],
])('it is used in %s', (source, paths) => {
  expect([...new Set(pathsIn(source))].sort()).toEqual(paths);
});

/** With "[" at its end: everything that stands below it. */
function pathsIn(source: string): string[] {
  const read = (source.match(READ) ?? []).map((each) => each.replaceAll(/\s/g, ''));
  const taken = [...source.matchAll(TAKEN)].flatMap(([, names = '', from]) =>
    [...names.matchAll(/(\w+)\s*(?::\s*\w+\s*)?(?:,|$)/g)].map(([, name]) => `${from}.${name}`),
  );
  const named = [...source.matchAll(NAMED)]
    .filter(([, , , choice]) => choice === undefined)
    .flatMap(([, name, from]) => [...source.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, key]) => `${from}.${key}`));
  const handedOn = [...source.matchAll(HANDED_ON)].map(([, path]) => `${path}[`);
  return [...read, ...taken, ...named, ...handedOn];
}

function isUsed(path: string, used: ReadonlySet<string>): boolean {
  if (used.has(path)) return true;
  const above = path.split('.').slice(0, -1);
  return above.some((_each, index) => used.has(`${above.slice(0, index + 1).join('.')}[`));
}

function pathsOf(value: object, path: string): string[] {
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'object' && each !== null ? pathsOf(each, `${path}.${key}`) : [`${path}.${key}`],
  );
}
