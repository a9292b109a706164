import { useState } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { LazyBoundary, lazyPart, usePrefetchOnIdle } from '../../ui/lazy.tsx';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { strings } from '../../strings/strings.ts';
import { Members } from './members.tsx';

// Not on the first screen.
const TaskBoard = lazyPart(async () => (await import('../../features/coordination/task-board.tsx')).TaskBoard);
const RoomFiles = lazyPart(async () => (await import('../../features/files/room-files.tsx')).RoomFiles);
const About = lazyPart(async () => (await import('./about.tsx')).About);
const PARTS = [TaskBoard, RoomFiles, About];
const partsAhead = () => PARTS;

const TABS = ['members', 'tasks', 'files', 'about'] as const;

export function PanelTabs({ room }: { room: RoomFacts }) {
  const [tab, setTab] = useState<(typeof TABS)[number]>('members');
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
        {tab === 'about' && <About room={room} />}
      </LazyBoundary>
    </Tabs>
  );
}
