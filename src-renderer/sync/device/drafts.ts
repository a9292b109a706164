// Unsent drafts, per room, kept in the browser.
export interface Draft {
  text: string;
  /** Those chosen in the picker: only their ids can tell two of one name apart. */
  chosen: readonly { id: string; name: string }[];
  reply_to: string | null;
  /** Of a reply in a thread: the room shows it too. */
  also_in_room?: boolean;
}

export const EMPTY_DRAFT: Draft = { text: '', chosen: [], reply_to: null };

/** Where drafts are kept: in the browser's storage, or in memory. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PREFIX = 'lanai.draft.';

export function loadDraft(storage: DraftStorage, meId: string, roomId: string): Draft {
  try {
    const saved: unknown = JSON.parse(storage.getItem(draftKey(meId, roomId)) ?? 'null');
    return isDraft(saved) ? saved : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}

export function saveDraft(storage: DraftStorage, meId: string, roomId: string, draft: Draft): void {
  if (draft.text.trim() === '' && draft.reply_to === null) return storage.removeItem(draftKey(meId, roomId));
  try {
    storage.setItem(draftKey(meId, roomId), JSON.stringify(draft));
  } catch {
    // The storage is full: the draft is still in the composer, it only would not survive a reload.
  }
}

export function draftKey(meId: string, roomId: string): string {
  return `${PREFIX}${meId}.${roomId}`;
}

/** Of the page of a room. */
export function pageDraftKey(meId: string, roomId: string): string {
  return `${draftKey(meId, roomId)}.page`;
}

export function isDraftKey(name: string): boolean {
  return name.startsWith(PREFIX);
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { text, chosen, reply_to } = value as Partial<Record<keyof Draft, unknown>>;
  return typeof text === 'string' && Array.isArray(chosen) && (reply_to === null || typeof reply_to === 'string');
}

/** Drafts that no disk may hold. */
export interface DraftMemory extends DraftStorage {
  isEmpty(): boolean;
}

/** For as long as the page is open. */
export function createDraftMemory(): DraftMemory {
  const items = new Map<string, string>();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
    isEmpty: () => items.size === 0,
  };
}
