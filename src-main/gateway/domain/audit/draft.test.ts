import { expect, it } from 'vitest';
import { describe as describeRequest, originOf } from './draft.ts';

it('holds the named fields of a request, and nothing else', () => {
  const rule = { topic: 'keys', about: 'key_id', facts: ['label', 'rights', 'room_ids', 'missing'] } as const;
  const request = { key_id: 'k', label: 'Bot', rights: ['read', 'post'], room_ids: ['a', 'b'], secret: 'tomatoes', missing: undefined };
  expect(describeRequest(rule, request)).toEqual({
    topic: 'keys',
    about: { kind: 'key', id: 'k' },
    facts: { label: 'Bot', rights: 'read, post', room_ids: 2 },
  });
});

it('holds of an object its kind alone: a command of a tunnel may have a secret', () => {
  const { facts } = describeRequest(
    { topic: 'sharing', facts: ['way'] },
    { way: { kind: 'command', command: ['bore', '--secret', 'tomatoes'] } },
  );
  expect(facts).toEqual({ way: 'command' });
});

it('holds a field of an object by its path, and an address without its secrets', () => {
  const rule = { topic: 'settings', facts: ['name', 'runs.url', 'runs.command', 'base_url'] } as const;
  const facts = (request: object) => describeRequest(rule, request).facts;
  expect(facts({ name: 'Search', runs: { kind: 'http', url: 'https://maya:pass@example.org/mcp?key=tomatoes#x' } })).toEqual({
    name: 'Search',
    'runs.url': 'https://example.org/mcp',
  });
  const runs = { kind: 'command', command: '/usr/bin/search', args: ['--key', 'tomatoes'] };
  expect(facts({ runs })).toEqual({ 'runs.command': '/usr/bin/search' });
  expect(facts({ base_url: 'not an address, tomatoes' })).toEqual({ base_url: null });
  expect(facts({ runs: null })).toEqual({});
  expect(facts({ runs: 'url' })).toEqual({});
});

it('holds text on one line that leaves the text around it alone', () => {
  const { facts } = describeRequest(
    { topic: 'backups', facts: ['name', 'addresses'] },
    { name: 'a\u202Eb\nc', addresses: ['1', '\u2066x\r\n'] },
  );
  expect(JSON.stringify(facts)).not.toMatch(/\\n|\\r|[\u202E\u2066]/);
});

it.each([
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8::1'],
  ['ssh', null],
  ['<script>', null],
  [undefined, null],
])('takes %s for the address %s', (said, address) => {
  expect(originOf('network', said)).toEqual({ entrance: 'network', address });
});
