import { describe, expect, it } from 'vitest';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { MESSAGE_BYTES_MAX, STREAM_TOLD_EVERY_MS } from '../../../../src-shared/limits.ts';
import { createTestClock } from '../../testing/clock.ts';
import { EVERY_RIGHT } from '../actor.ts';
import { OpenStream } from './stream.ts';

function begin() {
  const clock = createTestClock();
  const sent: [at: number, text: string][] = [];
  const publish = (event: HomeEvent): void => {
    if (event.type === 'stream.delta') sent.push([event.at, event.text]);
  };
  const caller = { actor: { participant_id: 'ada', grant: EVERY_RIGHT }, seat: null };
  const shown = { id: 's', room_id: 'r', author_id: 'ada', reply_to: null, text: '', started_at: 0 };
  return { stream: new OpenStream({ publish, after: clock.after }, caller, shown), sent, clock };
}

describe('a stream', () => {
  it('sends the first text at once, and then what gathers, in turns', () => {
    const { stream, sent, clock } = begin();
    for (const text of ['a', 'b', 'c']) stream.append(text);
    expect(sent).toEqual([[0, 'a']]);
    clock.pass(STREAM_TOLD_EVERY_MS - 1);
    expect(sent).toHaveLength(1);
    clock.pass(1);
    expect(sent).toEqual([
      [0, 'a'],
      [1, 'bc'],
    ]);
    clock.pass(10 * STREAM_TOLD_EVERY_MS);
    stream.append('d');
    expect(sent.at(-1)).toEqual([3, 'd']);
    expect(stream.shown.text).toBe('abcd');
  });

  it('shows readers only what they were sent', () => {
    const { stream } = begin();
    stream.append('a');
    stream.append('b');
    expect([stream.shown.text, stream.text]).toEqual(['a', 'ab']);
    stream.flush();
    expect(stream.shown.text).toBe('ab');
  });

  it('sends nothing after its end', () => {
    const { stream, sent, clock } = begin();
    stream.append('a');
    stream.append('b');
    stream.close();
    clock.pass(STREAM_TOLD_EVERY_MS);
    expect(sent).toEqual([[0, 'a']]);
  });

  it('keeps a character whole that comes in two halves', () => {
    const { stream, sent, clock } = begin();
    const [first = '', second = ''] = '🌺'.split('');
    stream.append(`x${first}`);
    stream.append(second);
    clock.pass(STREAM_TOLD_EVERY_MS);
    expect(sent).toEqual([
      [0, 'x'],
      [1, '🌺'],
    ]);
  });

  it('replaces halves that stay alone', () => {
    const { stream, clock } = begin();
    for (const text of ['\udf3a', 'x\ud83c', 'y', '\ud83c']) stream.append(text);
    clock.pass(STREAM_TOLD_EVERY_MS);
    expect(stream.text).toBe('�x�y�');
    expect(stream.shown.text).toBe('�x�y');
  });

  it('takes as many bytes as a message has, and stays as it is when more come', () => {
    const { stream, clock } = begin();
    stream.append('€'.repeat(Math.floor(MESSAGE_BYTES_MAX / 3)));
    const { length } = stream.text;
    expect(() => stream.append('€')).toThrow('A message has at most 256 KiB.');
    expect(() => stream.append('\ud83c')).toThrow('A message has at most 256 KiB.');
    stream.append('x'.repeat(MESSAGE_BYTES_MAX % 3));
    expect(() => stream.append('x')).toThrow('A message has at most 256 KiB.');
    clock.pass(STREAM_TOLD_EVERY_MS);
    expect(stream.shown.text).toHaveLength(length + (MESSAGE_BYTES_MAX % 3));
  });
});
