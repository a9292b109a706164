// Keeps the application menu up to date: it is rebuilt when its items change.
import { app } from 'electron';
import { OWN_HOME } from '../../src-shared/shell-bridge.ts';
import { drop } from './drop.ts';
import type { Homes } from './homes/homes.ts';
import type { Stage } from './homes/stage.ts';
import { menuTemplate } from './menu.ts';
import * as native from './native.ts';
import type { WindowPage } from './window-page.ts';
import type { MainWindow } from './window.ts';

interface Desktop {
  main: MainWindow;
  stage: Stage;
  homes: Homes;
  page: WindowPage;
}

/** As Electron's own items. */
const ZOOM_STEP = 0.5;

export interface AppMenu {
  /** Whether the own home's page is there. */
  setApp(isThere: boolean): void;
  draw(): void;
}

export function followMenu(desktop: () => Desktop | null): AppMenu {
  let isHomeShown = false;
  let drawn = '';

  function draw(): void {
    const there = desktop();
    const shown = there?.homes.shown() ?? OWN_HOME;
    const others = there?.homes.lines() ?? [];
    const named = others.length === 0 ? [] : [{ id: OWN_HOME, name: there?.homes.ownName() ?? 'Lanai' }, ...others];
    const state = { isHomeShown, homes: named.map(({ id, name }) => ({ id, name, isShown: id === shown })) };
    if (JSON.stringify(state) === drawn) return;
    drawn = JSON.stringify(state);
    native.setApplicationMenu(
      menuTemplate({
        ...state,
        platform: process.platform,
        developer: app.isPackaged ? null : developer(),
        onChoose(item) {
          desktop()?.main.show();
          desktop()?.homes.show(OWN_HOME);
          desktop()?.page.chooseInMenu(item);
        },
        onJoin() {
          const open = desktop();
          if (open) drop(open.homes.askForLink(), 'the user sees that nothing opened');
        },
        onHome(id) {
          desktop()?.main.show();
          desktop()?.homes.show(id);
        },
        onZoom(step) {
          const contents = desktop()?.stage.shownContents();
          contents?.setZoomLevel(step === 0 ? 0 : contents.getZoomLevel() + step * ZOOM_STEP);
        },
        onRail: () => desktop()?.main.window.webContents.focus(),
      }),
    );
  }

  function developer() {
    return {
      reload: () => desktop()?.stage.shownContents().reload(),
      toggleTools: () => desktop()?.stage.shownContents().toggleDevTools(),
    };
  }

  return {
    setApp(isThere) {
      isHomeShown = isThere;
      draw();
    },
    draw,
  };
}
