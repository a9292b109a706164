// Why another home's page could not be loaded.

/** Chromium's code for a load that another one replaced, or that was stopped. */
export const LOAD_ABORTED = -3;
/** The page's process ended. */
export const PAGE_ENDED = 0;
/** Not Chromium's: another home answers at the address. */
export const OTHER_HOME = 1;
/** Not Chromium's: the answer at the address is not a Lanai's. */
export const NO_HOME = 2;
const NO_ANSWER = -102;
const CERTIFICATE_ERRORS = { from: -200, to: -219 };

export function codeOf(error: unknown): number {
  const code: unknown = Reflect.get(Object(error), 'errno');
  return typeof code === 'number' ? code : PAGE_ENDED;
}

/** Of a request that failed. Electron says Chromium's reason by its name only. */
export function codeOfRequest(error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('net::ERR_CERT_')) return CERTIFICATE_ERRORS.from;
  return message.includes('redirect') ? LOAD_ABORTED : NO_ANSWER;
}

/** One sentence for the user. */
export function reasonWords(code: number, origin: string): string {
  const { host } = new URL(origin);
  if (code <= CERTIFICATE_ERRORS.from && code >= CERTIFICATE_ERRORS.to)
    return `This computer does not trust the certificate of ${host}, so others could read the connection.`;
  if (code === LOAD_ABORTED) return `${host} leads to another address. Ask your friend for a new link.`;
  if (code === OTHER_HOME)
    return `Another home answers at ${host} now, so it was not opened. Ask your friend for a new link. If it has this address for good, remove it from the list and join again.`;
  if (code === NO_HOME) return `No Lanai answers at ${host} now, so it was not opened. It may be starting.`;
  if (code === PAGE_ENDED) return `The page of ${host} stopped.`;
  return `There is no answer from ${host}. Your friend’s computer may be off, or in another network.`;
}
