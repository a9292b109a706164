// Our own sounds: one or two soft notes, made while they are played. Nothing is fetched, so no rule for media is needed.
import type { Sound } from '../../../src-shared/notify/device.ts';

interface Note {
  hz: number;
  /** Seconds after the first. */
  at: number;
}

/** Two notes that rise for a call, a lower one for the rest. */
const NOTES: Record<Sound, { notes: readonly Note[]; loudness: number }> = {
  call: {
    notes: [
      { hz: 659.25, at: 0 },
      { hz: 880, at: 0.11 },
    ],
    loudness: 0.07,
  },
  soft: { notes: [{ hz: 523.25, at: 0 }], loudness: 0.04 },
};
const ATTACK_S = 0.012;
const RING_S = 0.45;
/** The end value of exponential ramps, which cannot reach zero. */
const SILENCE = 0.0001;
/** So soon after another, a sound says nothing new. */
const PAUSE_MS = 1_000;
/** A browser that lets nothing be heard before the page was touched would play it then: too late to mean anything. */
const PATIENCE_MS = 250;

export interface Chime {
  play(sound: Sound): Promise<void>;
  /** The user touched the page: from now on browsers allow sound. */
  wake(): void;
  close(): void;
}

/** Between two sounds the context is suspended: one that runs keeps the loudspeaker open, and the processor awake for silence. */
export function createChime(makeContext: () => AudioContext, now: () => number): Chime {
  let context: AudioContext | null = null;
  let lastAt = -PAUSE_MS;
  let sounding = 0;

  /** Also while it runs: it may be about to be suspended. */
  async function awake(): Promise<AudioContext> {
    context ??= makeContext();
    await context.resume();
    return context;
  }

  function rest(): void {
    if (sounding === 0) context?.suspend().catch(() => undefined);
  }

  function ended(): void {
    sounding -= 1;
    rest();
  }

  async function sound(notes: readonly Note[], loudness: number, askedAt: number): Promise<void> {
    const ready = await awake();
    const last = now() - askedAt <= PATIENCE_MS ? notes.map((note) => ring(ready, note, loudness)).at(-1) : undefined;
    if (last) last.addEventListener('ended', ended, { once: true });
    else ended();
  }

  return {
    async play(name) {
      const askedAt = now();
      if (askedAt - lastAt < PAUSE_MS) return;
      lastAt = askedAt;
      const { notes, loudness } = NOTES[name];
      sounding += 1;
      try {
        await sound(notes, loudness, askedAt);
      } catch (error) {
        ended();
        throw error;
      }
    },
    wake: () => void awake().then(rest, () => undefined),
    close: () => void context?.close().catch(() => undefined),
  };
}

function ring(context: AudioContext, { hz, at }: Note, loudness: number): OscillatorNode {
  const start = context.currentTime + at;
  const end = start + RING_S;
  const tone = new OscillatorNode(context, { type: 'sine', frequency: hz });
  const volume = new GainNode(context, { gain: SILENCE });
  volume.gain.setValueAtTime(SILENCE, start);
  volume.gain.exponentialRampToValueAtTime(loudness, start + ATTACK_S);
  volume.gain.exponentialRampToValueAtTime(SILENCE, end);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(end);
  return tone;
}
