import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { manualTimer } from '../../src-shared/notify/testing/manual-timer.ts';
import { memoryStorage } from '../testing/memory-storage.ts';
import { EMPTY_HOME_STATE, type HomeState } from '../sync/home-state.ts';
import { hasInput, hasUploads, newBuildOf, reloadWhenOutdated } from './outdated.ts';

const OUTDATED = { state: 'outdated', message: 'Too old.' } as const;

function setup(tabStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = memoryStorage()) {
  const store = createStore<HomeState>(() => EMPTY_HOME_STATE);
  const timer = manualTimer();
  const page = { isBusy: false, isHidden: false, reloads: 0, store, timer, tabStorage };
  const end = reloadWhenOutdated({
    ...{ store, tabStorage, timer, isBusy: () => page.isBusy, isHidden: () => page.isHidden },
    reload: () => void (page.reloads += 1),
  });
  return Object.assign(page, { end });
}

test('an outdated page reloads at once where nothing is lost by it', () => {
  const page = setup();
  page.store.setState({ connection: { state: 'waiting', retry_ms: 1 } });
  expect(page.reloads).toBe(0);
  page.store.setState({ connection: OUTDATED });
  expect(page.reloads).toBe(1);
});

test('it waits while something would be lost', () => {
  const page = setup();
  page.isBusy = true;
  page.store.setState({ connection: OUTDATED });
  page.timer.advance(60_000);
  expect(page.reloads).toBe(0);
  page.isBusy = false;
  page.timer.advance(1_000);
  expect(page.reloads).toBe(1);
});

test('a reload that brings the same version is not repeated, until the page was live again', () => {
  const first = setup();
  first.store.setState({ connection: OUTDATED });
  const second = setup(first.tabStorage);
  second.store.setState({ connection: OUTDATED });
  second.timer.advance(60_000);
  expect([first.reloads, second.reloads]).toEqual([1, 0]);
  second.store.setState({ connection: { state: 'live' } });
  second.store.setState({ connection: OUTDATED });
  expect(second.reloads).toBe(1);
});

test('a page that can note nothing does not reload automatically, because it could not stop', () => {
  const refuse = (): never => {
    throw new Error('No storage.');
  };
  const page = setup({ getItem: refuse, setItem: refuse, removeItem: refuse });
  page.store.setState({ connection: { state: 'live' } });
  page.store.setState({ connection: OUTDATED });
  expect(page.reloads).toBe(0);
});

test('a page of another build reloads automatically only while it is not looked at and nothing is lost, and once', () => {
  const page = setup();
  const meet = (): void => {
    page.store.setState({ connection: { state: 'connecting' } });
    page.store.setState({ newBuild: 'b2' });
    page.store.setState({ connection: { state: 'live' } });
  };
  page.isBusy = true;
  meet();
  page.timer.advance(60_000);
  page.isHidden = true;
  page.timer.advance(60_000);
  expect(page.reloads).toBe(0);
  page.isBusy = false;
  page.timer.advance(1_000);
  expect(page.reloads).toBe(1);
  meet();
  page.timer.advance(60_000);
  expect(page.reloads).toBe(1);
  page.store.setState({ newBuild: null, connection: { state: 'live' } });
  meet();
  expect(page.reloads).toBe(2);
});

test('a page that is served by the developer’s tools has no build, and neither has a server without an app', () => {
  const page = (content: string | undefined) => ({ querySelector: () => (content === undefined ? null : { content }) }) as never;
  expect([newBuildOf(page('a'), 'b'), newBuildOf(page('a'), 'a'), newBuildOf(page('a'), null), newBuildOf(page(undefined), 'b')]).toEqual([
    'b',
    null,
    null,
    null,
  ]);
});

test('it does not reload after its end', () => {
  const page = setup();
  page.isBusy = true;
  page.store.setState({ connection: OUTDATED });
  page.end();
  page.isBusy = false;
  page.timer.advance(60_000);
  expect(page.reloads).toBe(0);
});

test('files on their way count, and in a sealed room those that arrived too', () => {
  const upload = (state: 'uploading' | 'done') => ({ key: 'k', name: 'a', size: 1, status: { state, sent: 0 } as never });
  const isSealed = (roomId: string): boolean => roomId === 'sealed';
  expect(hasUploads({ byRoom: { lobby: [upload('done')], sealed: [] } }, isSealed)).toBe(false);
  expect(hasUploads({ byRoom: { lobby: [upload('done'), upload('uploading')] } }, isSealed)).toBe(true);
  expect(hasUploads({ byRoom: { sealed: [upload('done')] } }, isSealed)).toBe(true);
});

test('text in any field counts, and a recording; blanks do not', () => {
  const page = (values: string[], recordings = 0) =>
    ({
      querySelectorAll: (selector: string) =>
        selector.includes('data-recording') ? Array.from({ length: recordings }) : values.map((value) => ({ value })),
    }) as unknown as Document;
  expect([page([]), page(['', ' \n']), page(['', 'Hello']), page([''], 1)].map(hasInput)).toEqual([false, false, true, true]);
});
