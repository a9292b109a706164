// The order of one connection's frames. Messages may be on their way together, since the writer keeps their order and
// shares one wait for the disk among them; anything else waits for what came before it.

interface Turn {
  isShared: boolean;
  /** How much of what may be on its way it is: its text is kept until it is done. */
  weight: number;
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
  /** The weight of all that waits or runs. */
  let load = 0;
  let isExclusive = false;
  let isHigh = false;
  const whenIdle: (() => void)[] = [];

  function next(): void {
    for (let turn = waiting[0]; turn; turn = waiting[0]) {
      if (isExclusive || (!turn.isShared && running > 0)) return;
      waiting.shift();
      running += 1;
      isExclusive = !turn.isShared;
      const { weight } = turn;
      turn.work().then(
        () => done(weight),
        () => done(weight),
      );
    }
  }

  function done(weight: number): void {
    running -= 1;
    load -= weight;
    isExclusive = false;
    next();
    if (running === 0) for (const run of whenIdle.splice(0)) run();
    if (isHigh && load <= low) {
      isHigh = false;
      onLow();
    }
  }

  return {
    /** Runs once nothing waits and nothing is under way: at once when that is now. */
    whenIdle(run: () => void): void {
      if (running === 0) run();
      else whenIdle.push(run);
    },
    /** `work` handles its own failures. */
    take(turn: Turn): void {
      waiting.push(turn);
      load += turn.weight;
      next();
      if (!isHigh && load > high) {
        isHigh = true;
        onHigh();
      }
    },
  };
}
