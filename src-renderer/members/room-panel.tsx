import { useState } from 'react';
import { TaskBoard } from '../coordination/task-board.tsx';
import type { RoomFacts } from '../state/room-facts.ts';
import { Arriving, later, useFetchedWhenQuiet } from '../ui/later.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Stumbled } from '../ui/stumbled.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { words } from '../words/words.ts';
import { Members } from './members.tsx';

// Not on the first screen.
const RoomFiles = later(async () => (await import('../files/room-files.tsx')).RoomFiles);
const About = later(async () => (await import('./about.tsx')).About);
const PARTS = [RoomFiles, About];

const TABS = ['members', 'tasks', 'files', 'about'] as const;

interface RoomPanelProps {
  room: RoomFacts;
  isSheet: boolean;
  onClose: () => void;
}

export function RoomPanel({ room, isSheet, onClose }: RoomPanelProps) {
  if (isSheet) {
    return (
      <Sheet title={words.members.panel} onClose={onClose}>
        <div className="p-4">
          <PanelTabs room={room} />
        </div>
      </Sheet>
    );
  }
  return (
    <aside data-part aria-label={words.members.panel} className="w-[312px] shrink-0 overflow-y-auto border-s border-line bg-bg p-4">
      <PanelTabs room={room} />
    </aside>
  );
}

function PanelTabs({ room }: { room: RoomFacts }) {
  const [tab, setTab] = useState<(typeof TABS)[number]>('members');
  useFetchedWhenQuiet(PARTS);
  return (
    <Tabs label={words.members.tabs} tabs={TABS.map((id) => ({ id, label: words.members[id] }))} selected={tab} onSelect={setTab} isWide>
      {tab === 'members' && <Members room={room} onShowTasks={() => setTab('tasks')} />}
      <Arriving key={tab} parts={PARTS} fallback={(retry) => <Stumbled onRetry={retry} />}>
        {tab === 'tasks' && <TaskBoard room={room} />}
        {tab === 'files' && <RoomFiles room={room} />}
        {tab === 'about' && <About room={room} />}
      </Arriving>
    </Tabs>
  );
}
