import { useState } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { LazyBoundary, lazyPart, usePrefetchOnIdle } from '../../ui/lazy.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { strings } from '../../strings/strings.ts';
import { Members } from './members.tsx';

// Not on the first screen.
const TaskBoard = lazyPart(async () => (await import('../../features/coordination/task-board.tsx')).TaskBoard);
const RoomFiles = lazyPart(async () => (await import('../../features/files/room-files.tsx')).RoomFiles);
const About = lazyPart(async () => (await import('./about.tsx')).About);
const PARTS = [TaskBoard, RoomFiles, About];

const TABS = ['members', 'tasks', 'files', 'about'] as const;

interface RoomPanelProps {
  room: RoomFacts;
  isSheet: boolean;
  onClose: () => void;
}

export function RoomPanel({ room, isSheet, onClose }: RoomPanelProps) {
  if (isSheet) {
    return (
      <Sheet title={strings.members.panel} onClose={onClose}>
        <div className="p-4">
          <PanelTabs room={room} />
        </div>
      </Sheet>
    );
  }
  return (
    <aside data-part aria-label={strings.members.panel} className="w-[312px] shrink-0 overflow-y-auto border-s border-line bg-bg p-4">
      <PanelTabs room={room} />
    </aside>
  );
}

function PanelTabs({ room }: { room: RoomFacts }) {
  const [tab, setTab] = useState<(typeof TABS)[number]>('members');
  usePrefetchOnIdle(PARTS);
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
