// The sections of the sidebar can be folded. Rows with unread messages, and the open one, stay visible.
import { createContext, useContext } from 'react';

/** Whether the section around is folded. */
export const Folded = createContext(false);

/** For a row: whether its folded section keeps it. */
export function useIsFoldedAway({ isSelected, isUnread }: { isSelected: boolean; isUnread: boolean }): boolean {
  return useContext(Folded) && !isSelected && !isUnread;
}
