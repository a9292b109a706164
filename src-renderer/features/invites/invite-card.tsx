import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { closedAddresses } from '../../../src-shared/invite-links.ts';
import type { Offer } from '../../../src-shared/offers.ts';
import { useCommand, useInvites, useSharing, type RunCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { FieldError } from '../../ui/field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { inviteName, isOpen } from './guest-rows.ts';
import { InviteLink, useInviteLink } from './invite-link.tsx';
import { currentLinks, madeInvite, type MadeInvite } from './invite-links.ts';

type LinkOffer = Extract<Offer, { action: 'invite_person' | 'renew_invite' }>;

interface MadeHere {
  invite: MadeInvite;
  isCopied: boolean;
}

/** By offer. The list drops a card that is scrolled away, and the server cannot show its link a second time. */
const madeHere = new Map<string, MadeHere>();

/** Makes the invite, or the new link, that Porter offers when it is wanted. The link is in this app alone, never in the message. */
export function InviteCard({ id, offer }: { /** Of this offer in the whole home. */ id: string; offer: LinkOffer }) {
  const command = useCommand();
  const task = useAsyncAction();
  const origins = useSharing()?.origins ?? [];
  const [made, setMade] = useState(() => madeHere.get(id) ?? null);
  const state = useRenewal(offer, origins);
  if (made) return <Made made={made.invite} isCopied={made.isCopied} />;
  if (state?.isOver) return <p className="py-1 text-meta text-ink-2">{state.text}</p>;
  const make = async (): Promise<void> => {
    const invite = madeInvite(await linkFor(offer, command));
    const [link = ''] = currentLinks(invite, origins);
    madeHere.set(id, { invite, isCopied: false });
    const isCopied = await copyText(link);
    madeHere.set(id, { invite, isCopied });
    setMade({ invite, isCopied });
  };
  return (
    <div className="py-2">
      {state && <p className="pb-1 text-meta text-ink-2">{state.text}</p>}
      <Button look="primary" icon={Copy} isBusy={task.isBusy} onClick={() => task.run(make)}>
        {offer.action === 'renew_invite' ? strings.invites.copyNewLink(inviteName(offer)) : strings.invites.copyLink}
      </Button>
      <FieldError text={task.error} />
    </div>
  );
}

/** The invite behind the offer of a new link, where there is more to say of it. */
function useRenewal(offer: LinkOffer, origins: readonly string[]): { isOver: boolean; text: string } | null {
  const invites = useInvites();
  const now = useNow();
  if (offer.action !== 'renew_invite') return null;
  const invite = invites?.[offer.invite_id];
  if (!invite || !isOpen(invite, now)) return { isOver: true, text: strings.invites.noLongerOpen(inviteName(offer)) };
  return closedAddresses(invite, origins).length === 0 ? { isOver: false, text: strings.invites.renewedAlready(inviteName(offer)) } : null;
}

function linkFor(offer: LinkOffer, command: RunCommand): Promise<Reply<'create_invite'>> {
  if (offer.action === 'renew_invite') return command('renew_invite', { invite_id: offer.invite_id });
  const { name, role, room_ids, max_uses, lifetime_ms } = offer;
  return command('create_invite', { name, role, room_ids, max_uses, lifetime_ms });
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
