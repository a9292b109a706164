import { Bookmark } from 'lucide-react';
import { useSnapshot } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';

/** In the margin of a message that the user saved for later. */
export function SavedMark({ id }: { id: string }) {
  const isSaved = useSnapshot(({ saved }) => Object.hasOwn(saved, id));
  if (!isSaved) return null;
  return (
    <Bookmark
      size={12}
      role="img"
      aria-label={strings.saved.isSaved}
      className="absolute start-1 top-2 fill-current text-accent max-sm:start-0.5"
    />
  );
}
