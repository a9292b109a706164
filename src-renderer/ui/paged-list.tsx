import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { strings } from '../strings/all-strings.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { SkeletonRows } from './skeleton.tsx';

interface PagedListProps<Item> {
  /** Null until the first page is there. */
  items: readonly Item[] | null;
  /** A whole sentence. */
  error: string | null;
  hasMore: boolean;
  loadMore: () => void;
  icon: LucideIcon;
  words: { failed: (error: string) => string; loading: string; none: string; noneText: string; more: string };
  /** Between an error and the rows. */
  note?: ReactNode;
  row: (item: Item) => ReactNode;
}

/** A list that is loaded page by page, with its states: loading, failed, empty, and a button for more. */
export function PagedList<Item>({ items, error, hasMore, loadMore, icon, words, note, row }: PagedListProps<Item>) {
  return (
    <>
      {error !== null && (
        <p role="alert" className="pb-3 text-list text-coral-ink">
          {words.failed(error)}
        </p>
      )}
      {note}
      {items === null && error === null && <SkeletonRows rows={4} label={words.loading} />}
      {items?.length === 0 && !hasMore && <EmptyState icon={icon} title={words.none} text={words.noneText} />}
      <ul className="-mx-2 flex flex-col gap-0.5">{items?.map(row)}</ul>
      {(hasMore || error !== null) && (
        <Button onClick={loadMore} className="mt-3">
          {error === null ? words.more : strings.timeline.tryAgain}
        </Button>
      )}
    </>
  );
}
