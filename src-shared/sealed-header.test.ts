import { describe, expect, it } from 'vitest';
import { doubtsOf, isForged, type Claimed, type SealedHeader } from './sealed-header.ts';

const NAME = `lsm1:${'A'.repeat(60)}`;
const header: SealedHeader = {
  v: 1,
  author_id: 'olga',
  room_id: 'vault',
  client_id: 'c1',
  kind: 'message',
  reply_to: null,
  edit_of: null,
  prev: null,
  sent_at: 1_000_000,
  files: [NAME.slice(0, 42)],
  text_bytes: 5,
};
const claimed: Claimed = {
  id: 'm1',
  author_id: 'olga',
  kind: 'chat',
  client_id: 'c1',
  reply_to: null,
  edited_at: null,
  created_at: 1_002_000,
  attachments: [{ name: NAME }],
};

describe("The home's facts of a sealed message", () => {
  it('agree with the sealed ones, and those left out are not compared', () => {
    expect(doubtsOf(header, claimed)).toEqual([]);
    expect(doubtsOf(header, { author_id: 'olga' })).toEqual([]);
    const edit = { ...header, kind: 'edit' as const, edit_of: 'm1', sent_at: 2_000_000 };
    expect(doubtsOf(edit, { ...claimed, edited_at: 2_000_100 })).toEqual([]);
  });

  it.each<[string, Partial<Claimed>]>([
    ['author', { author_id: 'gus' }],
    ['client', { client_id: 'c2' }],
    ['client', { client_id: null }],
    ['kind', { kind: 'decision' }],
    ['kind', { kind: 'thinking' }],
    ['reply', { reply_to: 'm0' }],
    ['edit', { edited_at: 1_000_000 }],
    ['files', { attachments: [] }],
    ['files', { attachments: [{ name: `lsm1:${'B'.repeat(60)}` }] }],
    ['time', { created_at: 9_000_000 }],
    ['time', { created_at: 1 }],
  ])('differs in its %s: %j', (doubt, change) => {
    expect(doubtsOf(header, { ...claimed, ...change })).toEqual([doubt]);
  });

  it('differs where an edit is shown as a first text, for another message, or a file name as a message', () => {
    const edit = { ...header, kind: 'edit' as const, edit_of: 'm1' };
    expect(doubtsOf(edit, claimed)).toEqual(['edit']);
    expect(doubtsOf(edit, { ...claimed, id: 'm2', edited_at: 1_000_000 })).toEqual(['edit']);
    expect(doubtsOf({ ...header, kind: 'file' }, claimed)).toEqual(['kind']);
  });

  it('differs where a page is shown as a message, as another version, or a message as a page', () => {
    const page: SealedHeader = { ...header, kind: 'page', page_version: 3 };
    const known: Claimed = { author_id: 'olga', version: 3, created_at: 1_002_000 };
    expect(doubtsOf(page, known)).toEqual([]);
    expect(doubtsOf(page, { ...known, version: 4 })).toEqual(['edit']);
    expect(doubtsOf(page, { ...known, author_id: 'gus' })).toEqual(['author']);
    expect(doubtsOf(page, claimed)).toEqual(['kind']);
    expect(doubtsOf(header, known)).toEqual(['kind', 'edit']);
  });

  it('is not proven of a blob without a header, which is no forgery', () => {
    expect(doubtsOf(null, claimed)).toEqual(['author_not_proven']);
    expect([isForged(['author_not_proven']), isForged(['time']), isForged([]), isForged(['time', 'author'])]).toEqual([
      ...[false, false, false],
      true,
    ]);
  });
});
