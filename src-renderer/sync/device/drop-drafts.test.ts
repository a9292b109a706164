import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { snapshot } from '../../testing/cast.ts';
import { EMPTY_HOME_STATE, type HomeState, type LostRoom } from '../home-state.ts';
import { createDraftMemory, draftKey, pageDraftKey } from './drafts.ts';
import { dropDrafts } from './drop-drafts.ts';

test('the draft for a deleted room is dropped, and that for a closed one is kept', () => {
  const home = snapshot();
  const storage = createDraftMemory();
  const store = createStore<HomeState>(() => ({ ...EMPTY_HOME_STATE, snapshot: home }));
  const looked: string[] = [];
  const marks = {
    store: createStore<ReadonlySet<string>>(() => new Set()),
    look: (_s: unknown, _me: string, id: string) => looked.push(id),
    close: () => undefined,
  };
  for (const id of ['gone', 'shut']) for (const keyOf of [draftKey, pageDraftKey]) storage.setItem(keyOf(home.me_id, id), 'text');
  const stop = dropDrafts(store, marks as never, storage);
  const lost = (why: LostRoom['why']): LostRoom => ({ name: 'x', why, by: null });
  store.setState({ lost: { gone: lost('deleted'), shut: lost('closed') } });
  expect([storage.getItem(draftKey(home.me_id, 'gone')), storage.getItem(draftKey(home.me_id, 'shut'))]).toEqual([null, 'text']);
  expect([storage.getItem(pageDraftKey(home.me_id, 'gone')), storage.getItem(pageDraftKey(home.me_id, 'shut'))]).toEqual([null, 'text']);
  expect(looked).toEqual(['gone']);
  stop();
});
