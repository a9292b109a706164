/**
 * How loud a recording is from its start to its end: `count` figures from 0 to 1, of which the loudest is 1. The loudness is the
 * root mean square of each part, which is nearer to what is heard than its peak. Silence is all 0.
 */
export function waveformOf(samples: Float32Array, count: number): number[] {
  const levels = Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * samples.length) / count);
    const to = Math.floor(((part + 1) * samples.length) / count);
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += (samples[at] ?? 0) ** 2;
    return to > from ? Math.sqrt(sum / (to - from)) : 0;
  });
  const loudest = Math.max(...levels);
  return loudest === 0 ? levels : levels.map((level) => level / loudest);
}
