// The way out: what was opened last is closed first, and only then does the program end.
import type { App } from 'electron';

export interface Quit {
  isQuitting(): boolean;
  /** Closed when the app quits, in the reverse order of these calls. */
  onQuit(name: string, close: () => void | Promise<void>): void;
}

export function prepareQuit(app: Pick<App, 'on' | 'exit'>): Quit {
  const closers: { name: string; close: () => void | Promise<void> }[] = [];
  let isQuitting = false;

  async function closeAll(): Promise<void> {
    for (const { name, close } of closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        // The rest still has to be closed: above all the home.
        console.error(`Could not close ${name}:`, error);
      }
    }
    app.exit(0);
  }

  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isQuitting) return;
    isQuitting = true;
    void closeAll();
  });
  return { isQuitting: () => isQuitting, onQuit: (name, close) => void closers.push({ name, close }) };
}
