import { Crown, Gavel, ListTodo, Plus, Vote } from 'lucide-react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useCommand, useDialogActions, useFloor, useMe, useParticipants, usePresentIds } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';

/** The menu of votes, tasks and elections, at the composer. */
export function CoordinateMenu({ room }: { room: RoomFacts }) {
  return (
    <Menu
      label={strings.coordination.menu}
      items={useItems(room)}
      placement={{ side: 'above', align: 'start' }}
      trigger={(props) => <IconButton {...props} icon={Plus} label={strings.coordination.menu} />}
    />
  );
}

function useItems(room: RoomFacts): MenuItem[] {
  const command = useCommand();
  const toast = useToast();
  const { openDialog } = useDialogActions();
  const meId = useMe().id;
  const floor = useFloor(room.id);
  const participants = useParticipants();
  const agents = usePresentIds(room.id).filter((id) => participants[id]?.kind === 'agent').length;
  const elect = (stand: boolean) => () => {
    if (floor?.leader_id != null) return openDialog({ kind: 'elect', room_id: room.id, stand });
    command('elect_leader', { room_id: room.id, stand }).catch((error: unknown) => toast({ text: explain(error) }));
  };
  const items: MenuItem[] = [
    { icon: Vote, label: strings.coordination.startVote, onSelect: () => openDialog({ kind: 'vote', room_id: room.id }) },
    { icon: ListTodo, label: strings.coordination.newTask, onSelect: () => openDialog({ kind: 'new-task', room_id: room.id }) },
  ];
  if (room.direct) return items;
  if (agents > 0) items.push({ icon: Crown, label: strings.coordination.elect, onSelect: elect(false) });
  items.push({ icon: Crown, label: agents > 0 ? strings.coordination.electWithMe : strings.coordination.lead, onSelect: elect(true) });
  if (floor?.leader_id === meId)
    items.push({ icon: Gavel, label: strings.coordination.decide, onSelect: () => openDialog({ kind: 'decide', room_id: room.id }) });
  return items;
}
