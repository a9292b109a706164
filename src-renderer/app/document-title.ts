// Keeps the window's title true.
import { windowTitle } from '../sync/title.ts';
import { followUnread, type UnreadSeams } from '../sync/follow-unread.ts';

export function keepDocumentTitle(seams: UnreadSeams, document: Pick<Document, 'title'>): () => void {
  const { store, device, now } = seams;
  let shown = '';
  return followUnread(seams, () => {
    const title = windowTitle(store.getState(), { now: now(), isBadged: device.getState().badge });
    // To set it is dear even when it stays the same, and to read it hardly less.
    if (title !== shown) document.title = title;
    shown = title;
  });
}
