// One other home: its partition, its page and how that is. The page gets no bridge, and reaches its own home alone.
import type { BrowserWindow, Session, WebContents } from 'electron';
import { ENTER_PATH, JOIN_PATH } from '../../../src-shared/http.ts';
import { createBackoff, SCHEDULES } from '../../../src-shared/client/backoff.ts';
import type { Timer } from '../../../src-shared/timer.ts';
import { drop } from '../drop.ts';
import type { PageRules } from '../guards.ts';
import { LOCAL_PAGE } from '../offline-page.ts';
import type { HomeRow } from './home-list.ts';
import { homeIdAt } from './identity.ts';
import { codeOf, LOAD_ABORTED, OTHER_HOME, reasonWords } from './load-reasons.ts';
import { readTitle, type TitleWords } from './home-words.ts';
import { followPage } from './page-events.ts';
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
  mayUseMicrophone(): Promise<boolean>;
  onOutside(address: URL): void;
  onMade(contents: WebContents): void;
  /** Its state or its title changed. `isFirst`: the first title after a load. */
  onChange(words: TitleWords, how: { isFirst: boolean }): void;
  /** A notification of the page was clicked. */
  onActivate(): void;
}

export interface OtherHome {
  readonly rules: PageRules;
  state(): HomeState;
  unread(): number;
  /** Loads the page when it is not there. `address`: an invite's link. */
  wake(address?: string): PageView;
  view(): PageView | null;
  /** Another home is shown instead. */
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
  /** What to load: an invite's link until the page has left it, then the place where the page is. */
  let wanted = '';
  let hasTitle = false;
  /** A load has begun, and has neither arrived nor failed. */
  let isOnWay = false;
  /** It was sent to another address, which guards.ts stops. */
  let strays = false;
  let cancelRetry = (): void => undefined;
  const backoff = createBackoff(SCHEDULES.otherHome);
  let acts: UserActs | null = null;

  const origin = (): string => row().origin;
  buildWalls(session, {
    localPageFolder: options.localPageFolder,
    origin,
    words: () => ({ name: row().name, why }),
    isShown: () => view?.isShown() ?? false,
    mayUseMicrophone: options.mayUseMicrophone,
  });

  const change = (next: HomeState): void => {
    state = next;
    onChange(words, { isFirst: false });
  };

  function load(): void {
    cancelRetry();
    if (!view) return;
    // A page that is away stays so in the rail until it answers.
    if (state !== 'away') change('opening');
    isOnWay = true;
    strays = false;
    void loadIfSame(view.contents, wanted);
  }

  async function loadIfSame(contents: WebContents, asked: string): Promise<void> {
    const isCurrent = (): boolean => asked === wanted && view?.contents === contents;
    // Where nothing answers, Chromium says why.
    const found = await homeIdAt(origin(), (address, how) => session.fetch(address, how));
    if (!isCurrent()) return;
    if (found !== null && !options.isSame(found)) return fail(OTHER_HOME);
    // A redirect to another address is stopped, and Chromium calls that aborted as well.
    contents.loadURL(asked).catch((error: unknown) => isCurrent() && fail(codeOf(error)));
  }

  function fail(code: number): void {
    if (!view || !isOnWay) return;
    isOnWay = false;
    why = reasonWords(strays ? LOAD_ABORTED : code, origin());
    words = { ...words, unread: 0 };
    hasTitle = false;
    change('away');
    view.contents.loadURL(LOCAL_PAGE).catch(() => undefined);
    cancelRetry();
    cancelRetry = timer.after(backoff.next(), load);
  }

  function make(): PageView {
    const made = createPageView(options.window, pagePreferences({ session, disableDialogs: true }), options.background());
    const { contents } = made;
    acts = followUserActs(contents, timer);
    followPage(contents, {
      isOwn,
      onWay() {
        hasTitle = false;
        isOnWay = true;
      },
      onArrived(url) {
        isOnWay = false;
        backoff.reset();
        keepPlace(url);
        change('live');
      },
      onFailed: fail,
      onStray: () => void (strays = true),
      onTitle(title) {
        words = readTitle(title);
        onChange(words, { isFirst: !hasTitle || words.name === null });
        hasTitle = words.name !== null;
      },
      onPlace(url) {
        keepPlace(url);
        drop(callForUser(made), 'the user can open the home in the rail');
      },
    });
    options.onMade(contents);
    return made;
  }

  function keepPlace(url: string): void {
    if (isOwn(url) && new URL(url).pathname === '/') wanted = url;
  }

  /** A click on a notification of the page leads to a place in it. */
  async function callForUser(from: PageView): Promise<void> {
    if (!from.isShown() && (await acts?.hasActed())) options.onActivate();
  }

  const isOwn = (address: string): boolean => address.startsWith(`${origin()}/`);

  return {
    rules: { ...RULES, appOrigin: origin, onTryAgain: load, onOutside: options.onOutside },
    state: () => state,
    unread: () => words.unread,
    view: () => view,
    leave: () => acts?.leave(),
    wake(address) {
      if (address !== undefined) wanted = address;
      if (view && address === undefined) return view;
      view ??= make();
      if (wanted === '') wanted = `${origin()}/`;
      load();
      return view;
    },
    reload() {
      wanted = `${origin()}/`;
      load();
    },
    async close() {
      cancelRetry();
      const closing = view;
      view = null;
      state = 'asleep';
      await closing?.close();
    },
    async clear() {
      await session.clearStorageData();
      await session.clearCache();
      drop(session.clearAuthCache(), 'no home uses it');
    },
  };
}
