import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { useSharing } from '../../sync/store.ts';
import { Select } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { currentLinks, type IssuedLinks } from './invite-links.ts';

interface ChosenLink {
  /** Addresses at which other devices reach the home. */
  origins: readonly string[];
  links: readonly string[];
  chosen: number;
  choose: (index: number) => void;
  link: string;
}

/** The links of an invite, one for each address of the home, and the chosen one. */
export function useInviteLink(made: IssuedLinks): ChosenLink {
  const origins = useSharing()?.origins ?? [];
  const links = currentLinks(made, origins);
  const [chosen, choose] = useState(0);
  return { origins, links, chosen, choose, link: links[chosen] ?? links[0] ?? '' };
}

export function InviteLink({ links, chosen, onChoose }: { links: readonly string[]; chosen: number; onChoose: (index: number) => void }) {
  return (
    <>
      {links.length > 1 && (
        <Select
          aria-label={strings.invites.address}
          value={chosen}
          onChange={(event) => onChoose(Number(event.target.value))}
          className="w-full"
        >
          {links.map((each, index) => (
            <option key={each} value={index}>
              {addressOf(each)}
            </option>
          ))}
        </Select>
      )}
      <div className="flex h-9 w-full items-center gap-2 rounded-control border border-line bg-raise px-3">
        <Link2 size={15} aria-hidden className="shrink-0 text-ink-3" />
        <input
          readOnly
          aria-label={strings.invites.link}
          value={links[chosen] ?? links[0] ?? ''}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 bg-transparent font-mono text-code text-ink outline-none"
        />
      </div>
    </>
  );
}

/** One host may be there with HTTPS and without. */
function addressOf(link: string): string {
  const { protocol, host } = new URL(link);
  return protocol === 'https:' ? `https://${host}` : host;
}
