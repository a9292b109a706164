import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { english } from './english/english.ts';
import { lateEnglish } from './english/late.ts';

/** `strings.composer.send`, over several lines too. */
const READ = /\bstrings(?:\s*\.\s*\w+)+(?:\s*\[)?/g;
/** `const { send, sent: done } = strings.composer` */
const TAKEN = /\{([^{}]*)\}\s*=\s*(strings(?:\.\w+)*)\s*;/g;
/** `const said = strings.ui.secret[what]` */
const NAMED = /\b(\w+)\s*=\s*(strings(?:\.\w+)*)(\[[^\]]+\])?\s*;/g;
/** `said: () => strings.notify.notification` hands all of it on. */
const HANDED_ON = /\(\)\s*=>\s*(strings(?:\.\w+)+)\s*[,;)]/g;

test('every text of the catalogue is drawn somewhere', () => {
  const used = new Set(
    globSync('src-renderer/**/*.{ts,tsx}')
      .filter((file) => !/\.test\.tsx?$/.test(file) && !file.startsWith('src-renderer/strings/english/'))
      .flatMap((file) => pathsIn(readFileSync(file, 'utf8'))),
  );
  expect(used.size).toBeGreaterThan(100);
  expect(pathsOf({ ...english, ...lateEnglish }, 'strings').filter((path) => !isUsed(path, used))).toEqual([]);
});

test.each([
  ['draw(strings.a.b);', ['strings.a.b']],
  ['draw(\n  strings\n    .a.b,\n);', ['strings.a.b']],
  ['const { b, c: d } = strings.a;', ['strings.a', 'strings.a.b', 'strings.a.c']],
  ['draw(strings.a.b[kind]);', ['strings.a.b[']],
  ['const said = strings.a;\ndraw(said.b);', ['strings.a', 'strings.a.b']],
  ['const said = strings.a.b[kind];', ['strings.a.b[']],
  ['say({ said: () => strings.a.b, to });', ['strings.a.b', 'strings.a.b[']],
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
