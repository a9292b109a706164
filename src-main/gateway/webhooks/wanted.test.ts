import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src-shared/objects.ts';
import type { Subscription } from '../../../src-shared/webhooks.ts';
import { isWanted } from './wanted.ts';

const ALL: Subscription = {
  id: 's',
  room_id: 'lobby',
  owner_id: 'ada',
  created_by: 'ada',
  key_id: null,
  webhook_url: 'https://example.org/',
  kinds: [],
  only_from: null,
  not_from: null,
  exclude_thinking: false,
  since_seq: 0,
  last_delivered_seq: 0,
  status: 'active',
  failure_count: 0,
  last_error: null,
  next_attempt_at: null,
  last_delivered_at: null,
  created_at: 0,
};
const SAID: Message = {
  id: 'm',
  room_id: 'lobby',
  seq: 1,
  author_id: 'rune',
  kind: 'chat',
  content: 'hi',
  reply_to: null,
  metadata: null,
  mentions: [],
  reactions: [],
  client_id: null,
  created_at: 0,
  edited_at: null,
  attachments: [],
  deleted_at: null,
};

function wants(filters: Partial<Subscription>, message: Partial<Message> = {}, author = 'Rune'): boolean {
  return isWanted({ ...ALL, ...filters }, { ...SAID, ...message }, author);
}

describe('A webhook', () => {
  it('without filters wants chat, thoughts and decisions', () => {
    for (const kind of ['chat', 'thinking', 'decision'] as const) expect(wants({}, { kind })).toBe(true);
    expect(wants({}, { metadata: 'odd' })).toBe(true);
  });

  it('never wants what the system says, nor what was taken back', () => {
    expect(wants({}, { metadata: { type: 'system' } })).toBe(false);
    expect(wants({}, { deleted_at: 1, content: '' })).toBe(false);
    // A decision is one, whatever its author wrote beside it.
    expect(wants({}, { kind: 'decision', metadata: { type: 'system' } })).toBe(true);
  });

  it('can go without thoughts', () => {
    expect(wants({ exclude_thinking: true })).toBe(true);
    expect(wants({ exclude_thinking: true }, { kind: 'thinking' })).toBe(false);
    expect(wants({ exclude_thinking: true }, { metadata: { type: 'thinking' } })).toBe(false);
  });

  it('wants one of its kinds', () => {
    const kinds = ['alert', 'report'];
    expect(wants({ kinds }, { metadata: { kind: 'report' } })).toBe(true);
    for (const metadata of [null, { kind: 'chat' }, { kind: ['alert'] }, 'alert']) expect(wants({ kinds }, { metadata })).toBe(false);
  });

  it('wants one author, or all but one, by name', () => {
    expect(wants({ only_from: 'Rune' })).toBe(true);
    expect(wants({ only_from: 'rune' })).toBe(false);
    expect(wants({ not_from: 'Rune' })).toBe(false);
    expect(wants({ not_from: 'Ada' })).toBe(true);
  });

  it('with several filters wants what passes all of them', () => {
    const filters = { kinds: ['alert'], only_from: 'Rune' };
    expect(wants(filters, { metadata: { kind: 'alert' } })).toBe(true);
    expect(wants(filters, { metadata: { kind: 'alert' } }, 'Ada')).toBe(false);
    expect(wants(filters, {})).toBe(false);
  });
});
