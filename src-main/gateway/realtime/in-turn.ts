import type { CommandName } from '../../../src-shared/commands/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Actor } from '../domain/actor.ts';
import type { Core } from '../domain/core.ts';
import type { Connection } from './connection.ts';

/** Answers when it is the turn of the connection's account. Throws `not_registered`. */
export function inTurn(
  core: Core,
  connection: Connection,
  name: CommandName | 'watch',
  answer: (actor: Actor) => Promise<void>,
): Promise<void> {
  const asker = connection.actor;
  if (!asker) throw new AppError('not_registered');
  return core.inTurn(asker, name, (hasWaited) => {
    // Its access may have been ended or changed meanwhile.
    const { actor } = connection;
    if (!actor || connection.isShutOut || (hasWaited && !connection.isOpen)) return Promise.resolve();
    return answer(actor);
  });
}
