// The sign-in of a program in a terminal. The server says which command runs; the desktop asks for it with a ticket, over the channel
// that only the desktop has. A page gets the ticket alone.
import { newSecret, hashSecret } from '../../domain/access/secrets.ts';
import type { TerminalCommand } from '../../../../src-shared/host.ts';
import type { ProgramRuns } from '../../../../src-shared/hosted-agents.ts';
import type { Ending } from '../hosted/ending.ts';
import type { Turn } from '../hosted/turn.ts';
import { ProgramFailed, sentenceFor, SignInNeeded } from './errors.ts';
import { knownProgram } from './known.ts';
import { plainLine } from './plain-line.ts';
import type { ProcessOptions } from './process.ts';
import type { InitializeResponse } from './connection.ts';

const TICKET_LIFETIME_MS = 60_000;
const TICKETS_MAX = 16;
const NAME_CHARS_MAX = 60;
const TITLE_CHARS_MAX = 200;
const WAYS_MAX = 8;
/** The way of a known program that offers none itself. */
const KNOWN = 'known';

export type SignInCommand = TerminalCommand;

type Way = { id: string; name: string } & (
  | { by: 'program'; args: readonly string[]; env: Readonly<Record<string, string>> }
  /** Another command of a known program. */
  | { by: 'command'; words: readonly string[] }
);

/** Those that the program offers for a terminal, or else that of a known program. */
export function waysOf({ command }: Pick<ProgramRuns, 'command'>, { authMethods }: Pick<InitializeResponse, 'authMethods'>): Way[] {
  const offered = (authMethods ?? []).flatMap((each): Way[] =>
    'type' in each && each.type === 'terminal'
      ? [{ id: each.id, name: plainLine(each.name, NAME_CHARS_MAX) || each.id, by: 'program', args: each.args ?? [], env: each.env ?? {} }]
      : [],
  );
  if (offered.length > 0) return offered.slice(0, WAYS_MAX);
  const known = knownProgram(command)?.sign_in ?? null;
  return known === null ? [] : [{ id: KNOWN, name: known, by: 'command', words: known.split(' ') }];
}

/** `launch`: how the program itself is started. Throws ProgramFailed when the command is not on this computer. */
export async function commandFor(
  way: Way,
  launch: ProcessOptions,
  place: (command: string) => Promise<string | null>,
): Promise<SignInCommand> {
  const { file, args, folder, env } = launch;
  if (way.by === 'program') {
    const all = [...args, ...way.args];
    return { file, args: all, folder, env: { ...env, ...way.env }, title: titleOf([file, ...all]), proves: true };
  }
  const [command = '', ...given] = way.words;
  const found = await place(command);
  if (found === null) throw new ProgramFailed({ why: 'no command', command });
  return { file: found, args: given, folder, env, title: way.name, proves: false };
}

/** The end of a turn that a sign-in would have made possible. Throws other errors. */
export function offeringSignIn(error: unknown, turn: Pick<Turn, 'settings' | 'log'>): Ending {
  const { runs } = turn.settings;
  if (!(error instanceof SignInNeeded) || runs.kind !== 'program') throw error;
  const sentence = sentenceFor(runs.command, error);
  turn.log('An agent could not answer', new Error(sentence));
  return { outcome: 'failed', sentence, offersSignIn: true };
}

function titleOf([file = '', ...args]: readonly string[]): string {
  const name = file.replace(/^.*[/\\]/, '');
  return plainLine(
    [name, ...args].map((each) => (/^[\w@%+=:,./\\-]+$/.test(each) ? each : JSON.stringify(each))).join(' '),
    TITLE_CHARS_MAX,
  );
}

/** Each ticket is good once, for a minute. */
export class SignIns {
  readonly #now: () => number;
  readonly #byHash = new Map<string, { command: SignInCommand; until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  keep(command: SignInCommand): string {
    const ticket = newSecret('sgn_');
    this.#byHash.set(hashSecret(ticket), { command, until: this.#now() + TICKET_LIFETIME_MS });
    for (const hash of this.#byHash.keys()) {
      if (this.#byHash.size <= TICKETS_MAX) break;
      this.#byHash.delete(hash);
    }
    return ticket;
  }

  take(ticket: string): SignInCommand | null {
    const hash = hashSecret(ticket);
    const found = this.#byHash.get(hash);
    this.#byHash.delete(hash);
    return found && found.until > this.#now() ? found.command : null;
  }
}
