// Puts the other homes into the window: their list, the dialogs, and the bridge to the rail.
import type { BrowserWindow } from 'electron';
import type { RailState } from '../../../src-shared/shell-bridge.ts';
import { messageChannel } from '../channels.ts';
import { openBridge } from '../ipc.ts';
import * as native from '../native.ts';
import { ground } from '../window.ts';
import { openHomes, type HomeLine, type Homes, type HomesOptions } from './homes.ts';
import { removeOldPartitions } from './old-partitions.ts';
import type { HomeQuestions } from './questions.ts';
import { createShellDialog } from './shell-dialog.ts';
import { SHELL_ORIGIN } from './shell-pages.ts';
import type { Stage } from './stage.ts';

type Passed = Pick<
  HomesOptions,
  'list' | 'timer' | 'own' | 'isOwn' | 'showWindow' | 'isLookedAt' | 'onRailMade' | 'onMoreUnread' | 'onAllRead'
>;

interface WindowHomesOptions extends Passed {
  window: BrowserWindow;
  stage: Stage;
  preload: string;
  onChange(lines: readonly HomeLine[]): void;
}

/** One question at a time: a page cannot cover the screen with them. */
function one(confirm: HomeQuestions['confirm']): HomeQuestions['confirm'] {
  let isAsking = false;
  return async (question) => {
    if (isAsking) return null;
    isAsking = true;
    try {
      return await confirm(question);
    } finally {
      isAsking = false;
    }
  };
}

/** `close` ends the bridge too. */
export async function openWindowHomes(options: WindowHomesOptions): Promise<Homes> {
  const { window, stage, list, preload } = options;
  const dialog = createShellDialog({ parent: window, preload, background: ground, onContents: native.openContextMenuIn });
  const openOutside = native.openOutsideFrom(() => window);
  if (list.kept) {
    await removeOldPartitions(native.partitionFolder(), list.kept).catch((error: unknown) =>
      console.error('A folder could not be removed.', error),
    );
  }
  const homes = openHomes({
    ...options,
    localPageFolder: native.LOCAL_PAGE_FOLDER,
    background: ground,
    sessionOf: native.sessionOfHome,
    openOutside,
    homeIdAt: native.homeIdAtNewAddress,
    copy: native.copyText,
    popUp: (template) => native.popUpIn(window, template),
    onContents: (contents) => native.openContextMenuIn(window, contents),
    questions: {
      confirm: one((question) => native.confirmIn(window, question)),
      say: (words) => native.sayIn(window, words),
      askText: dialog.ask,
    },
    onChange(lines, rail) {
      sendRail(rail);
      options.onChange(lines);
    },
  });

  function sendRail(rail: RailState): void {
    if (stage.hasRail() && !window.isDestroyed()) window.webContents.send(messageChannel('railChanged'), rail);
  }

  const closeDoor = openBridge(
    {
      mainFrames: () => [
        ...(stage.hasRail() && !window.isDestroyed() ? [window.webContents.mainFrame] : []),
        ...[dialog.mainFrame()].filter((frame) => frame !== null),
      ],
      origin: () => SHELL_ORIGIN,
    },
    {
      rail: homes.rail,
      openHome: homes.show,
      openHomeMenu: homes.openMenu,
      joinHome: homes.askForLink,
      question: () => ({ question: dialog.question(), scheme: options.own().scheme }),
      answer: dialog.answer,
    },
  );
  return {
    ...homes,
    async close() {
      closeDoor();
      await homes.close();
    },
  };
}
