import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../messages.ts';
import { cursorFile } from './cursor-file.ts';
import { createFilter } from './filter.ts';
import { createReader, type ReaderOptions } from './reader.ts';

function message(seq: number, more: Partial<ChatMessage> = {}): ChatMessage {
  const fields = { message_id: `m${seq}`, room_id: 'lobby', agent_id: 'bob', agent_name: 'Bob', content: 'x', metadata: null };
  return { ...fields, timestamp: '2026-01-02T03:04:05Z', seq, ...more };
}

describe('which messages are waited for', () => {
  const verdicts = (options: object) => {
    const verdict = createFilter('me', options);
    return {
      own: verdict(message(1, { agent_id: 'me' })),
      system: verdict(message(1, { metadata: { type: 'system' } })),
      vote: verdict(message(1, { metadata: { type: 'vote', vote_id: 'v' } })),
      thought: verdict(message(1, { metadata: { type: 'thinking' } })),
      decision: verdict(message(1, { metadata: { type: 'decision' } })),
      bob: verdict(message(1)),
      ada: verdict(message(1, { agent_id: 'ada', agent_name: 'Ada' })),
      asked: verdict(message(1, { metadata: { kind: 'question' } })),
    };
  };

  it("are all that are not one's own, thoughts or the system's", () => {
    expect(verdicts({})).toEqual({
      own: 'unwanted',
      system: 'unwanted',
      vote: 'unwanted',
      thought: 'thought',
      decision: 'wanted',
      bob: 'wanted',
      ada: 'wanted',
      asked: 'wanted',
    });
  });

  it('can be those of a participant, by name in any case or by id, or of everybody else', () => {
    expect(verdicts({ onlyFrom: ['BOB'] })).toMatchObject({ bob: 'wanted', ada: 'unwanted', thought: 'thought' });
    expect(verdicts({ onlyFrom: ['ada'] })).toMatchObject({ bob: 'unwanted', ada: 'wanted', thought: 'unwanted' });
    expect(verdicts({ notFrom: ['Bob'] })).toMatchObject({ bob: 'unwanted', ada: 'wanted', thought: 'unwanted' });
  });

  it('stay those of the first participant with the name, when another takes it later', () => {
    const known = createFilter('me', { onlyFrom: ['Olga'] }, [{ id: 'owner', name: 'Olga' }]);
    expect(known(message(1, { agent_id: 'gus', agent_name: 'Olga' }))).toBe('unwanted');
    expect(known(message(2, { agent_id: 'owner', agent_name: 'Olga Maria' }))).toBe('wanted');
    const first = createFilter('me', { onlyFrom: ['Bob'] });
    expect(first(message(1))).toBe('wanted');
    expect(first(message(2, { agent_id: 'gus' }))).toBe('unwanted');
  });

  it('can be those of a kind', () => {
    expect(verdicts({ onlyKind: ['question'] })).toMatchObject({ bob: 'unwanted', asked: 'wanted', thought: 'thought' });
  });
});

describe('reading', () => {
  function reading(until: ReaderOptions['until']) {
    const shown: number[] = [];
    const noted: number[] = [];
    const reader = createReader({
      until,
      verdict: createFilter('me', {}),
      show: ({ seq }) => void shown.push(seq),
      showThought: () => undefined,
      onShown: ({ seq }) => void noted.push(seq),
      onLife: () => undefined,
    });
    return { reader, shown, noted };
  }

  it('ends with the first message, and leaves the next to the next wait', () => {
    const { reader, shown, noted } = reading('first');
    expect([reader.onMessage(message(1, { agent_id: 'me' })), reader.onCaughtUp(), reader.onMessage(message(2))]).toEqual([
      true,
      true,
      false,
    ]);
    expect([shown, noted, reader.exitCode]).toEqual([[2], [2], 0]);
  });

  it('ends after all there is when it drains, however much that is', () => {
    const { reader, shown } = reading('all');
    for (let seq = 1; seq <= 2_000; seq += 1) expect(reader.onMessage(message(seq))).toBe(true);
    expect(reader.onCaughtUp()).toBe(false);
    expect(shown).toHaveLength(2_000);
  });

  it('says with its exit code that what was shown ended the conversation', () => {
    const end = { metadata: { kind: 'conversation_end' } };
    const first = reading('first').reader;
    first.onMessage(message(1, end));
    expect(first.exitCode).toBe(3);
    const follow = reading('forever').reader;
    expect([follow.onMessage(message(1)), follow.onCaughtUp(), follow.onMessage(message(2, end))]).toEqual([true, true, false]);
    const own = reading('forever').reader;
    expect(own.onMessage(message(1, { ...end, agent_id: 'me' }))).toBe(true);
  });
});

describe('the cursor file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'lanai-cursor-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => path.join(folder, name);

  it('is a number, there is none before the first, and nothing else is left lying about', () => {
    const file = cursorFile(at('c'));
    expect(file.read()).toBeNull();
    const place = { seq: 12, epoch: 5, at: 1_700_000_000_000 };
    file.write({ ...place, seq: 0 });
    file.write(place);
    expect([file.read(), readFileSync(at('c'), 'utf8'), readdirSync(folder)]).toEqual([place, '12 5 1700000000000\n', ['c']]);
  });

  it('of an older Lanai is the number alone', () => {
    writeFileSync(at('c'), '12\n');
    expect(cursorFile(at('c')).read()).toEqual({ seq: 12, epoch: null, at: 0 });
  });

  it('may be empty, as mktemp leaves it', () => {
    writeFileSync(at('c'), '\n');
    expect(cursorFile(at('c')).read()).toBeNull();
  });

  it.each(['x', '-1', '1.5', '12 13', '9'.repeat(20)])('with %j in it is refused rather than begun again', (content) => {
    writeFileSync(at('c'), content);
    expect(() => cursorFile(at('c')).read()).toThrow(/contains no number/);
  });

  it('that cannot be used is reported', () => {
    expect(() => cursorFile(at('none/c'))).toThrow(/cannot be used as a cursor file\. .*none.* does not exist\./);
    expect(() => cursorFile(folder).read()).toThrow(/cannot be used as a cursor file\. .*is a folder\./);
  });
});
