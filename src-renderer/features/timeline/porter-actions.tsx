import { DoorOpen, Hash, Link2, LogIn, MessageCircle, Plus, UserPlus, type LucideIcon } from 'lucide-react';
import { WELCOME_ID } from '../../../src-shared/ids.ts';
import type { Message, Person } from '../../../src-shared/objects.ts';
import { ActionsMetadata, QUESTION_MS, type Action, type Offer } from '../../../src-shared/offers.ts';
import type { OpenDialog } from '../../sync/device/dialogs.ts';
import { isOwner, mayCreateRooms, mayManage } from '../../../src-shared/permissions.ts';
import { roomTitle } from '../../sync/room-words.ts';
import {
  useActions,
  useApp,
  useCommand,
  useDialogActions,
  useHomeState,
  useMe,
  useParticipant,
  useParticipants,
  useRoomFacts,
} from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
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
      <Offers offers={parsed.data.actions} message={message} />
    </>
  );
}

/** Porter's first message is read by everyone who joins: each is greeted by name, with a first step that they can take. */
function Greeting() {
  const me = useMe();
  const { steps, member, guest } = strings.firstSight;
  return <p className="pt-1 text-ink">{mayManage(me) ? steps : mayCreateRooms(me) ? member(me.name) : guest(me.name)}</p>;
}

function Offers({ offers, message }: { offers: readonly Offer[]; message: Message }) {
  return (
    <div className="flex flex-wrap gap-2 py-2 empty:hidden">
      {offers.map((offer) =>
        offer.action === 'answer_porter' ? (
          <AnswerButton key={offer.text} text={offer.text} message={message} />
        ) : (
          <OfferButton key={offer.action === 'renew_invite' ? offer.invite_id : offer.action} offer={offer} message={message} />
        ),
      )}
    </div>
  );
}

/** Answers the question of the message, as the reader could by writing. The next message ends the question. */
function AnswerButton({ text, message }: { text: string; message: Message }) {
  const { id, room_id, seq, created_at } = message;
  const isNewest = useHomeState(({ snapshot }) => (snapshot?.rooms[room_id]?.room.last_seq ?? 0) <= seq);
  const command = useCommand();
  const task = useAsyncAction();
  if (!isNewest || Date.now() - created_at > QUESTION_MS) return null;
  const words = new Map([
    ['yes', strings.timeline.porter.answers.yes],
    ['no', strings.timeline.porter.answers.no],
    ['none', strings.timeline.porter.answers.none],
  ]);
  return (
    <>
      <Button
        isBusy={task.isBusy}
        onClick={(event) => {
          // The button goes away with the answer: keyboard users stay at the message.
          event.currentTarget.closest('article')?.focus();
          task.run(async () => {
            await command('send_message', { room_id, content: text, reply_to: id });
          });
        }}
      >
        {words.get(text) ?? text}
      </Button>
      <FieldError text={task.error} />
    </>
  );
}

function OfferButton({ offer, message }: { offer: Exclude<Offer, { action: 'answer_porter' }>; message: Message }) {
  const me = useMe();
  const { openDialog } = useDialogActions();
  switch (offer.action) {
    case 'open_room':
      return <OpenRoom roomId={offer.room_id} />;
    case 'invite_person':
    case 'renew_invite':
      if (!mayManage(me)) return null;
      return (
        <LazyBoundary parts={[InviteCard]} fallback={() => null}>
          <InviteCard offer={offer} id={'invite_id' in offer ? `${message.id} ${offer.invite_id}` : message.id} />
        </LazyBoundary>
      );
    case 'sign_in_program':
      return <SignIn agentId={message.author_id} />;
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

/** Leads to the agent's page, where a terminal window opens. For its owner, in the desktop app. */
function SignIn({ agentId }: { agentId: string }) {
  const { bridge } = useApp();
  const me = useMe();
  const agent = useParticipant(agentId);
  const { openDialog } = useDialogActions();
  if (!bridge || !isOwner(me) || agent?.kind !== 'agent' || agent.removed_at !== null) return null;
  return (
    <Button icon={LogIn} onClick={() => openDialog({ kind: 'connect-agent', agent_id: agentId })}>
      {strings.hosted.program.signIn.button}
    </Button>
  );
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
