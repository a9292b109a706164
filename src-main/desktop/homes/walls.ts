// What another home's page may do, set on its partition before its first page.
import type { Session } from 'electron';
import { closeToOthers } from '../home-gate.ts';
import { awayWords, serveLocalPage } from '../offline-page.ts';
import { restrictPermissions } from '../permissions.ts';

interface WallOptions {
  localPageFolder: string;
  origin(): string;
  /** For the page that says that the home is away. */
  words(): { name: string; why: string };
  /** Whether the user sees the page. */
  isShown(): boolean;
  /** Asks the user. */
  mayUseMicrophone(): Promise<boolean>;
}

export function buildWalls(session: Session, { localPageFolder, origin, words, isShown, mayUseMicrophone }: WallOptions): void {
  let mayRecord: boolean | null = null;
  closeToOthers(session, { gate: () => ({ appOrigin: origin(), isRunning: true }), isHere: () => Promise.resolve(true) });
  restrictPermissions(session, origin, {
    isAllowed: () => mayRecord ?? true,
    async ask() {
      mayRecord ??= await mayUseMicrophone();
      return mayRecord;
    },
  });
  // A download opens a dialog: not from a page that is not shown.
  session.on('will-download', (event) => {
    if (!isShown()) event.preventDefault();
  });
  serveLocalPage(session.protocol, localPageFolder, () => {
    const { name, why } = words();
    return awayWords(name, why);
  });
}
