// A key that goes to an input method does nothing in the app. Each file that acts on such keys asks `isComposing`. A file
// without that question would send half a word.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { at } from '../lib/project.mjs';

const RENDERER = at('src-renderer');
const HELPER = path.join('ui', 'composing.ts');
/** These have no text field: the keys of a menu, of the list of messages and of a message, and shortcuts with a modifier. */
const WITHOUT_TEXT = new Set([
  path.join('ui', 'menu.tsx'),
  path.join('features', 'search', 'use-room-search.ts'),
  path.join('features', 'timeline', 'use-list-keys.ts'),
  path.join('features', 'timeline', 'message-actions.tsx'),
]);
const ACTS_ON_KEYS = /\.key [!=]== '(?:Enter|Escape|Tab|Backspace)'|isShortcut\(/;

const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.tsx?$/.test(name));
const textOf = (name: string): string => readFileSync(path.join(RENDERER, name), 'utf8');

it('Every file that acts on Enter, Escape, Tab or Backspace asks whether an input method has the key', () => {
  const acting = files.filter((name) => ACTS_ON_KEYS.test(textOf(name)) && !WITHOUT_TEXT.has(name));
  expect(acting.length).toBeGreaterThan(5);
  expect(acting.filter((name) => !textOf(name).includes('isComposing(event)'))).toEqual([]);
});

it('There is one way to ask', () => {
  expect(files.filter((name) => name !== HELPER && /\.isComposing|keyCode/.test(textOf(name)))).toEqual([]);
});
