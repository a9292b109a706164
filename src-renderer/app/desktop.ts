// The desktop's events for the page: navigation, chosen menu items, and the state of the gateway's process.
import type { StoreApi } from 'zustand';
import type { BRIDGE_MESSAGES, LanaiBridge } from '../../src-shared/bridge.ts';
import type * as z from 'zod/mini';
import type { Routing } from './routing.ts';
import type { DialogStore, OpenDialog } from '../sync/device/dialogs.ts';
import { drop } from '../lib/drop.ts';
import type { HomeState } from '../sync/home-state.ts';
import type { LayoutStore } from '../sync/device/layout.ts';

type MenuEntry = z.infer<typeof BRIDGE_MESSAGES.menu>;

interface DesktopSeams {
  store: StoreApi<HomeState>;
  dialogs: DialogStore;
  layout: LayoutStore;
  goTo: Routing['goTo'];
  reconnect(): void;
}

export function followDesktop(bridge: LanaiBridge, { store, dialogs, layout, goTo, reconnect }: DesktopSeams): () => void {
  const open = (dialog: OpenDialog) => () => dialogs.setState({ dialog });
  const menu: Record<MenuEntry, () => void> = {
    'new-room': open({ kind: 'create-room' }),
    invite: open({ kind: 'invites' }),
    'connect-agent': open({ kind: 'connect-agent' }),
    search: open({ kind: 'jump' }),
    settings: open({ kind: 'settings', page: null }),
    'toggle-sidebar': () => layout.setState(({ isSidebarHidden }) => ({ isSidebarHidden: !isSidebarHidden })),
    'toggle-panel': () => layout.setState(({ isPanelOpen }) => ({ isPanelOpen: !isPanelOpen })),
  };
  function setGateway(gateway: NonNullable<HomeState['gateway']>): void {
    store.setState({ gateway });
    if (gateway.state === 'ready') reconnect();
  }
  drop(bridge.gatewayState().then(setGateway), 'its changes are sent anyway');
  const ends = [
    bridge.onGatewayState(setGateway),
    bridge.onMenu((item) => menu[item]()),
    bridge.onNavigate((place) => {
      dialogs.setState({ dialog: null });
      goTo(place);
    }),
    onceReady(store, () => drop(bridge.navigationReady(), 'the desktop then waits for the next page')),
  ];
  return () => ends.forEach((end) => end());
}

/** Only with a snapshot is there something to navigate in. */
function onceReady(store: StoreApi<HomeState>, run: () => void): () => void {
  const unsubscribe = store.subscribe((state) => {
    if (!state.snapshot) return;
    unsubscribe();
    run();
  });
  return unsubscribe;
}
