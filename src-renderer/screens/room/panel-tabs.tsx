import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp } from '../../sync/store.ts';
import type { PanelTab } from '../../sync/device/layout.ts';
import { LazyBoundary, lazyPart, usePrefetchOnIdle } from '../../ui/lazy.tsx';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { strings } from '../../strings/strings.ts';
import { Members } from './members.tsx';

// Not on the first screen.
const TaskBoard = lazyPart(async () => (await import('../../features/coordination/task-board.tsx')).TaskBoard);
const RoomFiles = lazyPart(async () => (await import('../../features/files/room-files.tsx')).RoomFiles);
const RoomPins = lazyPart(async () => (await import('../../features/pins/room-pins.tsx')).RoomPins);
const RoomPagePanel = lazyPart(async () => (await import('../../features/page/room-page-panel.tsx')).RoomPagePanel);
const About = lazyPart(async () => (await import('./about.tsx')).About);
const PARTS = [TaskBoard, RoomFiles, RoomPins, RoomPagePanel, About];
const partsAhead = () => PARTS;

const TABS = ['members', 'tasks', 'files', 'pins', 'page', 'about'] as const satisfies PanelTab[];

interface PanelTabsProps {
  room: RoomFacts;
  /** Closes the panel if it covers the room. */
  onUncover: () => void;
}

export function PanelTabs({ room, onUncover }: PanelTabsProps) {
  const { layout } = useApp();
  const tab = useStore(layout, (state) => state.panelTab);
  const setTab = (panelTab: PanelTab): void => layout.setState({ panelTab });
  useEffect(() => () => layout.setState({ panelTab: 'members' }), [layout]);
  usePrefetchOnIdle(partsAhead);
  return (
    <Tabs
      label={strings.members.tabs}
      tabs={TABS.map((id) => ({ id, label: strings.members[id] }))}
      selected={tab}
      onSelect={setTab}
      isWide
    >
      {tab === 'members' && <Members room={room} onShowTasks={() => setTab('tasks')} />}
      <LazyBoundary key={tab} parts={PARTS} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
        {tab === 'tasks' && <TaskBoard room={room} />}
        {tab === 'files' && <RoomFiles room={room} />}
        {tab === 'pins' && <RoomPins key={room.id} room={room} onJump={onUncover} />}
        {tab === 'page' && <RoomPagePanel key={room.id} room={room} />}
        {tab === 'about' && <About room={room} />}
      </LazyBoundary>
    </Tabs>
  );
}
