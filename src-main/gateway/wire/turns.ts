// The order of one connection's frames. Messages may be on their way together, since the writer keeps their order and
// shares one wait for the disk among them; anything else waits for what came before it.

interface Turn {
  isShared: boolean;
  work(): Promise<void>;
}

export interface TurnsOptions {
  /** More than this waiting: the transport should stop reading. */
  high: number;
  low: number;
  onHigh(): void;
  onLow(): void;
}

export function createTurns({ high, low, onHigh, onLow }: TurnsOptions) {
  const waiting: Turn[] = [];
  let running = 0;
  let isExclusive = false;
  let isHigh = false;

  function next(): void {
    for (let turn = waiting[0]; turn; turn = waiting[0]) {
      if (isExclusive || (!turn.isShared && running > 0)) return;
      waiting.shift();
      running += 1;
      isExclusive = !turn.isShared;
      turn.work().then(done, done);
    }
  }

  function done(): void {
    running -= 1;
    isExclusive = false;
    next();
    if (isHigh && waiting.length + running <= low) {
      isHigh = false;
      onLow();
    }
  }

  return {
    /** `work` handles its own failures. */
    take(turn: Turn): void {
      waiting.push(turn);
      next();
      if (!isHigh && waiting.length + running > high) {
        isHigh = true;
        onHigh();
      }
    },
  };
}
