import { expect, test } from 'vitest';
import { startAsked, startDraftOf } from './start-draft.ts';

const draft = startDraftOf(null);

test('a program is typed as one line, and comes back as it was', () => {
  const typed = {
    ...draft,
    kind: 'program',
    command: 'scout "my notes.txt"',
    folder: ' /srv/scout ',
    variables: 'TOKEN, HOST  PORT,',
    callers: 'people',
  } as const;
  const start = {
    kind: 'program',
    command: 'scout',
    args: ['my notes.txt'],
    folder: '/srv/scout',
    variables: ['TOKEN', 'HOST', 'PORT'],
    callers: 'people',
  } as const;
  expect(startAsked(typed)).toEqual(start);
  expect(startAsked(startDraftOf({ ...start, args: [...start.args], variables: [...start.variables] }))).toEqual(start);
});

test('a folder that is not typed is one that only the agent has', () => {
  expect(startAsked({ ...draft, kind: 'program', command: 'scout', folder: '  ' })).toMatchObject({
    folder: null,
    args: [],
    variables: [],
    callers: 'owner',
  });
});

test('an address comes back as it was, and nothing is nothing', () => {
  const start = { kind: 'webhook', webhook_url: 'https://example.org/wake' } as const;
  expect(startAsked(startDraftOf(start))).toEqual(start);
  expect(startAsked(draft)).toBeNull();
});

test('a command or an address has to be typed', () => {
  expect(startAsked({ ...draft, kind: 'program', command: '  ' })).toBe('missing');
  expect(startAsked({ ...draft, kind: 'program', command: '""' })).toBe('missing');
  expect(startAsked({ ...draft, kind: 'webhook', address: '  ' })).toBe('missing');
});
