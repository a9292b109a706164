import { describe, expect, it } from 'vitest';
import type { Commands } from './domain/core.ts';
import { commandsOf, startAll, type Feature } from './feature.ts';
import { Stops } from './stops.ts';

const answer = (): never => {
  throw new Error('not called here');
};

describe('Features', () => {
  it('answer the commands of all of them together', () => {
    const features = [
      { name: 'rooms', commands: { list_rooms: answer } },
      { name: 'sweep' },
      { name: 'search', commands: { search: answer } },
    ];
    expect(Object.keys(commandsOf(features))).toEqual(['list_rooms', 'search']);
  });

  it('are refused when two of them answer the same command', () => {
    const features = [
      { name: 'rooms', commands: { list_rooms: answer } },
      { name: 'others', commands: { list_rooms: answer } },
    ];
    expect(() => commandsOf(features)).toThrow('list_rooms is answered by two features: rooms and others.');
  });

  it('start in their order and end in reverse, also when one does not end in order', async () => {
    const calls: string[] = [];
    const logged: string[] = [];
    const feature = (name: string, end: () => void = () => undefined): Feature => ({
      name,
      start() {
        calls.push(`start ${name}`);
        return () => {
          calls.push(`end ${name}`);
          end();
        };
      },
    });
    const stops = new Stops((message, error) => void logged.push(`${message}: ${String(error)}`));
    await startAll([feature('first'), feature('second', answer), { name: 'idle' }, feature('third')], {} as Commands, stops);
    await stops.runAll();
    expect(calls).toEqual(['start first', 'start second', 'start third', 'end third', 'end second', 'end first']);
    expect(logged).toEqual(['A part of the home did not close in order: Error: not called here']);
    await stops.runAll();
    expect(calls).toHaveLength(6);
  });
});
