import { Link2, Plus, UserPlus, type LucideIcon } from 'lucide-react';
import { ActionsMetadata, type Action, type Message, type Person } from '../../src-shared/objects.ts';
import type { OpenDialog } from '../state/dialogs.ts';
import { mayCreateRooms, mayManage } from '../state/permissions.ts';
import { useDialogActions, useMe, useParticipant } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { words } from '../words/words.ts';

interface Deed {
  icon: LucideIcon;
  /** In the language of whoever reads: the home's own words are for programs. */
  label(): string;
  dialog: OpenDialog;
  isAllowed(me: Person): boolean;
}

const DEEDS: Record<Action, Deed> = {
  create_room: { icon: Plus, label: () => words.roomPage.makeRoom, dialog: { kind: 'create-room' }, isAllowed: mayCreateRooms },
  connect_agent: { icon: Link2, label: () => words.rooms.connectAgent, dialog: { kind: 'connect-agent' }, isAllowed: mayManage },
  invite_friend: { icon: UserPlus, label: () => words.rooms.inviteFriend, dialog: { kind: 'invites' }, isAllowed: mayManage },
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
      {allowed.map(({ action }) => (
        <Button key={action} icon={DEEDS[action].icon} onClick={() => openDialog(DEEDS[action].dialog)}>
          {DEEDS[action].label()}
        </Button>
      ))}
    </div>
  );
}
