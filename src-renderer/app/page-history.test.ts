import { describe, expect, test } from 'vitest';
import { createPageHistory } from './page-history.ts';

interface Kept {
  state: unknown;
  hash: string;
}

/** A fake of the browser's history. It goes back only when the test says so. */
function browser(first: Kept = { state: null, hash: '#/' }) {
  const entries: Kept[] = [first];
  let at = 0;
  let asked: number | null = null;
  const listeners = new Set<() => void>();
  const location = { hash: first.hash };
  const show = (): void => {
    location.hash = entries[at]?.hash ?? '';
  };
  const history = {
    get state() {
      return entries[at]?.state;
    },
    pushState(state: unknown, _title: string, hash: string) {
      entries.splice(at + 1, Infinity, { state, hash });
      at += 1;
      show();
    },
    replaceState(state: unknown, _title: string, hash: string) {
      entries[at] = { state, hash };
      show();
    },
    go(steps: number) {
      asked = steps;
    },
  };
  const page = {
    history,
    location,
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  };
  async function arrive(steps: number): Promise<void> {
    at += steps;
    show();
    for (const listener of listeners) listener();
    await settled();
  }
  return {
    page: page as unknown as Window,
    hashes: () => entries.map(({ hash }) => hash),
    at: () => at,
    /** The user presses the button. */
    back: (steps = 1) => arrive(-steps),
    forward: () => arrive(1),
    /** The browser has gone where the page asked it to. Returns how many steps that were. */
    async arrived(): Promise<number | null> {
      const steps = asked;
      asked = null;
      if (steps !== null) await arrive(steps);
      return steps;
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Something that is open, as a dialog is: it ends when it is closed. */
function opened(history: ReturnType<typeof createPageHistory>) {
  const layer = { isOpen: true, end: (): void => undefined };
  const end = history.back.open(() => layer.end());
  layer.end = () => {
    layer.isOpen = false;
    end();
  };
  return layer;
}

describe('Layers over the page', () => {
  test('is closed by the back button, and the place stays', async () => {
    const { page, back, at, hashes } = browser();
    const history = createPageHistory(page);
    history.push('#/room/a', 'list');
    const dialog = opened(history);
    await settled();
    expect(hashes()).toEqual(['#/', '#/room/a', '#/room/a']);
    await back();
    expect(dialog.isOpen).toBe(false);
    expect(at()).toBe(1);
  });

  test('is closed from the top, one with each press', async () => {
    const { page, back } = browser();
    const history = createPageHistory(page);
    const [sheet, dialog] = [opened(history), opened(history)];
    await settled();
    await back();
    expect([sheet.isOpen, dialog.isOpen]).toEqual([true, false]);
    await back();
    expect(sheet.isOpen).toBe(false);
  });

  test('takes its entry along when it is closed in another way', async () => {
    const { page, arrived, at } = browser();
    const history = createPageHistory(page);
    const dialog = opened(history);
    await settled();
    expect(at()).toBe(1);
    dialog.end();
    await settled();
    expect(await arrived()).toBe(-1);
    expect(at()).toBe(0);
  });

  test('hands its entry on to what opens in the same moment', async () => {
    const { page, arrived, hashes } = browser();
    const history = createPageHistory(page);
    const first = opened(history);
    await settled();
    first.end();
    const second = opened(history);
    await settled();
    expect(await arrived()).toBeNull();
    expect(hashes()).toHaveLength(2);
    expect(second.isOpen).toBe(true);
  });

  test('gives its entry to the place that is gone to from it', async () => {
    const { page, back, arrived, at, hashes } = browser();
    const history = createPageHistory(page);
    history.push('#/room/a', 'list');
    const palette = opened(history);
    await settled();
    history.push('#/room/b', 'elsewhere');
    palette.end();
    await settled();
    expect(await arrived()).toBeNull();
    expect(hashes()).toEqual(['#/', '#/room/a', '#/room/b']);
    await back();
    expect(at()).toBe(1);
    history.toList('#/');
    expect(await arrived()).toBe(-1);
  });

  test('is not opened again by the forward button', async () => {
    const { page, arrived, forward, at } = browser();
    const history = createPageHistory(page);
    const dialog = opened(history);
    await settled();
    dialog.end();
    await settled();
    await arrived();
    await forward();
    expect(await arrived()).toBe(-1);
    expect(at()).toBe(0);
  });

  test('is gone from the history after the page was loaded again', async () => {
    const { page, arrived } = browser({ state: { layers: 1 }, hash: '#/' });
    createPageHistory(page);
    await settled();
    expect(await arrived()).toBe(-1);
  });
});

describe('The entries of places', () => {
  test('are written once the browser has gone back', async () => {
    const { page, arrived, hashes } = browser();
    const history = createPageHistory(page);
    history.push('#/room/a', 'list');
    const dialog = opened(history);
    await settled();
    dialog.end();
    await settled();
    history.push('#/room/b', 'elsewhere');
    expect(hashes()).toEqual(['#/', '#/room/a', '#/room/a']);
    await arrived();
    expect(hashes()).toEqual(['#/', '#/room/a', '#/room/b']);
    history.toList('#/');
    expect(await arrived()).toBe(-2);
  });

  test('are replaced under the layers, however these are closed', async () => {
    const { page, arrived, back, hashes } = browser();
    const history = createPageHistory(page);
    history.push('#/room/a/7', 'list');
    const dialog = opened(history);
    await settled();
    history.replace('#/room/a');
    dialog.end();
    await settled();
    await arrived();
    expect(hashes().slice(0, 2)).toEqual(['#/', '#/room/a']);
    opened(history);
    await settled();
    history.replace('#/room/a/9');
    await back();
    expect(hashes().slice(0, 2)).toEqual(['#/', '#/room/a/9']);
  });

  test('lead back to the list, however many rooms there were', async () => {
    const { page, arrived, at } = browser();
    const history = createPageHistory(page);
    history.push('#/room/a', 'list');
    history.push('#/room/b', 'elsewhere');
    const sheet = opened(history);
    await settled();
    history.toList('#/');
    sheet.end();
    expect(await arrived()).toBe(-3);
    expect(at()).toBe(0);
  });

  test('become the list where there is none to go back to', () => {
    const { page, hashes } = browser({ state: null, hash: '#/room/a' });
    createPageHistory(page).toList('#/');
    expect(hashes()).toEqual(['#/']);
  });
});
