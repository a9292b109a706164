// A window in which the owner signs in with a program, in a terminal. One at a time. It runs the command that the gateway prepared, and no
// other: the app's page has a ticket only, and the window's page has keys and output only.
import { BrowserWindow, type Session, type WebContents } from 'electron';
import type { SignInEnd } from '../../../src-shared/bridge.ts';
import type { TerminalCommand } from '../../../src-shared/host.ts';
import { reasonOf } from '../../../src-shared/reason.ts';
import type { Scheme } from '../../../src-shared/shell-bridge.ts';
import type { TerminalEnd } from '../../../src-shared/terminal-bridge.ts';
import { messageChannel } from '../channels.ts';
import { drop } from '../drop.ts';
import { closeToOthers } from '../home-gate.ts';
import { pagePreferences } from '../homes/page-view.ts';
import { openBridge } from '../ipc.ts';
import { SCHEME } from '../offline-page.ts';
import { restrictPermissions } from '../permissions.ts';
import { answerTerminal, TERMINAL_ORIGIN, TERMINAL_PAGE, type TerminalFiles } from './terminal-page.ts';
import { startInTerminal, type TerminalListener, type TerminalProcess, type TerminalSize } from './terminal-process.ts';

const SIZE = { width: 820, height: 520 };
const SMALLEST = { width: 420, height: 260 };

export interface SignInOptions {
  parent: BrowserWindow;
  /** Of the window alone. It shares nothing with the app's pages. */
  session: Session;
  preload: string;
  icon: string;
  files: TerminalFiles;
  background(): string;
  scheme(): Scheme;
  takeCommand(ticket: string): Promise<TerminalCommand | null>;
  onContents(window: BrowserWindow, contents: WebContents): void;
}

export interface SignInWindow {
  /** Resolves when the program has ended or the window was closed. */
  signIn(ticket: string): Promise<SignInEnd>;
  /** Ends the program with all that it started. */
  close(): Promise<void>;
}

interface Open {
  window: BrowserWindow;
  command: TerminalCommand;
  process: Promise<TerminalProcess> | null;
  hasEnded: boolean;
  end(how: SignInEnd): void;
}

export function createSignInWindow(options: SignInOptions): SignInWindow {
  let open: Open | null = null;
  let isOpening = false;
  let closeDoor: (() => void) | null = null;

  function listenerOf(mine: Open): TerminalListener {
    return {
      onOutput: (text) => send(mine, 'terminalOutput', text),
      onEnd(code) {
        mine.hasEnded = true;
        send(mine, 'terminalEnd', endOf(mine.command, code));
        mine.end(code === 0 ? (mine.command.proves ? 'signed_in' : 'ended') : 'failed');
      },
    };
  }

  function begin(mine: Open, size: TerminalSize): void {
    if (mine.process) return withProcess((process) => process.resize(size));
    mine.process = startInTerminal(mine.command, size, listenerOf(mine));
    mine.process.catch((error: unknown) => {
      mine.hasEnded = true;
      console.warn('A program did not start in a terminal:', error);
      send(mine, 'terminalEnd', { text: `The program could not be started: ${reasonOf(error)}`, is_good: false });
      mine.end('failed');
    });
  }

  function withProcess(work: (process: TerminalProcess) => void): void {
    if (open?.process) drop(open.process.then(work), 'it said that it did not start');
  }

  function prepare(): void {
    const { session, files } = options;
    session.protocol.handle(SCHEME, (request) => answerTerminal(request, files));
    restrictPermissions(session, () => null);
    closeToOthers(session, { gate: () => ({ appOrigin: null, isRunning: false }), isHere: () => Promise.resolve(false) });
    closeDoor = openBridge(
      { mainFrames: () => (open && !open.window.isDestroyed() ? [open.window.webContents.mainFrame] : []), origin: () => TERMINAL_ORIGIN },
      {
        beginTerminal(columns, rows) {
          if (!open) throw new Error('There is no terminal.');
          begin(open, { columns, rows });
          return { title: titleOf(open.command), close: 'Close', scheme: options.scheme() };
        },
        writeTerminal: (text) => withProcess((process) => process.write(text)),
        resizeTerminal: (columns, rows) => withProcess((process) => process.resize({ columns, rows })),
        closeTerminal: () => open?.window.close(),
      },
    );
  }

  function show(command: TerminalCommand): Promise<SignInEnd> {
    if (!closeDoor) prepare();
    return new Promise((resolve) => {
      const window = new BrowserWindow({
        ...SIZE,
        minWidth: SMALLEST.width,
        minHeight: SMALLEST.height,
        parent: options.parent,
        icon: options.icon,
        show: false,
        fullscreenable: false,
        autoHideMenuBar: true,
        title: titleOf(command),
        backgroundColor: options.background(),
        webPreferences: pagePreferences({ preload: options.preload, session: options.session }),
      });
      window.removeMenu();
      window.on('page-title-updated', (event) => event.preventDefault());
      options.onContents(window, window.webContents);
      window.once('ready-to-show', () => window.show());
      const mine: Open = { window, command, process: null, hasEnded: false, end: resolve };
      open = mine;
      window.once('closed', () => {
        if (open === mine) open = null;
        drop(
          stopped(mine).finally(() => resolve('failed')),
          'it did not start',
        );
      });
      drop(window.loadURL(TERMINAL_PAGE), 'it is closed before it was loaded');
    });
  }

  return {
    async signIn(ticket) {
      if (isOpening || (open && !open.hasEnded)) {
        open?.window.focus();
        return 'busy';
      }
      isOpening = true;
      try {
        const command = await options.takeCommand(ticket);
        if (!command) return 'gone';
        open?.window.destroy();
        return await show(command);
      } finally {
        isOpening = false;
      }
    },
    async close() {
      const mine = open;
      closeDoor?.();
      if (!mine) return;
      mine.window.destroy();
      await stopped(mine).catch(() => undefined);
    },
  };
}

async function stopped({ process }: Open): Promise<void> {
  await (await process)?.stop();
}

function send({ window }: Open, name: 'terminalOutput' | 'terminalEnd', payload: string | TerminalEnd): void {
  if (!window.isDestroyed()) window.webContents.send(messageChannel(name), payload);
}

function titleOf({ title }: TerminalCommand): string {
  return `Sign in: ${title}`;
}

function endOf({ proves }: TerminalCommand, code: number): TerminalEnd {
  if (code !== 0) return { text: `The program ended with code ${code}. Close this window, then try again.`, is_good: false };
  return proves
    ? { text: 'Signed in. You can close this window.', is_good: true }
    : { text: 'The program has ended. Lanai checks whether it is signed in.', is_good: true };
}
