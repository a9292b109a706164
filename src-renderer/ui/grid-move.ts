/** Where an arrow leads in a grid that is filled line by line; null for another key. It stops at the edges. */
export function gridMove(key: string, at: number, count: number, columns: number): number | null {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
  if (step === undefined || count === 0) return null;
  const next = at + step;
  if (next < 0) return key === 'ArrowUp' ? at : 0;
  if (next < count) return next;
  // Into a last line that is shorter.
  const isLastLine = Math.floor(at / columns) === Math.floor((count - 1) / columns);
  return isLastLine && key === 'ArrowDown' ? at : count - 1;
}
