// A small window that asks for one line of text. Electron's own dialogs cannot.
import { BrowserWindow, type WebContents } from 'electron';
import type { Question } from '../../../src-shared/shell-bridge.ts';
import type { SenderFrame } from '../ipc.ts';
import { drop } from '../drop.ts';
import { pagePreferences } from './page-view.ts';
import { DIALOG_PAGE } from './shell-pages.ts';

const SIZE = { width: 460, height: 320 };

interface ShellDialogOptions {
  parent: BrowserWindow;
  preload: string;
  background(): string;
  onContents(window: BrowserWindow, contents: WebContents): void;
}

export interface ShellDialog {
  /** `refusal`: why a text is not taken, or null. Null when the user cancels, or while another question is open. */
  ask(question: Question, refusal: (text: string) => string | null): Promise<string | null>;
  question(): Question;
  answer(text: string | null): string | null;
  mainFrame(): SenderFrame | null;
}

interface Open {
  window: BrowserWindow;
  question: Question;
  refusal: (text: string) => string | null;
  end(text: string | null): void;
}

export function createShellDialog({ parent, preload, background, onContents }: ShellDialogOptions): ShellDialog {
  let open: Open | null = null;

  return {
    ask(question, refusal) {
      if (open) {
        open.window.focus();
        return Promise.resolve(null);
      }
      return new Promise((resolve) => {
        const window = new BrowserWindow({
          ...SIZE,
          parent,
          modal: true,
          show: false,
          resizable: false,
          minimizable: false,
          maximizable: false,
          fullscreenable: false,
          autoHideMenuBar: true,
          title: question.title,
          backgroundColor: background(),
          webPreferences: pagePreferences({ preload }),
        });
        window.removeMenu();
        window.on('page-title-updated', (event) => event.preventDefault());
        onContents(window, window.webContents);
        window.once('ready-to-show', () => window.show());
        window.once('closed', () => {
          open = null;
          resolve(null);
        });
        open = {
          window,
          question,
          refusal,
          end(text) {
            resolve(text);
            window.destroy();
          },
        };
        drop(window.loadURL(DIALOG_PAGE), 'it is closed before it was loaded');
      });
    },
    question() {
      if (!open) throw new Error('Nothing is asked.');
      return open.question;
    },
    answer(text) {
      if (!open) return null;
      const refused = text === null ? null : open.refusal(text);
      if (refused === null) open.end(text);
      return refused;
    },
    mainFrame: () => (open && !open.window.isDestroyed() ? open.window.webContents.mainFrame : null),
  };
}
