import { describe, expect, it } from 'vitest';
import { byAge, Rows } from './rows.ts';

interface Row {
  id: string;
  hash: string;
  owner: string | null;
  created_at: number;
}

const rows = (): Rows<Row, 'hash' | 'owner'> => new Rows<Row, 'hash' | 'owner'>(({ id }) => id, ['hash', 'owner']);
const row = (id: string, more: Partial<Row> = {}): Row => ({ id, hash: `hash of ${id}`, owner: 'ada', created_at: 1, ...more });
const ids = (found: Iterable<Row>): string => [...found].map(({ id }) => id).join(' ');

describe('Rows', () => {
  it('are found by their key and by each column', () => {
    const all = rows();
    for (const id of ['a', 'b']) all.put(row(id));
    expect(all.get('a')).toEqual(row('a'));
    expect(all.one('hash', 'hash of b')).toEqual(row('b'));
    expect(ids(all.with('owner', 'ada'))).toBe('a b');
    expect([all.get('c'), all.one('hash', 'other'), all.with('owner', 'unknown')]).toEqual([null, null, []]);
  });

  it('are found by their new values only after they were replaced, in the place that they had', () => {
    const all = rows();
    for (const id of ['a', 'b']) all.put(row(id));
    all.put(row('a', { hash: 'new', owner: 'grace' }));
    expect(all.one('hash', 'hash of a')).toBeNull();
    expect(all.one('hash', 'new')?.id).toBe('a');
    expect([ids(all.with('owner', 'ada')), ids(all.with('owner', 'grace')), ids(all.all())]).toEqual(['b', 'a', 'a b']);
  });

  it('may exchange a value', () => {
    const all = rows();
    for (const id of ['a', 'b']) all.put(row(id));
    all.put(row('a', { hash: 'hash of b' }));
    all.put(row('b', { hash: 'hash of a' }));
    expect([all.one('hash', 'hash of a')?.id, all.one('hash', 'hash of b')?.id]).toEqual(['b', 'a']);
  });

  it('are found by nothing after they were removed, also when they were removed as they are no longer', () => {
    const all = rows();
    all.put(row('a'));
    all.remove(row('a', { owner: null, hash: 'other' }));
    all.remove(row('a'));
    expect([all.get('a'), all.one('hash', 'hash of a'), all.with('owner', 'ada'), all.count('owner', 'ada')]).toEqual([null, null, [], 0]);
  });

  it('without a value in a column are not found by it, and counted with their own', () => {
    const all = rows();
    all.put(row('a', { owner: null }));
    all.put(row('b'));
    expect([all.count('owner', 'ada'), all.get('a')?.id]).toEqual([1, 'a']);
  });

  it('are sorted by their age, and those of one moment by their order', () => {
    expect(ids(byAge([row('a', { created_at: 2 }), row('b'), row('c')]))).toBe('b c a');
  });
});
