// The other homes of this user: added by an invite's link, shown beside the own home, each isolated from all others.
import type { BrowserWindow, MenuItemConstructorOptions, Session, WebContents } from 'electron';
import { OWN_HOME, type RailState } from '../../../src-shared/shell-bridge.ts';
import { isLoopbackHost } from '../../../src-shared/loopback.ts';
import type { Timer } from '../../../src-shared/timer.ts';
import type { PageRules } from '../guards.ts';
import { drop } from '../drop.ts';
import type { HomeList, HomeRow } from './home-list.ts';
import type { TitleWords } from './home-words.ts';
import { createOtherHome, type OtherHome } from './other-home.ts';
import { homeMenu } from './home-menu.ts';
import { createJoining } from './joining.ts';
import { passLatest } from './latest.ts';
import { createPageQuestions, type Answer } from './page-questions.ts';
import { askLink, askToRecord, type HomeQuestions } from './questions.ts';
import { railState, type KnownHome, type OwnHome } from './rail-state.ts';
import type { Stage } from './stage.ts';

/** Pages that run in the background from the start. Others begin when they are opened. */
const AWAKE_MAX = 8;
/** Between the first loads, so that a start stays quick. */
const NEXT_LOAD_MS = 1_000;
/** Between two notices of a home. */
const NOTICE_MS = 3_000;

export interface HomeLine {
  id: string;
  name: string;
  unread: number;
}

export interface HomesOptions {
  window: BrowserWindow;
  stage: Stage;
  list: HomeList;
  timer: Timer;
  localPageFolder: string;
  questions: HomeQuestions;
  background(): string;
  sessionOf(id: string): Session;
  /** Asks an address that is not in the list yet. */
  homeIdAt(origin: string): Promise<string | null>;
  own(): OwnHome;
  /** Whether an address is the own home's. */
  isOwn(origin: string): boolean;
  showWindow(): void;
  isLookedAt(): boolean;
  copy(text: string): void;
  popUp(template: MenuItemConstructorOptions[]): void;
  /** Asks the user. */
  openOutside(address: URL): Promise<Answer>;
  onContents(contents: WebContents): void;
  /** The own home's page has to be loaded in its new view. */
  onRailMade(): void;
  /** More messages are unread, in a page that can show no notifications itself. */
  onMoreUnread(line: HomeLine): void;
  /** The page says that nothing is unread, or the home was removed. */
  onAllRead(id: string): void;
  /** Names, counts, states, or which one is shown. */
  onChange(lines: readonly HomeLine[], rail: RailState): void;
}

export interface Homes {
  rail(): RailState;
  lines(): readonly HomeLine[];
  ownName(): string | null;
  /** OWN_HOME, or the id of another home. */
  shown(): string;
  isOwnShown(): boolean;
  /** OWN_HOME, or the id of another home. */
  show(id: string): void;
  openMenu(id: string): void;
  /** Asks the user first. */
  join(link: string): Promise<void>;
  askForLink(): Promise<void>;
  /** A link that leaves a page: an invite is offered as a home, others are opened outside. */
  follow(address: URL): void;
  /** Null: a page of the own home. */
  rulesOf(session: Session): PageRules | null;
  /** The own home's name or count changed. */
  ownChanged(): void;
  close(): Promise<void>;
}

export function openHomes(options: HomesOptions): Homes {
  const { list, stage, timer, questions } = options;
  const homes = new Map<string, { home: OtherHome; session: Session }>();
  let shown = OWN_HOME;

  const joining = createJoining(options, {
    show,
    open(id, address) {
      homeOf(id)?.wake(address);
      show(id);
    },
  });

  const isAlone = (): boolean => list.all().length === 0;
  const lineOf = ({ id, name }: HomeRow): HomeLine => ({ id, name, unread: homes.get(id)?.home.unread() ?? 0 });
  const lines = (): HomeLine[] => list.all().map(lineOf);
  const known = (row: HomeRow): KnownHome => ({ ...row, ...lineOf(row), state: homes.get(row.id)?.home.state() ?? 'asleep' });
  const rail = (): RailState => railState(options.own(), list.all().map(known), shown);

  const changed = (): void => options.onChange(lines(), rail());

  function homeOf(id: string): OtherHome | null {
    const made = homes.get(id);
    if (made) return made.home;
    const first = list.get(id);
    if (!first) return null;
    const session = options.sessionOf(id);
    const row = (): HomeRow => list.get(id) ?? first;
    let before = 0;
    const ask = createPageQuestions(timer, () => home.isSeen());
    const notify = passLatest<void>(timer, NOTICE_MS, () => {
      if (list.get(id) && lineOf(row()).unread > 0) options.onMoreUnread(lineOf(row()));
    });
    const home = createOtherHome({
      ...options,
      session,
      row,
      mayUseMicrophone: () => ask(() => askToRecord(questions, row())),
      isSame(home_id) {
        if (row().home_id === null) list.change(id, { home_id });
        return row().home_id === home_id;
      },
      onOutside: (address) =>
        home.hasPressed() &&
        drop(
          ask(() => joining.follow(address)),
          'the user sees that nothing opened',
        ),
      onMade: options.onContents,
      onActivate() {
        options.showWindow();
        show(id);
      },
      onGone: () => void (shown === id && show(OWN_HOME)),
      onChange(words, { isFirst }) {
        takeName(list, row(), words);
        if (!isFirst && words.unread > before && !canNotify(row().origin) && !(shown === id && options.isLookedAt())) notify();
        before = words.unread;
        changed();
      },
    });
    homes.set(id, { home, session });
    return home;
  }

  function show(id: string): void {
    const view = id === OWN_HOME ? null : (homeOf(id)?.wake() ?? null);
    if (shown !== id) homes.get(shown)?.home.leave();
    shown = view ? id : OWN_HOME;
    if (view && !stage.hasRail()) {
      stage.makeRail();
      options.onRailMade();
    }
    if (stage.hasRail()) stage.show(view, isAlone());
    changed();
  }

  async function remove({ id }: HomeRow): Promise<void> {
    if (!list.get(id)) return;
    const home = homeOf(id);
    list.remove(id);
    options.onAllRead(id);
    show(shown === id ? OWN_HOME : shown);
    await home?.close();
    await home?.clear();
    homes.delete(id);
  }

  function ownChanged(): void {
    const { id } = options.own();
    if (id !== null) {
      joining.ownIsKnown();
      for (const row of list.all()) if (row.home_id === id) drop(remove(row), 'it is out of the list');
    }
    changed();
  }

  function openMenu(id: string): void {
    const [row, reload] = [list.get(id), () => homeOf(id)?.reload()];
    if (row) options.popUp(homeMenu(row, { ...options, show, remove, changed, reload }));
  }

  // An act from before does not count when the window is hidden.
  const leaveShown = (): void => homes.get(shown)?.home.leave();
  options.window.on('hide', leaveShown);
  options.window.on('minimize', leaveShown);
  if (stage.hasRail()) stage.show(null, isAlone());
  const cancels = wakeFirst(options, (id) => homeOf(id)?.wake());

  return {
    rail,
    lines,
    ownName: () => options.own().name,
    shown: () => shown,
    isOwnShown: () => shown === OWN_HOME,
    show,
    openMenu,
    async join(link) {
      options.showWindow();
      await joining.join(link);
    },
    async askForLink() {
      options.showWindow();
      const link = await askLink(questions);
      if (link !== null) await joining.join(link);
    },
    follow: (address) => drop(joining.follow(address), 'the user sees that nothing opened'),
    rulesOf: (session) => [...homes.values()].find((each) => each.session === session)?.home.rules ?? null,
    ownChanged,
    async close() {
      for (const cancel of cancels) cancel();
      await Promise.all([stage.close(), ...[...homes.values()].map(({ home }) => home.close())]);
      await list.written();
    },
  };
}

function wakeFirst({ list, timer }: HomesOptions, wake: (id: string) => void): (() => void)[] {
  const first = list.all().slice(0, AWAKE_MAX);
  return first.map(({ id }, index) => timer.after(index * NEXT_LOAD_MS, () => wake(id)));
}

/** The home calls itself something; a name that the user chose stays. */
function takeName(list: HomeList, row: HomeRow, { name }: TitleWords): void {
  if (name !== null && name !== row.name && !row.is_renamed && list.get(row.id)) list.change(row.id, { name });
}

/** Browsers let pages notify over an encrypted connection, or from this computer. */
function canNotify(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || isLoopbackHost(hostname);
}
