import { useState } from 'react';
import type { Room } from '../../src-shared/objects.ts';
import { TaskBoard } from '../coordination/task-board.tsx';
import { RoomFiles } from '../files/room-files.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { About } from './about.tsx';
import { Members } from './members.tsx';

const TABS = [
  { id: 'members', label: 'Members' },
  { id: 'tasks', label: 'Tasks' },
  { id: 'files', label: 'Files' },
  { id: 'about', label: 'About' },
] as const;

interface RoomPanelProps {
  room: Room;
  isSheet: boolean;
  onClose: () => void;
}

export function RoomPanel({ room, isSheet, onClose }: RoomPanelProps) {
  if (isSheet) {
    return (
      <Sheet title="Members and details" onClose={onClose}>
        <div className="p-4">
          <PanelTabs room={room} />
        </div>
      </Sheet>
    );
  }
  return (
    <aside data-part aria-label="Members and details" className="w-[312px] shrink-0 overflow-y-auto border-s border-line bg-bg p-4">
      <PanelTabs room={room} />
    </aside>
  );
}

function PanelTabs({ room }: { room: Room }) {
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('members');
  return (
    <Tabs label="About this room" tabs={TABS} selected={tab} onSelect={setTab} isWide>
      {tab === 'members' && <Members room={room} onShowTasks={() => setTab('tasks')} />}
      {tab === 'tasks' && <TaskBoard room={room} />}
      {tab === 'files' && <RoomFiles room={room} />}
      {tab === 'about' && <About room={room} />}
    </Tabs>
  );
}
