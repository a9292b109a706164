/** Messages that are being written. */
export const streamsWords = {
  stop: 'Stop',
  stopping: 'Stopping…',
  stopAgent: (name: string) => `Stop ${name}`,
  stopHint: 'Stop (Esc, while you write nothing)',
};
