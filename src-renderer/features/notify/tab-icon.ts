// A mark on the icon of the browser's tab while something is unread: coral for messages to the user.
import icon from '../../ui/icon.svg?raw';
import { countIn, mentionsOf } from '../../../src-shared/notify/unread.ts';
import type { Snapshot } from '../../../src-shared/snapshot.ts';
import { followUnread, type UnreadSeams } from '../../sync/follow-unread.ts';

export type TabMark = 'none' | 'unread' | 'call';

/** A tab has the colours of the system, not those of the page. */
const GROUNDS = { light: { unread: '#1d1f1e', call: '#d9502f' }, dark: { unread: '#ffffff', call: '#f0805f' } };

export function tabMark({ rooms }: Pick<Snapshot, 'rooms'>, now: number): TabMark {
  let mark: TabMark = 'none';
  for (const view of Object.values(rooms)) {
    if (countIn(view, now) === 0) continue;
    if (view.room.direct || mentionsOf(view.membership) > 0) return 'call';
    mark = 'unread';
  }
  return mark;
}

/** The icon with a gap around the mark, so that it stands out on both. */
export function markedIcon(mark: Exclude<TabMark, 'none'>, scheme: keyof typeof GROUNDS): string {
  const hole = '<mask id="m"><rect width="32" height="32" fill="#fff"/><circle cx="24" cy="8" r="10" fill="#000"/></mask>';
  const drawing = icon.replace(/^<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '');
  const dot = `<circle cx="24" cy="8" r="7.5" fill="${GROUNDS[scheme][mark]}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${hole}<g mask="url(#m)">${drawing}</g>${dot}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

type TabPage = Pick<Window, 'document' | 'matchMedia'>;

/** Returns what ends it. */
export function keepTabIcon(seams: UnreadSeams, { document, matchMedia }: TabPage): () => void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return () => undefined;
  const plain = link.href;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let seen: unknown[] = [];
  function draw(): void {
    const { snapshot } = seams.store.getState();
    const { badge } = seams.device.getState();
    const mark = snapshot && badge ? tabMark(snapshot, seams.now()) : 'none';
    const next = [mark, dark.matches];
    if (next.every((each, index) => each === seen[index])) return;
    seen = next;
    if (link) link.href = mark === 'none' ? plain : markedIcon(mark, dark.matches ? 'dark' : 'light');
  }
  const end = followUnread(seams, draw);
  dark.addEventListener('change', draw);
  draw();
  return () => {
    end();
    dark.removeEventListener('change', draw);
    link.href = plain;
  };
}
