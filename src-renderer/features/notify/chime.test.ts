import { afterEach, expect, test, vi } from 'vitest';
import { createChime } from './chime.ts';

afterEach(() => vi.unstubAllGlobals());

test('so soon after another a sound is not played', async () => {
  const { chime, context, pass } = setup({ resumesIn: 251 });
  await chime.play('call');
  pass(500);
  await chime.play('soft');
  expect(context.resumes).toBe(1);
  pass(600);
  await chime.play('soft');
  expect(context.resumes).toBe(2);
});

test('after the first touch the loudspeaker is free again', async () => {
  const { chime, context } = setup();
  chime.wake();
  await settled();
  expect(context).toMatchObject({ resumes: 1, state: 'suspended' });
});

test('the loudspeaker is open until the last note has ended', async () => {
  const { chime, context, tones } = setup();
  await chime.play('call');
  chime.wake();
  await settled();
  expect([tones.length, context.state]).toEqual([2, 'running']);
  tones.at(-1)?.dispatchEvent(new Event('ended'));
  expect(context.state).toBe('suspended');
});

test('it is free again after a sound that comes too late, and after one that cannot be played', async () => {
  const { chime, context, tones } = setup({ resumesIn: 251 });
  await chime.play('call');
  expect([tones.length, context.state]).toEqual([0, 'suspended']);
  const other = setup();
  vi.stubGlobal('GainNode', undefined);
  await expect(other.chime.play('call')).rejects.toThrow(TypeError);
  expect(other.context.state).toBe('suspended');
});

/** All promises that need nothing from outside are. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A context that is there after some milliseconds. */
function setup({ resumesIn = 0 } = {}) {
  let now = 10_000;
  const tones: EventTarget[] = [];
  const parameter = { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined };
  vi.stubGlobal(
    'GainNode',
    class {
      gain = parameter;
      connect = () => undefined;
    },
  );
  vi.stubGlobal(
    'OscillatorNode',
    class extends EventTarget {
      constructor() {
        super();
        tones.push(this);
      }
      connect = () => this;
      start = () => undefined;
      stop = () => undefined;
    },
  );
  const context = {
    state: 'suspended',
    currentTime: 0,
    resumes: 0,
    resume() {
      context.resumes += 1;
      context.state = 'running';
      now += resumesIn;
      return Promise.resolve();
    },
    suspend() {
      context.state = 'suspended';
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const chime = createChime(
    () => context as unknown as AudioContext,
    () => now,
  );
  return { chime, context, tones, pass: (ms: number) => void (now += ms) };
}
