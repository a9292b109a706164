import { Bot, Clock, Eraser, MessageSquare, Pencil, UserCog } from 'lucide-react';
import type { ReactNode } from 'react';
import { statusNow } from '../../../src-shared/profile.ts';
import type { Agent, Participant, Person } from '../../../src-shared/objects.ts';
import { useOpenDirect } from './use-open-direct.ts';
import { isActive, isWebhook } from '../../../src-shared/participants.ts';
import { mayChangeAccess, mayClearProfile } from '../../../src-shared/permissions.ts';
import { presenceTone, roleWord } from './presence-words.ts';
import { useCommand, useDialogActions, useMe, useParticipant, usePresence, useRooms } from '../../sync/store.ts';
import { Avatar } from './avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { dateFormat } from '../../ui/date-format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { KindTag } from '../../ui/kind-tag.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { explain, listed } from '../../ui/phrases.ts';
import { locale, strings } from '../../strings/strings.ts';
import { localTime, ownTimeZone } from './local-time.ts';
import { presenceLine } from './presence-line.ts';

const NAMED_MAX = 6;

/** A participant's profile, activity and actions. `onDone`: another view was opened. */
export function ProfileBody({ participant, onDone }: { participant: Participant; onDone: () => void }) {
  const presence = usePresence(participant.id);
  const isMe = useMe().id === participant.id;
  const now = useNow();
  const isAgent = participant.kind === 'agent';
  const progress = isAgent && presence?.online ? presence.progress : null;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <Avatar of={participant} size={48} presence={presenceTone(presence)} ring="ring-raise" />
        <div className="min-w-0 flex-1">
          <p className="text-title font-semibold wrap-anywhere text-ink">{isMe ? strings.ui.isYou(participant.name) : participant.name}</p>
          <p className="flex flex-wrap items-center gap-x-2 text-list text-ink-2">
            {isAgent ? <KindTag of={participant} /> : <span>{roleWord(participant)}</span>}
            <span>{presenceLine(participant, presence, now)}</span>
          </p>
        </div>
      </div>
      {progress !== null && <ProgressBar label={strings.people.progress(participant.name)} percent={progress} />}
      {isAgent ? <AboutAgent agent={participant} /> : <AboutPerson person={participant} now={now} />}
      {!isMe && <RoomsInCommon id={participant.id} />}
      <Ways participant={participant} isMe={isMe} onDone={onDone} />
    </div>
  );
}

function AboutPerson({ person, now }: { person: Person; now: number }) {
  const status = statusNow(person.status, now);
  const isMe = useMe().id === person.id;
  const time = person.time_zone === null || isMe ? null : localTime(person.time_zone, now, { locale, ownZone: ownTimeZone() });
  return (
    <>
      {status && (
        <p className="rounded-control bg-panel px-3 py-2 text-list wrap-anywhere text-ink">
          {status.emoji && <span className="me-1.5">{status.emoji}</span>}
          {status.text}
          {status.until !== null && <span className="text-meta text-ink-3"> · {strings.people.until(untilWord(status.until, now))}</span>}
        </p>
      )}
      {time && (
        <p className="flex items-center gap-2 text-list text-ink-2">
          <Clock size={14} aria-hidden className="shrink-0 text-ink-3" />
          {strings.people.localTime(time.time, time.ahead)}
        </p>
      )}
    </>
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;

function untilWord(until: number, now: number): string {
  return dateFormat(until - now < DAY_MS ? 'time' : 'day').format(until);
}

function AboutAgent({ agent }: { agent: Agent }) {
  const owner = useParticipant(agent.owner_id);
  return (
    <>
      {agent.description && <p className="text-list wrap-anywhere text-ink">{agent.description}</p>}
      {agent.capabilities.length > 0 && <Fact name={strings.people.canDo}>{listed(agent.capabilities, NAMED_MAX)}</Fact>}
      {owner && agent.type !== 'hosted' && <p className="text-list text-ink-2">{strings.people.ownedBy(owner.name)}</p>}
    </>
  );
}

function RoomsInCommon({ id }: { id: string }) {
  const me = useMe();
  const rooms = useRooms().filter(
    ({ room }) => !room.direct && room.archived_at === null && room.member_ids.includes(id) && room.member_ids.includes(me.id),
  );
  const names = rooms.map(({ room }) => room.name).sort((a, b) => a.localeCompare(b, locale));
  return <Fact name={strings.people.roomsInCommon}>{names.length > 0 ? listed(names, NAMED_MAX) : strings.people.noRoomsInCommon}</Fact>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <p className="text-meta font-semibold text-ink-3">{name}</p>
      <p className="text-list wrap-anywhere text-ink">{children}</p>
    </div>
  );
}

function Ways({ participant, isMe, onDone }: { participant: Participant; isMe: boolean; onDone: () => void }) {
  const me = useMe();
  const openDirect = useOpenDirect();
  const { openDialog } = useDialogActions();
  const go = (open: () => void) => (): void => {
    onDone();
    open();
  };
  return (
    <div className="flex flex-wrap gap-2">
      {isMe ? (
        <Button icon={Pencil} onClick={go(() => openDialog({ kind: 'settings', page: 'you' }))}>
          {strings.people.editProfile}
        </Button>
      ) : (
        !isWebhook(participant) && (
          <Button icon={MessageSquare} look="primary" onClick={go(() => openDirect(participant.id))}>
            {strings.people.message}
          </Button>
        )
      )}
      {participant.kind === 'agent' && !isWebhook(participant) && (
        <Button icon={Bot} onClick={go(() => openDialog({ kind: 'connect-agent', agent_id: participant.id }))}>
          {strings.people.moreAbout}
        </Button>
      )}
      {participant.kind === 'person' && isActive(participant) && mayChangeAccess(me, participant) && (
        <Button icon={UserCog} onClick={go(() => openDialog({ kind: 'access', participant_id: participant.id }))}>
          {strings.people.access}
        </Button>
      )}
      {participant.kind === 'person' && !isMe && <Clear person={participant} />}
    </div>
  );
}

/** For admins: a guest's profile may be unsuitable for others. */
function Clear({ person }: { person: Person }) {
  const me = useMe();
  const command = useCommand();
  const toast = useToast();
  const isThere = person.picture !== null || person.status !== null;
  if (!mayClearProfile(me, person) || !isThere) return null;
  const clear = (): void => {
    command('clear_profile', { participant_id: person.id }).then(
      () => toast({ text: strings.people.cleared(person.name) }),
      (error: unknown) => toast({ text: explain(error) }),
    );
  };
  return (
    <Button icon={Eraser} look="quiet" onClick={clear} className="-ms-2 px-2">
      {strings.people.clear}
    </Button>
  );
}
