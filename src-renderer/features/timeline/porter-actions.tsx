import { DoorOpen, Hash, Link2, MessageCircle, Plus, UserPlus, type LucideIcon } from 'lucide-react';
import { WELCOME_ID } from '../../../src-shared/ids.ts';
import { ActionsMetadata, type Action, type Message, type Offer, type Person } from '../../../src-shared/objects.ts';
import type { OpenDialog } from '../../sync/device/dialogs.ts';
import { mayCreateRooms, mayManage } from '../../../src-shared/permissions.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useActions, useDialogActions, useMe, useParticipants, useRoomFacts } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { strings } from '../../strings/all-strings.ts';

const InviteCard = lazyPart(async () => (await import('../invites/invite-card.tsx')).InviteCard);

interface PaletteAction {
  icon: LucideIcon;
  /** In the reader's language: the server's labels are for programs. */
  label(): string;
  dialog: OpenDialog;
  isAllowed(me: Person): boolean;
}

const DEEDS: Record<Action, PaletteAction> = {
  create_room: { icon: Plus, label: () => strings.roomPage.makeRoom, dialog: { kind: 'create-room' }, isAllowed: mayCreateRooms },
  connect_agent: { icon: Link2, label: () => strings.finding.connectAgent, dialog: { kind: 'connect-agent' }, isAllowed: mayManage },
  invite_friend: { icon: UserPlus, label: () => strings.finding.inviteFriend, dialog: { kind: 'invites' }, isAllowed: mayManage },
  open_invites: { icon: DoorOpen, label: () => strings.timeline.porter.openInvites, dialog: { kind: 'invites' }, isAllowed: mayManage },
};

export function PorterActions({ message }: { message: Message }) {
  const parsed = ActionsMetadata.safeParse(message.metadata);
  if (!parsed.success) return null;
  return (
    <>
      {message.client_id === WELCOME_ID && <Greeting />}
      <Offers offers={parsed.data.actions} />
    </>
  );
}

/** Porter's first message is read by everyone who joins: each is greeted by name, with a first step that they can take. */
function Greeting() {
  const me = useMe();
  const { steps, member, guest } = strings.firstSight;
  return <p className="pt-1 text-ink">{mayManage(me) ? steps : mayCreateRooms(me) ? member(me.name) : guest(me.name)}</p>;
}

function Offers({ offers }: { offers: readonly Offer[] }) {
  return (
    <div className="flex flex-wrap gap-2 py-2 empty:hidden">
      {offers.map((offer) => (
        <OfferButton key={offer.action} offer={offer} />
      ))}
    </div>
  );
}

function OfferButton({ offer }: { offer: Offer }) {
  const me = useMe();
  const { openDialog } = useDialogActions();
  switch (offer.action) {
    case 'open_room':
      return <OpenRoom roomId={offer.room_id} />;
    case 'invite_person':
      if (!mayManage(me)) return null;
      return (
        <LazyBoundary parts={[InviteCard]} fallback={() => null}>
          <InviteCard name={offer.name} />
        </LazyBoundary>
      );
    case 'reinvite_person': {
      const { participant_id } = offer;
      if (!mayManage(me)) return null;
      return (
        <Button icon={Link2} onClick={() => openDialog({ kind: 'invites', new_link_for: participant_id })}>
          {strings.timeline.porter.makeNewLink}
        </Button>
      );
    }
    default: {
      const { icon, label, dialog, isAllowed } = DEEDS[offer.action];
      if (!isAllowed(me)) return null;
      return (
        <Button icon={icon} onClick={() => openDialog(dialog)}>
          {label()}
        </Button>
      );
    }
  }
}

/** Nothing for those who may not see the room. */
function OpenRoom({ roomId }: { roomId: string }) {
  const room = useRoomFacts(roomId);
  const participants = useParticipants();
  const me = useMe();
  const { goTo } = useActions();
  if (!room) return null;
  return (
    <Button icon={room.direct ? MessageCircle : Hash} onClick={() => goTo({ room_id: roomId, seq: null })}>
      {strings.roomPage.openRoom(roomTitle(room, participants, me.id))}
    </Button>
  );
}
