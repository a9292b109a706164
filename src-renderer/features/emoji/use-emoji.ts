import { useEffect, useState } from 'react';
import { loadEmoji, type Emoji } from './emoji-data.ts';

export type EmojiList = { state: 'loading' | 'failed' } | { state: 'there'; all: readonly Emoji[] };

/** The emoji, once `isWanted`. What was fetched before comes from the browser's own store of modules. */
export function useEmoji(isWanted: boolean): EmojiList {
  const [list, setList] = useState<EmojiList>({ state: 'loading' });
  const isThere = list.state === 'there';
  useEffect(() => {
    if (!isWanted || isThere) return;
    let isOver = false;
    loadEmoji().then(
      (all) => isOver || setList({ state: 'there', all }),
      () => isOver || setList({ state: 'failed' }),
    );
    return () => {
      isOver = true;
    };
  }, [isWanted, isThere]);
  return list;
}
