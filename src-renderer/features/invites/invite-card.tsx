import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Offer } from '../../../src-shared/offers.ts';
import { useCommand, useSharing } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { InviteLink, useInviteLink } from './invite-link.tsx';
import { currentLinks, madeInvite, type MadeInvite } from './invite-links.ts';

/** Makes the invite that Porter offers when its link is wanted. The link is in this app alone, never in the message. */
export function InviteCard({ offer }: { offer: Extract<Offer, { action: 'invite_person' }> }) {
  const command = useCommand();
  const task = useAsyncAction();
  const origins = useSharing()?.origins ?? [];
  const [made, setMade] = useState<{ invite: MadeInvite; isCopied: boolean } | null>(null);
  if (made) return <Made made={made.invite} isCopied={made.isCopied} />;
  const make = async (): Promise<void> => {
    const { name, role, room_ids, max_uses, lifetime_ms } = offer;
    const invite = madeInvite(await command('create_invite', { name, role, room_ids, max_uses, lifetime_ms }));
    const [link = ''] = currentLinks(invite, origins);
    setMade({ invite, isCopied: await copyText(link) });
  };
  return (
    <div className="py-2">
      <Button look="primary" icon={Copy} isBusy={task.isBusy} onClick={() => task.run(make)}>
        {strings.invites.copyLink}
      </Button>
      <FieldError text={task.error} />
    </div>
  );
}

function Made({ made, isCopied }: { made: MadeInvite; isCopied: boolean }) {
  const { origins, links, chosen, choose, link } = useInviteLink(made);
  return (
    <div className="flex max-w-[420px] flex-col items-start gap-2 py-2">
      <p role="status" className="text-meta text-ink-2">
        {isCopied ? strings.invites.copiedOnce : strings.invites.shownOnce}
      </p>
      <InviteLink links={links} chosen={chosen} onChoose={choose} />
      <CopyButton look="primary" text={link} label={strings.invites.copyLink} />
      {origins.length === 0 && (
        <p className="rounded-control bg-amber-soft px-3 py-2 text-meta text-amber-ink">{strings.invites.onlyThisComputer}</p>
      )}
    </div>
  );
}
