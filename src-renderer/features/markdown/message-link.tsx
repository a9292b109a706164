import type { ReactNode } from 'react';
import { appPath } from '../../../src-shared/deep-link.ts';
import type { LinkInline } from '../../../src-shared/text/tree.ts';
import { useActions } from '../../sync/store.ts';
import { safeLink } from './safe-link.ts';

/** One that a browser may not or cannot open is shown as it was written: its address would be hidden otherwise. */
export function MessageLink({ link, children }: { link: LinkInline; children: ReactNode }) {
  const { goTo } = useActions();
  const safe = link.address === null ? null : safeLink(link.address, window.location.origin);
  if (!safe) return [link.opening, children, link.closing];
  if (safe.kind === 'outside') {
    return (
      <a href={safe.href} title={safe.href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  }
  const { place } = safe;
  return (
    <a
      href={`#${appPath(place)}`}
      title={link.address ?? undefined}
      onClick={(event) => {
        event.preventDefault();
        goTo(place);
      }}
    >
      {children}
    </a>
  );
}
