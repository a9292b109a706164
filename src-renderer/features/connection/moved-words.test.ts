import { expect, test } from 'vitest';
import { movedWords } from './moved-words.ts';

const web = { port: 4510, to: 'http://127.0.0.1:4512' };
const agents = { port: 4511, to: '127.0.0.1:4513' };

test('nothing is said while the home has its ports, does not run, or is seen in a browser', () => {
  expect(movedWords({ state: 'ready', web: null, agents: null })).toBeNull();
  expect(movedWords({ state: 'starting' })).toBeNull();
  expect(movedWords(null)).toBeNull();
});

test('the text names the port in use and the address of the home', () => {
  expect(movedWords({ state: 'ready', web, agents: null })).toMatch(
    /^Port 4510 is used by another program\. .* http:\/\/127\.0\.0\.1:4512; /,
  );
  expect(movedWords({ state: 'ready', web: null, agents })).toMatch(/^Port 4511 is used by another program\. .* 127\.0\.0\.1:4513\.$/);
  const both = movedWords({ state: 'ready', web, agents });
  for (const each of ['Ports 4510 and 4511 are', web.to, agents.to]) expect(both).toContain(each);
});
