import type { ReactNode } from 'react';
import { appPath } from '../../src-shared/deep-link.ts';
import { useActions } from '../state/store.ts';
import { safeLink } from './safe-link.ts';

export function MessageLink({ href, children }: { href: string; children: ReactNode }) {
  const { goTo } = useActions();
  const link = safeLink(href, window.location.origin);
  if (!link) return <>{children}</>;
  if (link.kind === 'outside') {
    return (
      <a href={link.href} title={link.href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  }
  const { place } = link;
  return (
    <a
      href={`#${appPath(place)}`}
      onClick={(event) => {
        event.preventDefault();
        goTo(place);
      }}
    >
      {children}
    </a>
  );
}
