// The script of the desktop's own pages: the rail of homes and the dialog. It has no library, and every text comes from the desktop.
import type { ShellBridge } from '../../src-shared/shell-bridge.ts';
import { openDialog } from './dialog.ts';
import { openRail } from './rail.ts';

declare global {
  interface Window {
    /** Only in the desktop's own pages. */
    lanaiShell?: ShellBridge;
  }
}

async function start(bridge: ShellBridge): Promise<void> {
  const rail = document.getElementById('rail');
  const dialog = document.getElementById('dialog');
  if (rail) await openRail(rail, bridge);
  if (dialog instanceof HTMLFormElement) await openDialog(dialog, bridge);
}

if (window.lanaiShell) void start(window.lanaiShell);
