import type { Agent, Message } from '../../../src-shared/objects.ts';
import { useParticipant } from '../../sync/store.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

/** Fetched with the first message that has such buttons, and else after the first screen. */
export const PorterActionsPart = lazyPart(async () => (await import('./porter-actions.tsx')).PorterActions);
const PARTS = [PorterActionsPart];
const BY_SERVER: ReadonlySet<Agent['type']> = new Set(['built-in', 'hosted']);

/** Buttons under a message. Only the server puts them there: those of others could be made to mislead. */
export function LaterPorterActions({ message }: { message: Message }) {
  const author = useParticipant(message.author_id);
  if (author?.kind !== 'agent' || !BY_SERVER.has(author.type) || !hasActions(message)) return null;
  return (
    <LazyBoundary parts={PARTS} meanwhile={<div className="h-12" />} fallback={() => null}>
      <PorterActionsPart message={message} />
    </LazyBoundary>
  );
}

function hasActions({ metadata }: Message): boolean {
  return typeof metadata === 'object' && metadata !== null && 'actions' in metadata;
}
