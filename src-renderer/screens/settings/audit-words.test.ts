import { expect, it } from 'vitest';
import type { AuditEntry } from '../../../src-shared/audit.ts';
import { strings } from '../../strings/all-strings.ts';
import { auditDetails, auditSentence } from './audit-words.ts';

const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  ...{ id: '1', kind: 'revoke_access', topic: 'people', at: 0, last_at: 0, count: 1, by: { id: 'm', name: 'Maya', key: null } },
  ...{ entrance: null, address: null, browser: null, platform: null, about: { kind: 'person', id: 'g', name: 'Gus' }, facts: {} },
  ...more,
});

it('an entry is a sentence with who did it and to what', () => {
  expect(auditSentence(entry({}))).toBe('Maya ended the access of Gus');
  expect(auditSentence(entry({ by: { id: 'b', name: 'Bot', key: 'deploy' } }))).toBe('Bot (key “deploy”) ended the access of Gus');
  expect(auditSentence(entry({ by: null, kind: 'failed_sign_in', about: null }))).toBe('A sign-in failed');
  expect(auditSentence(entry({ kind: 'delete_room', about: { kind: 'room', id: 'r', name: null } }))).toBe('Maya deleted a private room');
});

it('every kind has its sentence, and one of a newer server is shown by its name', () => {
  for (const kind of Object.keys(strings.audit.did)) expect(auditSentence(entry({ kind }))).toMatch(/^[A-Z].+/);
  expect(auditSentence(entry({ kind: 'a_new_command' }))).toBe('Maya: a_new_command');
  expect(auditSentence(entry({ kind: 'toString' }))).toBe('Maya: toString');
});

it('an entry says whether the encryption of backups was turned on or off', () => {
  const encrypted = (facts: AuditEntry['facts']): string => auditSentence(entry({ kind: 'encrypt_backups', facts }));
  expect(encrypted({ has_passphrase: true })).toBe('Maya set a passphrase for backups');
  expect(encrypted({ has_passphrase: false })).toBe('Maya turned the encryption of backups off');
  expect(encrypted({})).toBe('Maya changed the encryption of backups');
});

it('a name that turns the direction of reading keeps it to itself', () => {
  expect(auditSentence(entry({ by: { id: 'm', name: 'مايا', key: null } }))).toBe('\u2068مايا\u2069 ended the access of Gus');
  expect(auditSentence(entry({ about: { kind: 'person', id: 'g', name: 'a\u202Eb' } }))).toContain('\u2068a\u202Eb\u2069');
});

it('the details say by which way, from where and what, and nothing about facts that it does not know', () => {
  const facts = { role: 'admin', room_ids: 1, max_uses: 2, secret_of_a_newer_server: 'x' };
  const details = auditDetails(entry({ facts, entrance: 'tailscale', address: '192.0.2.1', browser: 'firefox', platform: 'linux' }));
  expect(details).toEqual(['role: admin', 'only 1 room', '2 uses', 'Firefox on Linux', 'through Tailscale', 'from 192.0.2.1']);
  expect(auditDetails(entry({ facts: { lifetime_ms: 604_800_000 } }))).toEqual(['valid for 7 days']);
  expect(auditDetails(entry({ facts: { lifetime_ms: 43_200_000 } }))).toEqual(['valid for 12 hours']);
  expect(auditDetails(entry({ facts: { room_ids: null, days: null, reason: 'invite_used' } }))).toEqual([
    'every room',
    'forever',
    'a used invite',
  ]);
});

it('a tool server is shown with its address or its program', () => {
  const added = entry({ kind: 'add_tool_server', topic: 'settings', about: null });
  expect(auditDetails({ ...added, facts: { name: 'Search', 'runs.url': 'https://example.org/mcp' } })).toEqual([
    'name: Search',
    'https://example.org/mcp',
  ]);
  expect(auditDetails({ ...added, facts: { 'runs.command': '/usr/bin/search' } })).toEqual(['/usr/bin/search']);
});

it('an answer to an agent says what was decided', () => {
  const answered = entry({ kind: 'approval_resolve', topic: 'agents', about: { kind: 'agent', id: 'a', name: 'Rune' } });
  expect(auditSentence(answered)).toBe('Maya answered the agent Rune');
  expect(auditDetails({ ...answered, facts: { decision: 'session', title: 'Run the tests' } })).toEqual([
    'allowed for the session',
    '“Run the tests”',
  ]);
  expect(auditDetails({ ...answered, facts: { decision: 'of a newer server', title: null } })).toEqual([]);
});
