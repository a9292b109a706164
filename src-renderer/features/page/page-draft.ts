// A text of the page that was written and not saved.
import type { DraftStorage } from '../../sync/device/drafts.ts';

export interface PageDraft {
  text: string;
  /** The version of the page that was changed; 0 for none. */
  base: number;
}

export function loadPageDraft(storage: DraftStorage, key: string): PageDraft | null {
  try {
    const saved: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    return isPageDraft(saved) ? saved : null;
  } catch {
    return null;
  }
}

export function savePageDraft(storage: DraftStorage, key: string, draft: PageDraft | null): void {
  if (!draft) return storage.removeItem(key);
  try {
    storage.setItem(key, JSON.stringify(draft));
  } catch {
    // The storage is full: the text is still in the editor, it only would not survive a reload.
  }
}

function isPageDraft(value: unknown): value is PageDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { text, base } = value as Partial<Record<keyof PageDraft, unknown>>;
  return typeof text === 'string' && Number.isSafeInteger(base);
}
