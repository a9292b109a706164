// One other home: its partition, its page and how that is. The page gets no bridge, and reaches its own home alone.
import type { BrowserWindow, Session, WebContents } from 'electron';
import { ENTER_PATH, JOIN_PATH } from '../../../src-shared/http.ts';
import type { Timer } from '../../../src-shared/timer.ts';
import { drop } from '../drop.ts';
import type { PageRules } from '../guards.ts';
import { LOCAL_PAGE } from '../offline-page.ts';
import type { HomeRow } from './home-list.ts';
import { refusalAt } from './identity.ts';
import { reasonWords } from './load-reasons.ts';
import { readTitle, type TitleWords } from './home-words.ts';
import { followPage } from './page-events.ts';
import { createPageLoads } from './page-loads.ts';
import type { Answer } from './page-questions.ts';
import { createPageView, pagePreferences, type PageView } from './page-view.ts';
import { followUserActs, type UserActs } from './user-acts.ts';
import { buildWalls } from './walls.ts';

/** The app, and the two pages that sign in. */
const RULES = { isRunning: () => true, paths: ['/', JOIN_PATH, ENTER_PATH] };

export type HomeState = 'asleep' | 'opening' | 'live' | 'away';

export interface OtherHomeOptions {
  window: BrowserWindow;
  /** Of the home's own partition. */
  session: Session;
  localPageFolder: string;
  timer: Timer;
  background(): string;
  row(): HomeRow;
  /** Whether this is the home. The first one that answers at the address is. */
  isSame(homeId: string): boolean;
  /** Asks the user. */
  mayUseMicrophone(): Promise<Answer>;
  onOutside(address: URL): void;
  onMade(contents: WebContents): void;
  /** Its state or its title changed. `isFirst`: the first title after a load. */
  onChange(words: TitleWords, how: { isFirst: boolean }): void;
  /** The page is signed in and says that nothing is unread. A home that is away does not say so. */
  onAllRead(id: string): void;
  /** A notification of the page was clicked. */
  onActivate(): void;
  /** The page closed itself. It is loaded again when the user opens it. */
  onGone(): void;
}

export interface OtherHome {
  readonly rules: PageRules;
  state(): HomeState;
  unread(): number;
  /** Loads the page when it is not there. `address`: an invite's link. */
  wake(address?: string): PageView;
  view(): PageView | null;
  /** Whether the user sees the page. */
  isSeen(): boolean;
  /** Whether the user has just pressed a key or a button in the page. */
  hasPressed(): boolean;
  /** Another home is shown instead, or the window is hidden. */
  leave(): void;
  /** Loads the page again, as after a change of the address. */
  reload(): void;
  close(): Promise<void>;
  /** Everything that the page has kept on this computer. */
  clear(): Promise<void>;
}

export function createOtherHome(options: OtherHomeOptions): OtherHome {
  const { session, timer, row, onChange } = options;
  let view: PageView | null = null;
  let state: HomeState = 'asleep';
  let words: TitleWords = { unread: 0, name: null };
  let why = '';
  /** The URL to load: an invite link until the page has left it, then the page's current place. */
  let wanted = '';
  let hasTitle = false;
  let acts: UserActs | null = null;

  const origin = (): string => row().origin;
  const isSeen = (): boolean => view !== null && view.isShown() && options.window.isVisible() && !options.window.isMinimized();
  buildWalls(session, {
    localPageFolder: options.localPageFolder,
    origin,
    words: () => ({ name: row().name, why }),
    isSeen,
    mayUseMicrophone: options.mayUseMicrophone,
  });

  const loads = createPageLoads({
    timer,
    contents: () => view?.contents ?? null,
    wanted: () => wanted,
    check: () => refusalAt(row(), (address, how) => session.fetch(address, how), options.isSame),
    // A home that is unreachable is shown as such in the rail until it answers.
    onStart: () => void (state === 'away' || change('opening')),
    onFailed(code) {
      becomeAway(reasonWords(code, origin()));
      view?.contents.loadURL(LOCAL_PAGE).catch(() => undefined);
    },
  });

  function change(next: HomeState): void {
    state = next;
    onChange(words, { isFirst: false });
  }

  function becomeAway(reason: string): void {
    why = reason;
    words = { ...words, unread: 0 };
    hasTitle = false;
    change('away');
  }

  function make(): PageView {
    const made = makeView(options);
    const { contents } = made;
    acts = followUserActs(contents, timer);
    followPage(contents, timer, {
      isOwn,
      onWay() {
        hasTitle = false;
        loads.onWay();
      },
      onArrived(url) {
        loads.arrived();
        keepPlace(url);
        change('live');
      },
      onFailed: loads.failed,
      onGone: () => void setImmediate(gone, made),
      onStray: loads.strayed,
      onTitle(title) {
        words = readTitle(title);
        onChange(words, { isFirst: !hasTitle || words.name === null });
        hasTitle = words.name !== null;
        if (hasTitle && words.unread === 0) options.onAllRead(row().id);
      },
      onPlace(url) {
        keepPlace(url);
        drop(callForUser(), 'the user can open the home in the rail');
      },
    });
    options.onMade(contents);
    return made;
  }

  function gone(made: PageView): void {
    if (view !== made) return;
    loads.stop();
    made.hide();
    [view, acts] = [null, null];
    becomeAway('');
    options.onGone();
  }

  function keepPlace(url: string): void {
    if (isOwn(url) && new URL(url).pathname === '/') wanted = url;
  }

  /** A click on a notification of the page leads to a place in it. */
  async function callForUser(): Promise<void> {
    if (!isSeen() && (await acts?.hasActed())) options.onActivate();
  }

  const isOwn = (address: string): boolean => address.startsWith(`${origin()}/`);

  return {
    rules: {
      ...RULES,
      appOrigin: origin,
      load(address) {
        wanted = address;
        loads.start();
      },
      onTryAgain: loads.tryNow,
      onOutside: options.onOutside,
    },
    state: () => state,
    unread: () => words.unread,
    view: () => view,
    isSeen,
    hasPressed: () => acts?.hasPressed() ?? false,
    leave: () => acts?.leave(),
    wake(address) {
      if (address !== undefined) wanted = address;
      if (view && address === undefined) return view;
      view ??= make();
      if (wanted === '') wanted = `${origin()}/`;
      loads.start();
      return view;
    },
    reload() {
      wanted = `${origin()}/`;
      view ??= make();
      loads.start();
    },
    async close() {
      loads.stop();
      const closing = view;
      [view, state] = [null, 'asleep'];
      await closing?.close();
    },
    clear: () => clear(session),
  };
}

function makeView({ window, session, background }: OtherHomeOptions): PageView {
  const preferences = pagePreferences({ session, disableDialogs: true });
  return createPageView(window, { preferences, background: background(), isSilentHidden: true });
}

async function clear(session: Session): Promise<void> {
  await session.clearStorageData();
  await session.clearCache();
  drop(session.clearAuthCache(), 'no home uses it');
}
