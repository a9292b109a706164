import { expect, it } from 'vitest';
import { candidate, hostLabel } from './names.ts';

const labelOf = (name: string): string => hostLabel({ id: '0198a5c0-1234-7abc-8def-0123456789ab', name });

it.each([
  ['Maya', 'maya-lanai'],
  ["Maya's place", 'mayas-place-lanai'],
  ['Müllers Zuhause', 'mullers-zuhause-lanai'],
  ['  --a__b--  ', 'a-b-lanai'],
  ['My Lanai', 'my-lanai'],
  ['Lanai', 'lanai-89ab'],
  ['LANAI ', 'lanai-89ab'],
  ['まや', 'lanai-89ab'],
  ['', 'lanai-89ab'],
  ['evil.example', 'evil-example-lanai'],
  ['x'.repeat(80), `${'x'.repeat(50)}-lanai`],
])('the host name of a server called %j is %s', (name, label) => expect(labelOf(name)).toBe(label));

it('is a name that every resolver takes, with a number too', () => {
  for (const name of ['x'.repeat(80), `${'ab '.repeat(40)}`, '🌴🌴', "a'-lanai"])
    expect(candidate(labelOf(name), 99)).toMatch(/^(?!-)[a-z0-9-]{1,63}(?<!-)$/);
});

it('gets a number from the second attempt on', () => {
  expect([1, 2, 3].map((attempt) => candidate('maya-lanai', attempt))).toEqual(['maya-lanai', 'maya-lanai-2', 'maya-lanai-3']);
});
