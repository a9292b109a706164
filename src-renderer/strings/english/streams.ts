/** Messages that are being written. */
export const streamsWords = {
  stop: 'Stop',
  stopping: 'Stopping…',
  stopAgent: (name: string) => `Stop ${name}`,
  stopHint: 'Stop (Esc when the message field is empty)',
  isWriting: (name: string) => `${name} is writing`,
};
