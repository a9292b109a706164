// The permissions of another home's page, set on its partition before the first load.
import type { Session } from 'electron';
import { closeToOthers } from '../home-gate.ts';
import { awayWords, serveLocalPage } from '../offline-page.ts';
import { restrictPermissions } from '../permissions.ts';
import type { Answer } from './page-questions.ts';

interface WallOptions {
  localPageFolder: string;
  origin(): string;
  /** For the page that says that the home is away. */
  words(): { name: string; why: string };
  /** Whether the user sees the page. */
  isSeen(): boolean;
  /** Asks the user. */
  mayUseMicrophone(): Promise<Answer>;
}

export function buildWalls(session: Session, { localPageFolder, origin, words, isSeen, mayUseMicrophone }: WallOptions): void {
  /** By origin: the user is asked again for another origin of the home. */
  const mayRecord = new Map<string, boolean>();
  closeToOthers(session, { gate: () => ({ appOrigin: origin(), isRunning: true }), isHere: () => Promise.resolve(true) });
  restrictPermissions(session, origin, {
    isAllowed: () => mayRecord.get(origin()) ?? true,
    async ask() {
      const asker = origin();
      const answer = mayRecord.get(asker) ?? (await mayUseMicrophone());
      if (answer !== null) mayRecord.set(asker, answer);
      return answer ?? false;
    },
  });
  // A download opens a dialog: not from a page that the user does not see, and one at a time.
  let isChoosing = false;
  session.on('will-download', (event, item) => {
    if (!isSeen() || isChoosing) return event.preventDefault();
    isChoosing = true;
    item.on('updated', () => (isChoosing &&= item.getSavePath() === ''));
    item.once('done', () => (isChoosing = false));
  });
  serveLocalPage(session.protocol, localPageFolder, () => {
    const { name, why } = words();
    return awayWords(name, why);
  });
}
