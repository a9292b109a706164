// Whether this browser trusts the server's own certificate authority.
import { TRUST_CHECK_PATH } from '../../../src-shared/endpoints/trust.ts';
import { mayHaveWorker, registerWorker } from '../../features/push/service-worker.ts';

/** `no-socket`: the page itself opened with HTTPS, past a warning of the browser, and what Lanai needs besides is refused. */
export type TrustOutcome = 'trusted' | 'untrusted' | 'no-socket';

const WAIT_MS = 8_000;

export async function checkTrust(page: Window, secureOrigin: string): Promise<TrustOutcome> {
  if (page.location.origin === secureOrigin) return (await socketOpens(page)) && (await workerStarts(page)) ? 'trusted' : 'no-socket';
  return (await answersSecurely(page, secureOrigin)) ? 'trusted' : 'untrusted';
}

/** From the page without TLS. The server lets that of the same address read the answer, and so does the policy of the page. */
async function answersSecurely(page: Window, secureOrigin: string): Promise<boolean> {
  try {
    const { ok } = await page.fetch(`${secureOrigin}${TRUST_CHECK_PATH}`, {
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(WAIT_MS),
    });
    return ok;
  } catch {
    return false;
  }
}

function socketOpens({ location }: Window): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`wss://${location.host}/ws`);
    const end = (isOpen: boolean) => (): void => {
      clearTimeout(timer);
      socket.close();
      resolve(isOpen);
    };
    const timer = setTimeout(end(false), WAIT_MS);
    socket.addEventListener('open', end(true));
    socket.addEventListener('error', end(false));
  });
}

/** A browser fetches no service worker past a warning. */
async function workerStarts(page: Window): Promise<boolean> {
  if (!mayHaveWorker(page)) return true;
  return registerWorker(page).then(
    () => true,
    () => false,
  );
}
