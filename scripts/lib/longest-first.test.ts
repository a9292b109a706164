import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import LongestFirst, { LONGEST } from './longest-first.mjs';
import { ROOT } from './project.mjs';

test('the files that begin first exist', () => {
  const found = globSync('{src-*,scripts}/**/*.integration.test.ts', { cwd: ROOT });
  const names = new Set(found.map((file) => path.basename(file)));
  expect(LONGEST.filter((name) => !names.has(name))).toEqual([]);
});

test('the slowest integration tests begin before all others, and after the unit tests', async () => {
  const file = (moduleId: string, groupOrder: number) => ({ moduleId, project: { name: 'x', config: { sequence: { groupOrder } } } });
  const given = [
    file('/a/short.integration.test.ts', 1),
    file(`/a/${LONGEST[1]}`, 1),
    file(`/a/${LONGEST[0]}`, 1),
    file('/a/unit.test.ts', 0),
  ];
  const context = { cache: { getTestSpecificationResult: () => ({ failed: false, duration: 1 }) } };
  const sorted = await new LongestFirst(context as never).sort(given as never);
  expect(sorted.map(({ moduleId }: { moduleId: string }) => path.basename(moduleId))).toEqual([
    'unit.test.ts',
    LONGEST[0],
    LONGEST[1],
    'short.integration.test.ts',
  ]);
});
