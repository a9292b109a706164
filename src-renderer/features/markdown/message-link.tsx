import type { ReactNode } from 'react';
import { appPath } from '../../../src-shared/deep-link.ts';
import type { LinkInline } from '../../../src-shared/text/tree.ts';
import { useActions } from '../../sync/store.ts';
import { useOwnHome } from '../../sync/own-home.ts';
import { PlaceChip } from './place-chip.tsx';
import { safeLink } from './safe-link.ts';

/**
 * A link of a message. An address that a browser must not open is shown as it was written. A link to this home opens here: as a chip
 * when the text is the address itself.
 */
export function MessageLink({ link, children }: { link: LinkInline; children: ReactNode }) {
  const { goTo } = useActions();
  const home = useOwnHome();
  const safe = link.address === null ? null : safeLink(link.address, home);
  if (!safe) return [link.opening, children, link.closing];
  if (safe.kind === 'outside') {
    return (
      <a href={safe.href} title={safe.href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  }
  const { place } = safe;
  const isBare = link.opening === '' || link.opening === '<';
  return (
    <a
      href={`#${appPath(place)}`}
      title={link.address ?? undefined}
      onClick={(event) => {
        event.preventDefault();
        goTo(place);
      }}
    >
      {isBare ? <PlaceChip place={place}>{children}</PlaceChip> : children}
    </a>
  );
}
