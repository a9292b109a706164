import type { Participant } from '../../src-shared/objects.ts';
import { strings } from '../strings/strings.ts';
import { Tag } from './tag.tsx';

/** A mark beside a name. It distinguishes an agent or a guest from a person with a similar name. Empty for other people. */
export function KindTag({ of }: { of: Participant | null | undefined }) {
  if (of?.kind === 'agent') return <Tag tone="agent">{of.type === 'webhook' ? strings.ui.webhook : strings.ui.agent}</Tag>;
  return of?.role === 'guest' && <Tag tone="guest">{strings.ui.guest}</Tag>;
}
