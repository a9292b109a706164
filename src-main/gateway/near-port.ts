// Listening on a port, or on another port near it when that one is in use. The order is fixed, so that a home has the same
// address at each start also when its usual port is always in use.

const PORT_MAX = 65_535;
/** The port for HTTP and the port for agents are next to each other. */
const STEP = 2;
const TRIED_NEAR = 8;
/** On Windows a reserved port, or one in exclusive use, is EACCES. */
const IN_USE: ReadonlySet<unknown> = new Set(['EADDRINUSE', 'EACCES']);

/** Binds at once: a port can be taken after a check and before the bind. Throws the error of the wanted port. */
export async function listenNear<T>(wanted: number, isAnotherPortFine: boolean, listen: (port: number) => Promise<T>): Promise<T> {
  try {
    return await listen(wanted);
  } catch (error) {
    if (!isAnotherPortFine || !isInUse(error)) throw error;
    return listenElsewhere(wanted, error, listen);
  }
}

async function listenElsewhere<T>(wanted: number, first: unknown, listen: (port: number) => Promise<T>): Promise<T> {
  for (const port of [...portsNear(wanted), 0]) {
    try {
      return await listen(port);
    } catch (error) {
      if (!isInUse(error)) break;
    }
  }
  throw first;
}

function portsNear(wanted: number): number[] {
  return Array.from({ length: TRIED_NEAR }, (_, index) => wanted + STEP * (index + 1)).filter((port) => port <= PORT_MAX);
}

/** The system's error, or a StartFailure because of it. */
function isInUse(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && IN_USE.has(error.code)) || isInUse(error.cause);
}
