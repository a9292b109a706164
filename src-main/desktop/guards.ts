// Where pages may go: nowhere. The desktop loads the page it wants; whatever a page asks for itself is stopped, and an address
// for people is offered to the browser instead.
import type { App, WebContents } from 'electron';
import { isLocalPage, isTryAgain } from './offline-page.ts';
import { outsideAddress } from './outside-links.ts';
import { parseUrl } from './parse-url.ts';

export type Verdict =
  /** The page's own home, loaded again. */
  { verdict: 'stay' } | { verdict: 'try-again' } | { verdict: 'outside'; address: URL } | { verdict: 'stop' };

interface Navigation {
  target: string;
  /** The page that asks. */
  from: string;
  appOrigin: string | null;
  /** Else another program may answer at the app's address. */
  isRunning: boolean;
  paths: readonly string[];
}

/** Origins are compared parsed: "http://127.0.0.1:4510.example" begins like ours. */
export function judgeNavigation({ target, from, appOrigin, isRunning, paths }: Navigation): Verdict {
  if (isTryAgain(target) && isLocalPage(from)) return { verdict: 'try-again' };
  const url = parseUrl(target);
  if (appOrigin !== null && url?.origin === appOrigin && paths.includes(url.pathname)) return { verdict: isRunning ? 'stay' : 'stop' };
  const address = outsideAddress(target);
  return address ? { verdict: 'outside', address } : { verdict: 'stop' };
}

/** The permissions of the pages of one home. */
export interface PageRules {
  appOrigin(): string | null;
  isRunning(): boolean;
  /** The pages of the home that may be loaded. */
  paths: readonly string[];
  /** Loads a page of the home instead of the page that asks for it. Without it, the page does so itself. */
  load?(address: string): void;
  onTryAgain(): void;
  onOutside(address: URL): void;
}

/** Call it before the first window opens. It covers all web content, from every source. `rulesOf` is asked at each navigation. */
export function guardAllContents(app: App, rulesOf: (contents: WebContents) => PageRules): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, () => rulesOf(contents)));
  // By default Chromium sends the first certificate that fits, and with it the name of the user.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
}

function guardContents(contents: WebContents, rules: () => PageRules): void {
  const judge = (target: string): Verdict => {
    const { appOrigin, isRunning, paths } = rules();
    return judgeNavigation({ target, from: contents.getURL(), appOrigin: appOrigin(), isRunning: isRunning(), paths });
  };

  contents.on('will-navigate', (event) => {
    const judged = judge(event.url);
    const { load } = rules();
    if (judged.verdict === 'stay' && !load) return;
    event.preventDefault();
    if (judged.verdict === 'stay') load?.(event.url);
    if (judged.verdict === 'try-again') rules().onTryAgain();
    if (judged.verdict === 'outside') rules().onOutside(judged.address);
  });
  contents.on('will-redirect', (event) => {
    if (!event.isMainFrame || judge(event.url).verdict !== 'stay') event.preventDefault();
  });
  // will-navigate handles the main frame. No other frame may navigate.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    const judged = judge(url);
    if (judged.verdict === 'outside') rules().onOutside(judged.address);
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
