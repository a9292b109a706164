import { Link2, Plus, UserPlus, type LucideIcon } from 'lucide-react';
import { ActionsMetadata, type Action, type Message, type Person } from '../../src-shared/objects.ts';
import type { OpenDialog } from '../state/dialogs.ts';
import { mayCreateRooms, mayManage } from '../state/permissions.ts';
import { useDialogActions, useMe, useParticipant } from '../state/store.ts';
import { Button } from '../ui/button.tsx';

interface Deed {
  icon: LucideIcon;
  dialog: OpenDialog;
  isAllowed(me: Person): boolean;
}

const DEEDS: Record<Action, Deed> = {
  create_room: { icon: Plus, dialog: { kind: 'create-room' }, isAllowed: mayCreateRooms },
  connect_agent: { icon: Link2, dialog: { kind: 'connect-agent' }, isAllowed: mayManage },
  invite_friend: { icon: UserPlus, dialog: { kind: 'invites' }, isAllowed: mayManage },
};

/** Buttons under a message. Only a built-in agent may put them there: anyone else's could be made to mislead. */
export function PorterActions({ message }: { message: Message }) {
  const author = useParticipant(message.author_id);
  const me = useMe();
  const { openDialog } = useDialogActions();
  if (author?.kind !== 'agent' || author.type !== 'built-in') return null;
  const parsed = ActionsMetadata.safeParse(message.metadata);
  if (!parsed.success) return null;
  const allowed = parsed.data.actions.filter(({ action }) => DEEDS[action].isAllowed(me));
  if (allowed.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2 py-2">
      {allowed.map(({ action, label }) => (
        <Button key={action} icon={DEEDS[action].icon} onClick={() => openDialog(DEEDS[action].dialog)}>
          {label}
        </Button>
      ))}
    </div>
  );
}
