// The parts that carry out an errand: the asker, and what an errand comes to.
import type { CommandName, Reply, RequestInput } from '../../../../src-shared/commands/index.ts';
import type { Offer } from '../../../../src-shared/offers.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import type { Errand } from './errand.ts';

export interface Words {
  text: string;
  metadata?: { actions: Offer[] };
}

/** Runs a command with the rights of the asker, as the interface and the command line do. */
export type Ask = <C extends CommandName>(name: C, request: RequestInput<C>) => Promise<Reply<C>>;

export interface Desk {
  core: Core;
  ask: Ask;
  actor: Actor;
  isAdmin: boolean;
  roomId: string;
  timeZone: string | null;
}

export type Step = { [C in CommandName]: { name: C; request: RequestInput<C> } }[CommandName];

/** The work to be done, as commands. `done`: the answer afterwards. */
export interface Deed {
  steps: readonly Step[];
  done(): Words | Promise<Words>;
}

/** The result of an errand. `confirm`: a question that the asker answers with yes first. `choose`: the errands to choose from. */
export type Outcome =
  | { kind: 'say'; words: Words }
  | { kind: 'do'; deed: Deed }
  | { kind: 'confirm'; question: string; deed: Deed }
  | { kind: 'choose'; question: string; options: readonly Option[] };

/** `label` is Markdown. */
export interface Option {
  label: string;
  errand: Errand;
}

export const say = (words: Words): Outcome => ({ kind: 'say', words });

/** The errand cannot be done as it was said. The text is Markdown: it says why, or asks back. */
export class AskedBack extends Error {
  readonly text: string;

  constructor(text: string) {
    super(text);
    this.text = text;
  }
}
