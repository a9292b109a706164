import type { Message } from '../../../src-shared/objects.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { TryAgain } from '../../ui/try-again.tsx';

/** Fetched with the first message that offers choices, and else after the first screen. */
export const ChoicesPart = lazyPart(async () => (await import('./choices.tsx')).Choices);
const PARTS = [ChoicesPart];

export function LaterChoices({ message }: { message: Pick<Message, 'id' | 'room_id' | 'thread_id' | 'choices'> }) {
  return (
    message.choices && (
      <LazyBoundary parts={PARTS} meanwhile={<div className="h-12" />} fallback={(retry) => <TryAgain onRetry={retry} />}>
        <ChoicesPart message={message} choices={message.choices} />
      </LazyBoundary>
    )
  );
}
