// A page may reach only its own home on the network. The own home's page may do so only while its gateway runs: when the gateway is
// away, another program can take its port. It must get none of the page's requests, and send nothing into the page.
import type { Session } from 'electron';
import { parseUrl } from './parse-url.ts';

export interface Gate {
  /** Null until the gateway first listened. */
  appOrigin: string | null;
  isRunning: boolean;
}

export interface GateKeeper {
  gate(): Gate;
  /** Asks the gateway itself: its end is noticed later than its port is free. */
  isHere(): Promise<boolean>;
}

/** Every scheme that leads to a network, as Chromium's patterns have it. */
const NETWORK = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'];
const SCHEMES: Readonly<Record<string, readonly string[]>> = { 'http:': ['http:', 'ws:'], 'https:': ['https:', 'wss:'] };

export function mayAsk(address: string, { appOrigin, isRunning }: Gate): boolean {
  const [url, home] = [parseUrl(address), parseUrl(appOrigin ?? '')];
  if (!isRunning || !home || !url) return false;
  return (SCHEMES[home.protocol] ?? []).includes(url.protocol) && url.host === home.host;
}

export function closeToOthers({ webRequest }: Session, keeper: GateKeeper): void {
  webRequest.onBeforeRequest({ urls: NETWORK }, ({ url }, decide) => {
    void admits(keeper, url).then((isAdmitted) => decide({ cancel: !isAdmitted }));
  });
}

/** Whether a request may be sent now. */
export async function admits({ gate, isHere }: GateKeeper, url: string): Promise<boolean> {
  // The second look: it may have moved meanwhile.
  return mayAsk(url, gate()) && (await isHere()) && mayAsk(url, gate());
}
