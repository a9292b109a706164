import { describe, expect, it } from 'vitest';
import { upToDate } from './up-to-date.ts';

/** Reads one answer after another. Each one but those named is late: an event about its subject was sent meanwhile. */
function readsOf(answers: string[], { late }: { late: string[] }) {
  const read = async () => {
    const value = answers.shift() ?? 'none';
    const event = { type: 'vote.changed' as never, cursor: 9, vote: { id: value } } as never;
    const change = { only_id: null, event };
    return { cursor: 8, value, meanwhile: [change], later: late.includes(value) ? [change] : [] };
  };
  const readInOrder = async () => ({ cursor: 9, value: 'read in order' });
  return { read, readInOrder, isAbout: (event: unknown, value: string) => (event as { vote: { id: string } }).vote.id === value };
}

describe('An answer of the archive', () => {
  it('is given when no later event is about it', async () => {
    expect(await upToDate(readsOf(['first', 'second'], { late: [] }))).toBe('first');
  });

  it('is read again when a later event is about it', async () => {
    expect(await upToDate(readsOf(['first', 'second'], { late: ['first'] }))).toBe('second');
  });

  it('is read in order with the operations when three reads came too late', async () => {
    const late = ['first', 'second', 'third', 'fourth'];
    expect(await upToDate(readsOf([...late], { late }))).toBe('read in order');
  });

  it('is kept when a later event is about something else', async () => {
    const isAbout = () => false;
    expect(await upToDate({ ...readsOf(['first'], { late: ['first'] }), isAbout })).toBe('first');
  });
});
