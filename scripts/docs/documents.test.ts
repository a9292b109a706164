import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src-shared/commands/index.ts';
import { ENDPOINTS } from '../../src-shared/endpoints/index.ts';
import { EVENTS } from '../../src-shared/events/index.ts';
import { DOCUMENTS } from './documents.ts';
import { COMMAND_GROUPS, ENDPOINT_GROUPS, EVENT_GROUPS } from './groups.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const namesIn = (groups: Readonly<Record<string, object>>): string[] => Object.values(groups).flatMap((rows) => Object.keys(rows));

describe.each(Object.entries(DOCUMENTS))('%s', (file, make) => {
  const text = make();

  it('is as the rows have it; `npm run docs` writes it', () => {
    expect(readFileSync(path.join(ROOT, file), 'utf8')).toBe(text);
  });

  it('has no word that stands for a missing value', () => {
    expect(text).not.toMatch(/\bundefined\b|\[object |NaN/);
  });

  it('links only to headings that are there', () => {
    const anchors = (of: string): Set<string> => new Set([...of.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));
    const links = [...text.matchAll(/\]\(([a-z-]*\.md)?#([^)]+)\)/g)].map(([, target = '', anchor = '']) => ({ target, anchor }));
    for (const [target, linked] of Map.groupBy(links, (link) => link.target)) {
      const there = anchors(target === '' ? text : (DOCUMENTS[`docs/${target}`]?.() ?? ''));
      expect(linked.map(({ anchor }) => anchor).filter((anchor) => !there.has(anchor))).toEqual([]);
    }
  });
});

describe('the groups', () => {
  it.each([
    ['commands', COMMAND_GROUPS, COMMANDS],
    ['endpoints', ENDPOINT_GROUPS, ENDPOINTS],
    ['events', EVENT_GROUPS, EVENTS],
  ])('have all %s, each once', (_what, groups, rows) => {
    expect(namesIn(groups).sort()).toEqual(Object.keys(rows).sort());
  });
});

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
