// Plays random acts against a server, and compares each outcome with that of a reference: the rules once more, as plain code without
// a database, a cache or an event.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { CommandName, Reply, RequestInput } from '../../../../src-shared/commands/index.ts';
import type { WireClient } from '../wire-client.ts';

/** An act succeeds, or is refused with this code. */
export type Outcome<T = unknown> = { reply: T } | { error: string };

export interface Player {
  readonly id: string;
  readonly client: WireClient;
}

export async function outcomeOf<C extends CommandName>(player: Player, type: C, payload: RequestInput<C>): Promise<Outcome<Reply<C>>> {
  const answer = await player.client.request(type, payload);
  if (answer.type !== 'error') {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the reply of the command that was asked
    return { reply: answer.payload as Reply<C> };
  }
  const code: unknown = answer.payload !== null && typeof answer.payload === 'object' && 'code' in answer.payload && answer.payload.code;
  return { error: String(code) };
}

export async function replyOf<C extends CommandName>(player: Player, type: C, payload: RequestInput<C>): Promise<Reply<C>> {
  const outcome = await outcomeOf(player, type, payload);
  if ('error' in outcome) throw new Error(`${type}: ${outcome.error}`);
  return outcome.reply;
}

/** `ok`, or the code of the refusal. */
export type Verdict = string;

export function verdictOf(outcome: Outcome): Verdict {
  return 'error' in outcome ? outcome.error : 'ok';
}

/** One game: a fresh place on the server, and the reference of it. */
export interface Game<Act> {
  /** Returns what the reference and the server say to it: the verdict, and the state where it can be read at once. */
  play(act: Act): Promise<{ expected: unknown; actual: unknown }>;
  /** Expects everything that a participant can read to be as in the reference. */
  end(): Promise<void>;
}

interface Games<Act> {
  acts: fc.Arbitrary<Act>;
  begin(): Promise<Game<Act>>;
  /** Acts of one game at most. */
  length: number;
}

/** `LANAI_FUZZ_CASES` plays so many acts in each test, and `LANAI_FUZZ_SEED` other ones. */
const CASES = Number(process.env.LANAI_FUZZ_CASES ?? 1_000);
const SEED = Number(process.env.LANAI_FUZZ_SEED ?? 20_261_203);

/** Long enough for a million acts. */
export const FUZZ_LIMIT_MS = 60_000 + CASES * 10;

/** Plays until enough acts were played. A game that ends otherwise than its reference is shortened to the acts that matter. */
export async function playAll<Act>({ acts, begin, length }: Games<Act>): Promise<void> {
  let played = 0;
  const game = fc.array(acts, { minLength: 1, maxLength: length, size: 'max' });
  await fc.assert(
    fc.asyncProperty(game, async (sequence) => {
      const { play, end } = await begin();
      for (const act of sequence) {
        played += 1;
        const { expected, actual } = await play(act);
        expect({ act, says: actual }).toEqual({ act, says: expected });
      }
      await end();
    }),
    { seed: SEED, numRuns: Math.ceil((CASES * 2) / length), endOnFailure: false },
  );
  expect(played).toBeGreaterThan(CASES / 2);
}
