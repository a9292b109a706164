import { StartFailure } from '../../../src-shared/errors.ts';
import { reasonOf } from '../../../src-shared/reason.ts';

/** The sentence for a failure to listen. */
export function startFailure(error: unknown, where: string): StartFailure {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return new StartFailure(
      'port_taken',
      `${where} is taken by another program. Stop it, or choose another with --port, --tcp-port or --socket.`,
      { cause: error },
    );
  return new StartFailure('port_taken', `${where} cannot be listened on. ${reasonOf(error)}`, { cause: error });
}
