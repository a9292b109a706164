import { Mail, Plus } from 'lucide-react';
import { useHome, useRooms } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { listed } from '../../ui/phrases.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { strings } from '../../strings/all-strings.ts';
import { InviteLink, useInviteLink } from './invite-link.tsx';
import { mailto, type MadeInvite } from './invite-links.ts';

interface MadeInvitePanelProps {
  made: MadeInvite;
  onAnother: () => void;
}

/** The link, this once: the home keeps only its hash. */
export function MadeInvitePanel({ made, onAnother }: MadeInvitePanelProps) {
  const home = useHome();
  const { origins, links, chosen, choose, link } = useInviteLink(made);
  const title = made.name ? strings.invites.inviteOf(made.name) : strings.invites.inviteForAnyone;
  return (
    <div className="flex flex-col items-center gap-3 text-center">
      <div role="status">
        <h3 className="text-body font-semibold">{title}</h3>
        <p className="text-list text-ink-2">
          {made.max_uses === 1 ? strings.invites.worksOnce : strings.invites.worksTimes(made.max_uses)} <Opens made={made} />
        </p>
      </div>
      <QrCode text={link} label={strings.invites.qrCode(title)} />
      <InviteLink links={links} chosen={chosen} onChoose={choose} />
      <div className="flex w-full gap-2">
        <CopyButton look="primary" text={link} label={strings.invites.copyLink} className="flex-1" data-autofocus />
        <a
          href={mailto(link, home.name)}
          aria-label={strings.invites.mail}
          className="inline-flex size-9 shrink-0 items-center justify-center rounded-control border border-line bg-raise text-ink-2 hover:bg-line-2 hover:text-ink tap:size-11"
        >
          <Mail size={16} aria-hidden />
        </a>
      </div>
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

function Opens({ made }: { made: MadeInvite }) {
  const rooms = useRooms();
  if (made.room_ids === null) return strings.invites.opensAll;
  const names = rooms.filter(({ room }) => made.room_ids?.includes(room.id)).map(({ room }) => room.name);
  return names.length > 0 ? strings.invites.opens(listed(names)) : null;
}
