import { describe, expect, it } from 'vitest';
import { MESSAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import { errandOf, type Errand } from './porter-errands.ts';

describe('What Porter understands', () => {
  it.each<[string, Errand]>([
    ['@Porter hello', { do: 'greet' }],
    ['Good morning!', { do: 'greet' }],
    ['help', { do: 'help' }],
    ['@porter, what can you do?', { do: 'help' }],
    ['errands', { do: 'help' }],
    ['?', { do: 'help' }],
    ['thanks', { do: 'thanks' }],
    ['Thank you, Porter!', { do: 'thanks' }],
    ['who is here?', { do: 'list_present' }],
    ['@Porter who’s online', { do: 'list_present' }],
    ['who here has a key', { do: 'list_present' }],
    ['thankless', { do: 'unknown' }],
    ['make a room called garden', { do: 'make_room', name: 'garden', isPrivate: false }],
    ['Please make me a private room called "Our plans".', { do: 'make_room', name: 'Our plans', isPrivate: true }],
    ['create room #garden', { do: 'make_room', name: 'garden', isPrivate: false }],
    ['invite Sarah', { do: 'invite', name: 'Sarah' }],
    ['invite @Sarah!', { do: 'invite', name: 'Sarah' }],
    ['reinvite Sarah', { do: 'reinvite', name: 'Sarah' }],
    ['invite back Sarah', { do: 'reinvite', name: 'Sarah' }],
    ['revoke Sarah', { do: 'revoke', name: 'Sarah' }],
    ["revoke access of Sarah's access", { do: 'revoke', name: 'Sarah' }],
    ['who has access?', { do: 'list_access' }],
    ['how do I connect an agent?', { do: 'connect_agent' }],
    ['invite', { do: 'unknown' }],
    ['do not invite Sarah', { do: 'unknown' }],
    ['invitation for Sarah', { do: 'unknown' }],
    ['', { do: 'unknown' }],
  ])('%j', (text, errand) => {
    expect(errandOf(text)).toEqual(errand);
  });

  it('is found out soon, however long the text', () => {
    const start = process.cpuUsage();
    for (const text of [
      'invite '.repeat(30_000),
      `invite ${'a '.repeat(100_000)}"x`,
      `invite x${'!'.repeat(MESSAGE_BYTES_MAX - 10)}y`,
      `invite x${'!'.repeat(990)}y`,
      '@porter'.repeat(30_000),
    ])
      errandOf(text);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000);
  });
});
