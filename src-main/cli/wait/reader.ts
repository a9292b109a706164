// Handles each message during a wait: shows it or not, counts it, saves the cursor, and says whether to go on.
import { CONVERSATION_END, kindsOf, type ChatMessage } from '../messages.ts';
import { EXIT } from '../failure.ts';
import type { Verdict } from './filter.ts';

export interface ReaderOptions {
  /** `first`: one message. `all`: all new messages, once there is one. `forever`: every message. */
  until: 'first' | 'all' | 'forever';
  verdict(message: ChatMessage): Verdict;
  show(message: ChatMessage): void;
  showThought(message: ChatMessage): void;
  /** It was shown, and need not come again. */
  onShown(message: ChatMessage): void;
  /** An expected participant gave a sign of life. */
  onLife(): void;
}

export interface Reader {
  onMessage(message: ChatMessage): boolean;
  onCaughtUp(): boolean;
  readonly shown: number;
  /** The exit code after something was shown. */
  readonly exitCode: number;
}

export function createReader({ until, verdict, show, showThought, onShown, onLife }: ReaderOptions): Reader {
  let shown = 0;
  let isEnded = false;
  return {
    onMessage(message) {
      const what = verdict(message);
      if (what !== 'unwanted') onLife();
      if (what === 'thought') showThought(message);
      if (what !== 'wanted') return true;
      show(message);
      // After it was shown: who is interrupted between the two is shown it again, and misses nothing.
      onShown(message);
      shown += 1;
      isEnded ||= kindsOf(message.metadata).kind === CONVERSATION_END;
      if (until === 'forever') return !isEnded;
      return until === 'all';
    },
    onCaughtUp: () => until === 'forever' || shown === 0,
    get shown() {
      return shown;
    },
    get exitCode() {
      return isEnded ? EXIT.peerEnded : EXIT.done;
    },
  };
}
