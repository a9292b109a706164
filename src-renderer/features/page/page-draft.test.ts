import { describe, expect, it } from 'vitest';
import { createDraftMemory } from '../../sync/device/drafts.ts';
import { loadPageDraft, savePageDraft } from './page-draft.ts';

describe('The draft of a page', () => {
  it('is kept with the version that was changed, and removed', () => {
    const storage = createDraftMemory();
    savePageDraft(storage, 'key', { text: '', base: 3 });
    expect(loadPageDraft(storage, 'key')).toEqual({ text: '', base: 3 });
    savePageDraft(storage, 'key', null);
    expect([loadPageDraft(storage, 'key'), storage.isEmpty()]).toEqual([null, true]);
  });

  it.each(['', '{', 'null', '[]', '{"text":1,"base":1}', '{"text":"x"}', '{"text":"x","base":"1"}', '{"text":"x","base":0.5}'])(
    'is none when the storage has %j',
    (kept) => {
      const storage = createDraftMemory();
      storage.setItem('key', kept);
      expect(loadPageDraft(storage, 'key')).toBeNull();
    },
  );

  it('stays in the editor when the storage is full', () => {
    const full = {
      ...createDraftMemory(),
      setItem() {
        throw new Error('full');
      },
    };
    expect(() => savePageDraft(full, 'key', { text: 'x', base: 0 })).not.toThrow();
  });
});
