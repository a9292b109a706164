import type { ReactNode } from 'react';
import { strings } from '../../strings/all-strings.ts';
import { roomIcon } from '../rooms/room-icon.ts';
import { MentionFace } from './mention-face.tsx';
import type { SlashOffer } from './slash-offers.ts';

export function slashFace(offer: SlashOffer, isActive: boolean): ReactNode {
  switch (offer.kind) {
    case 'command': {
      const { takes, help } = strings.slash.command[offer.command.name];
      return <Line title={`/${offer.command.name}`} takes={takes} help={help} />;
    }
    case 'participant':
      return <MentionFace candidate={{ participant: offer.participant, isMember: true }} isActive={isActive} mayAdd={false} />;
    case 'room': {
      const { room, membership } = offer.view;
      const Icon = roomIcon(room);
      return (
        <>
          <Icon size={15} aria-hidden className="shrink-0 text-ink-3" />
          <Line title={room.name} help={membership ? (room.topic ?? '') : strings.slash.notJoined} />
        </>
      );
    }
    case 'word':
      return <Line title={offer.word} help={offer.help} />;
  }
}

function Line({ title, takes, help }: { title: string; takes?: string; help: string }) {
  return (
    <>
      <span className="max-w-[70%] shrink-0 truncate text-list font-semibold">
        {title} <span className="font-normal text-ink-3">{takes}</span>
      </span>
      <span className="min-w-0 flex-1 truncate text-end text-meta text-ink-2">{help}</span>
    </>
  );
}
