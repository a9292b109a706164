// How an invite's link adds a home, or leads to one that is known.
import { inviteAddress } from '../../../src-shared/invite-link.ts';
import { OWN_HOME } from '../../../src-shared/shell-bridge.ts';
import { HOMES_MAX, homeOrigin, type HomeRow } from './home-list.ts';
import type { HomesOptions } from './homes.ts';
import type { Answer } from './page-questions.ts';
import { askToJoin, askToMove, tooManyHomes } from './questions.ts';

/** Within it the own home has said which one it is, in most starts. */
const OWN_HOME_MS = 5_000;

type JoiningOptions = Pick<HomesOptions, 'list' | 'questions' | 'timer' | 'own' | 'isOwn' | 'homeIdAt' | 'openOutside'>;

interface Opening {
  show(id: string): void;
  open(id: string, address: string): void;
}

export interface Joining {
  /** Asks the user first. */
  join(link: string): Promise<Answer>;
  /** A link that leaves a page. It brings no window to the front. */
  follow(address: URL): Promise<Answer>;
  ownIsKnown(): void;
}

export function createJoining(options: JoiningOptions, { show, open }: Opening): Joining {
  const { list, questions, timer } = options;
  const waiting = new Set<() => void>();

  /** At the start of the app, the own home may not have said yet which one it is. */
  async function waitForOwn(): Promise<void> {
    if (options.own().id !== null) return;
    await new Promise<void>((resolve) => {
      waiting.add(resolve);
      timer.after(OWN_HOME_MS, resolve);
    });
  }

  function showOwn(): true {
    show(OWN_HOME);
    return true;
  }

  async function join(link: string): Promise<Answer> {
    const address = inviteAddress(link);
    const origin = address && homeOrigin(address);
    if (!address || !origin) return null;
    await waitForOwn();
    if (options.isOwn(origin)) return showOwn();
    if (!list.at(origin) && list.all().length >= HOMES_MAX) {
      await tooManyHomes(questions);
      return false;
    }
    const answer = await askToJoin(questions, origin, list.at(origin));
    if (!answer) return answer;
    const row = await rowFor(origin, options);
    if (row === OWN_HOME) return showOwn();
    if (!row) return false;
    open(row.id, address);
    return true;
  }

  return {
    join,
    async follow(address) {
      const invite = inviteAddress(address.href);
      // An invite to the own home is for another person, and opens in the browser.
      return invite && !options.isOwn(address.origin) ? join(invite) : options.openOutside(address);
    },
    ownIsKnown() {
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
  };
}

/** A home that is known at another address moves there, when the user agrees. Null: it does not. */
async function rowFor(origin: string, { list, questions, own, homeIdAt }: JoiningOptions): Promise<HomeRow | typeof OWN_HOME | null> {
  if (list.at(origin)) return list.at(origin);
  const homeId = await homeIdAt(origin);
  if (homeId !== null && homeId === own().id) return OWN_HOME;
  const same = list.all().find(({ home_id }) => homeId !== null && home_id === homeId);
  if (!same) return list.add(origin);
  if (!(await askToMove(questions, same, origin)) || !list.get(same.id)) return null;
  list.change(same.id, { origin });
  return list.get(same.id);
}
