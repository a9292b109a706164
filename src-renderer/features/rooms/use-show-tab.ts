import { useCallback } from 'react';
import type { PanelTab } from '../../sync/device/layout.ts';
import { useActions, useApp } from '../../sync/store.ts';
import { NO_ROOM_FOR_PANEL, useMediaQuery } from '../../ui/use-media-query.ts';

/** Shows a tab of the panel of the room on the screen: beside it, or in a sheet. A thread gives its place to it. */
export function useShowTab(): (panelTab: PanelTab) => void {
  const { layout } = useApp();
  const { showThread } = useActions();
  const isSheet = useMediaQuery(NO_ROOM_FOR_PANEL);
  return useCallback(
    (panelTab) => {
      showThread(null);
      layout.setState({ panelTab, ...(isSheet ? { isSheetOpen: true } : { isPanelOpen: true }) });
    },
    [layout, showThread, isSheet],
  );
}
