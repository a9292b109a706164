import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { snapshot } from '../../testing/cast.ts';
import { EMPTY_HOME_STATE, type HomeState, type LostRoom } from '../home-state.ts';
import { createDraftMarks } from './draft-marks.ts';
import { createDraftMemory, draftKey, pageDraftKey } from './drafts.ts';
import { dropDrafts } from './drop-drafts.ts';

test('the drafts for a deleted room and its threads are dropped, and that for a closed one is kept', () => {
  const home = snapshot();
  const storage = createDraftMemory();
  const store = createStore<HomeState>(() => ({ ...EMPTY_HOME_STATE, snapshot: home }));
  const ignore = (): void => undefined;
  const marks = createDraftMarks({ localStorage: { length: 0 } as Storage, addEventListener: ignore, removeEventListener: ignore });
  const places = ['gone', 'gone t1', 'gone-not', 'shut'];
  for (const place of places) {
    storage.setItem(draftKey(home.me_id, place), 'text');
    storage.setItem(pageDraftKey(home.me_id, place), 'text');
    marks.look(storage, home.me_id, place);
  }
  const stop = dropDrafts(store, marks, storage);
  const lost = (why: LostRoom['why']): LostRoom => ({ name: 'x', why, by: null });
  store.setState({ lost: { gone: lost('deleted'), shut: lost('closed') } });
  expect(places.filter((place) => storage.getItem(draftKey(home.me_id, place)) !== null)).toEqual(['gone-not', 'shut']);
  expect([storage.getItem(pageDraftKey(home.me_id, 'gone')), storage.getItem(pageDraftKey(home.me_id, 'shut'))]).toEqual([null, 'text']);
  expect([...marks.store.getState()]).toEqual(['gone-not', 'shut'].map((place) => draftKey(home.me_id, place)));
  stop();
});
