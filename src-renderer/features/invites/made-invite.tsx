import { Plus } from 'lucide-react';
import { useRooms } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { listed } from '../../ui/phrases.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { strings } from '../../strings/all-strings.ts';
import { HandOver } from './hand-over.tsx';
import { InviteLink, useInviteLink } from './invite-link.tsx';
import type { MadeInvite } from './invite-links.ts';

interface MadeInvitePanelProps {
  made: MadeInvite;
  onAnother: () => void;
}

/** The link, this once: the home keeps only its hash. */
export function MadeInvitePanel({ made, onAnother }: MadeInvitePanelProps) {
  const { origins, links, chosen, choose, link } = useInviteLink(made);
  const about = useAbout(made);
  const title = made.name ? strings.invites.inviteOf(made.name) : strings.invites.inviteForAnyone;
  return (
    <div className="flex flex-col items-center gap-3 text-center">
      <div role="status">
        <h3 className="text-body font-semibold">{title}</h3>
        <p className="text-list text-ink-2">{about}</p>
      </div>
      <QrCode text={link} label={strings.invites.qrCode(title)} />
      <InviteLink links={links} chosen={chosen} onChoose={choose} />
      <HandOver title={title} about={about} link={link} expiresAt={made.expires_at} />
      <p className="text-meta text-balance text-ink-3">{strings.invites.shownOnce}</p>
      {made.needs_owner && (
        <p role="status" className="rounded-control bg-amber-soft px-3 py-2 text-start text-meta text-amber-ink">
          {strings.invites.needsOwner}
        </p>
      )}
      {origins.length === 0 && (
        <p role="status" className="rounded-control bg-amber-soft px-3 py-2 text-start text-meta text-amber-ink">
          {strings.invites.onlyThisComputer}
        </p>
      )}
      <Button look="quiet" icon={Plus} onClick={onAnother}>
        {strings.invites.another}
      </Button>
    </div>
  );
}

function useAbout(made: MadeInvite): string {
  const rooms = useRooms();
  const works = made.max_uses === 1 ? strings.invites.worksOnce : strings.invites.worksTimes(made.max_uses);
  if (made.room_ids === null) return `${works} ${strings.invites.opensAll}`;
  const names = rooms.filter(({ room }) => made.room_ids?.includes(room.id)).map(({ room }) => room.name);
  return names.length > 0 ? `${works} ${strings.invites.opens(listed(names))}` : works;
}
