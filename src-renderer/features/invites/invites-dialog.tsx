import { DoorOpen, Globe } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Invite } from '../../../src-shared/objects.ts';
import { NotAllowed } from '../rooms/not-allowed.tsx';
import { useDialogActions, useInvites, useParticipants, useSharing, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/all-strings.ts';
import { ConfirmGuestAction } from './confirm-guest-action.tsx';
import { GuestList, type GuestAction } from './guest-list.tsx';
import { guestRows, isOpen } from './guest-rows.ts';
import { InviteForm } from './invite-form.tsx';
import type { MadeInvite } from './invite-links.ts';
import { MadeInvitePanel } from './made-invite.tsx';
import { SharingPanel } from './sharing-panel.tsx';

export function InvitesDialog({ newLinkFor, onClose }: { newLinkFor: string | null; onClose: () => void }) {
  const invites = useInvites();
  return (
    <Dialog title={strings.invites.title} subtitle={strings.invites.lead} icon={DoorOpen} width="wide" onClose={onClose}>
      {invites ? <InvitesBody invites={invites} newLinkFor={newLinkFor} /> : <NotAllowed text={strings.invites.notAllowed} />}
    </Dialog>
  );
}

/** The entrances from outside have their own page in the settings. */
function Elsewhere() {
  const sharing = useSharing();
  const { openDialog } = useDialogActions();
  const open = sharing?.entrances.filter(({ state }) => state !== 'off') ?? [];
  return (
    <p className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-ink-2">
      {open.map(({ way, origin, problem }) => (
        <span key={way.kind} className="wrap-anywhere">
          {strings.entrances.names[way.kind]}: {origin ?? problem ?? strings.entrances.starting}
        </span>
      ))}
      <Button look="quiet" size="small" icon={Globe} className="-ms-2" onClick={() => openDialog({ kind: 'settings', page: 'sharing' })}>
        {strings.entrances.elsewhere}
      </Button>
    </p>
  );
}

function InvitesBody({ invites, newLinkFor }: { invites: Readonly<Record<string, Invite>>; newLinkFor: string | null }) {
  const participants = useParticipants();
  const presence = useSnapshot((snapshot) => snapshot.presence);
  const rooms = useSnapshot((snapshot) => snapshot.rooms);
  const now = useNow();
  const [made, setMade] = useState<MadeInvite | null>(null);
  const [action, setAction] = useState<GuestAction | null>(null);
  const returning = newLinkFor === null ? undefined : participants[newLinkFor];
  const wasAsked = useRef(false);
  // After the first drawing: the question has to open above this dialog.
  useEffect(() => {
    if (returning?.kind !== 'person' || wasAsked.current) return;
    wasAsked.current = true;
    setAction({ kind: 'new-link', personId: returning.id, name: returning.name });
  }, [returning]);
  const rows = guestRows({ participants, invites, presence, rooms, now });
  // Used, withdrawn or expired: its link is of no use any more.
  const madeInvite = made && invites[made.id];
  const shown = madeInvite && !isOpen(madeInvite, now) ? null : made;
  return (
    <div className="flex min-h-0 flex-1 max-sm:flex-col max-sm:overflow-y-auto">
      <div className="min-w-0 flex-1 overflow-y-auto max-sm:order-2 max-sm:flex-none max-sm:overflow-visible">
        <div className="px-6 py-5 max-sm:px-4">
          <SharingPanel />
          <Elsewhere />
        </div>
        <GuestList rows={rows} now={now} onAction={setAction} />
      </div>
      <aside
        aria-label={strings.invites.makeAnInvite}
        className="w-[19.5rem] shrink-0 overflow-y-auto border-s border-line-2 bg-panel px-6 py-5 max-sm:order-1 max-sm:w-full max-sm:overflow-visible max-sm:border-s-0 max-sm:px-4"
      >
        {shown ? <MadeInvitePanel made={shown} onAnother={() => setMade(null)} /> : <InviteForm onMade={setMade} />}
      </aside>
      {action && <ConfirmGuestAction action={action} onMade={setMade} onClose={() => setAction(null)} />}
    </div>
  );
}
