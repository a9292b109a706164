import { expect, it } from 'vitest';
import { waveformOf } from './waveform.ts';

it('shows where a recording is loud, in proportion to its loudest part', () => {
  const samples = Float32Array.from({ length: 400 }, (_, at) => (at < 100 ? 0 : at < 200 ? 0.1 : at < 300 ? -0.2 : 0.4));
  const expected = [0, 0.25, 0.5, 1];
  waveformOf(samples, 4).forEach((level, at) => expect(level).toBeCloseTo(expected[at] ?? NaN));
});

it('is flat for silence and for nothing, and has no gap when there are fewer samples than parts', () => {
  expect(waveformOf(new Float32Array(100), 3)).toEqual([0, 0, 0]);
  expect(waveformOf(new Float32Array(0), 3)).toEqual([0, 0, 0]);
  expect(waveformOf(Float32Array.of(0.5), 2)).toEqual([0, 1]);
});
