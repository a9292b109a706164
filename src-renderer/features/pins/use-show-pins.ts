import { useCallback } from 'react';
import { useActions, useApp } from '../../sync/store.ts';
import { NO_ROOM_FOR_PANEL, useMediaQuery } from '../../ui/use-media-query.ts';

/** Shows the pinned messages of the room on the screen: beside it, or in a sheet. A thread gives its place to them. */
export function useShowPins(): () => void {
  const { layout } = useApp();
  const { showThread } = useActions();
  const isSheet = useMediaQuery(NO_ROOM_FOR_PANEL);
  return useCallback(() => {
    showThread(null);
    layout.setState({ panelTab: 'pins', ...(isSheet ? { isSheetOpen: true } : { isPanelOpen: true }) });
  }, [layout, showThread, isSheet]);
}
