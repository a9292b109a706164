import { describe, expect, it } from 'vitest';
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import { isWanted } from './filter.ts';

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
  only_from_id: null,
  not_from_id: null,
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

const agent = (id: string, name: string, owner_id: string): Participant => ({
  ...{ kind: 'agent', id, name, type: 'connected', owner_id, capabilities: [], created_at: 0, color: null, description: null },
  removed_at: null,
});
const PEOPLE = [agent('cli-1', 'cli', 'ada'), agent('cli-2', 'cli', 'ada'), agent('cli-3', 'cli', 'gus'), agent('rune', 'Rune', 'ada')];

function wants(filters: Partial<Subscription>, message: Partial<Message> = {}): boolean {
  return isWanted({ ...ALL, ...filters }, { ...SAID, ...message }, { participant: (id) => PEOPLE.find((each) => each.id === id) ?? null });
}

describe('A webhook', () => {
  it('without filters wants chat, thoughts and decisions', () => {
    for (const kind of ['chat', 'thinking', 'decision'] as const) expect(wants({}, { kind })).toBe(true);
    expect(wants({}, { metadata: 'odd' })).toBe(true);
  });

  it('never wants what the system says, nor what was taken back', () => {
    expect(wants({}, { metadata: { type: 'system' } })).toBe(false);
    expect(wants({}, { kind: 'vote' })).toBe(false);
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

  it('wants one author, or all but one, by id', () => {
    expect(wants({ only_from_id: 'rune', only_from: null })).toBe(true);
    expect(wants({ only_from_id: 'ada', only_from: 'Rune' })).toBe(false);
    expect(wants({ not_from_id: 'rune' })).toBe(false);
    expect(wants({ not_from_id: 'ada' })).toBe(true);
  });

  it('chosen by a name means the agents of one owner that have it, and no others', () => {
    const only = { only_from_id: 'cli-1', only_from: 'cli' };
    expect(['cli-1', 'cli-2', 'cli-3', 'rune'].filter((author_id) => wants(only, { author_id }))).toEqual(['cli-1', 'cli-2']);
    expect(wants({ ...only, only_from: ' CLI ' }, { author_id: 'cli-2' })).toBe(true);
    expect(wants({ only_from_id: 'cli-1' }, { author_id: 'cli-2' })).toBe(false);
    expect(wants({ not_from_id: 'cli-1', not_from: 'cli' }, { author_id: 'cli-2' })).toBe(false);
  });

  it('chosen by a name without a bearer means the agents of its own owner that have it', () => {
    const only = { only_from: 'cli', owner_id: 'gus' };
    expect(['cli-1', 'cli-2', 'cli-3', 'gus'].filter((author_id) => wants(only, { author_id }))).toEqual(['cli-3']);
    expect(wants({ not_from: 'cli', owner_id: 'gus' }, { author_id: 'cli-3' })).toBe(false);
  });

  it('with several filters wants what passes all of them', () => {
    const filters = { kinds: ['alert'], only_from_id: 'rune' };
    expect(wants(filters, { metadata: { kind: 'alert' } })).toBe(true);
    expect(wants(filters, { metadata: { kind: 'alert' }, author_id: 'ada' })).toBe(false);
    expect(wants(filters, {})).toBe(false);
  });
});
