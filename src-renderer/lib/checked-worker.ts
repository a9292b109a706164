// Starts a worker from a script whose hash the page knows. No import map holds for a worker, so the script is checked by hand, and
// started from memory: the policy of the page allows no other way.
import { trustedScript } from './trusted-script.ts';

/** The address in memory of each script. Made by the first that asks, so that nothing happens on import. */
const Kept = { inMemory: null as Map<string, Promise<string>> | null };

/** `address`: of a script that the builder made. */
export async function startCheckedWorker(address: string): Promise<Worker> {
  const memory = await inMemory(address);
  return new Worker(trustedScript('lanai-worker', memory), { type: 'module' });
}

/** Never revoked: Chromium 114 reads the script of a worker later than it starts it. So it is fetched once, too. */
function inMemory(address: string): Promise<string> {
  Kept.inMemory ??= new Map();
  const { inMemory: all } = Kept;
  const known = all.get(address);
  if (known) return known;
  const made = fetchChecked(address);
  all.set(address, made);
  // A script that could not be fetched is fetched again by the next one.
  made.catch(() => all.delete(address));
  return made;
}

async function fetchChecked(address: string): Promise<string> {
  const answer = await fetch(address, integrityOf(address));
  if (!answer.ok) throw new Error(`The home answered with ${answer.status}.`);
  return URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: 'text/javascript' }));
}

/** The hash of a script in the built page. There is none where Vite serves it as it is; a page with hashes has one for each script. */
function integrityOf(address: string): { integrity?: string } {
  const map = document.querySelector('script[type="importmap"]')?.textContent;
  if (map === undefined) return {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own build wrote it
  const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
  const hash = integrity[address];
  if (hash === undefined) throw new Error(`The page has no hash of ${address}.`);
  return { integrity: hash };
}
