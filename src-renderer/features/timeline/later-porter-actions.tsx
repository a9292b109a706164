import type { Message } from '../../../src-shared/objects.ts';
import { useParticipant } from '../../sync/store.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

/** Fetched with the first message that has such buttons, and else after the first screen. */
export const PorterActionsPart = lazyPart(async () => (await import('./porter-actions.tsx')).PorterActions);
const PARTS = [PorterActionsPart];

/** Buttons under a message. Only a built-in agent may put them there: anyone else's could be made to mislead. */
export function LaterPorterActions({ message }: { message: Message }) {
  const author = useParticipant(message.author_id);
  if (author?.kind !== 'agent' || author.type !== 'built-in' || !hasActions(message)) return null;
  return (
    <LazyBoundary parts={PARTS} meanwhile={<div className="h-12" />} fallback={() => null}>
      <PorterActionsPart message={message} />
    </LazyBoundary>
  );
}

function hasActions({ metadata }: Message): boolean {
  return typeof metadata === 'object' && metadata !== null && 'actions' in metadata;
}
