export interface Timer {
  /** Calls back once after so many milliseconds; returns its cancel. */
  after(ms: number, run: () => void): () => void;
}
