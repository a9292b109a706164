import { expect, it } from 'vitest';
import { Listeners, PHASES, type ChangeListener } from './listeners.ts';

const change = { only_id: null, event: { type: 'room.removed', cursor: null, room_id: 'plan' } } as const;

it('the phases come in their order, however the listeners were added', () => {
  const listeners = new Listeners();
  const calls: string[] = [];
  const note =
    (name: string): ChangeListener =>
    () =>
      void calls.push(name);
  for (const phase of PHASES.toReversed()) for (const number of [1, 2]) listeners.add(note(`${phase} ${number}`), phase);
  listeners.call(change);
  expect(calls).toEqual(PHASES.flatMap((phase) => [`${phase} 1`, `${phase} 2`]));
});

it('a listener is not called after its end', () => {
  const listeners = new Listeners();
  let calls = 0;
  const end = listeners.add(() => (calls += 1), 'followers');
  listeners.call(change);
  end();
  listeners.call(change);
  expect(calls).toBe(1);
});
