import type { Message } from '../../../src-shared/objects.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

/** Fetched with the first message that has one, and else after the first screen. */
export const LinkPreviewsPart = lazyPart(async () => (await import('./link-previews.tsx')).LinkPreviews);
const PARTS = [LinkPreviewsPart];

export function LaterLinkPreviews({ message }: { message: Message }) {
  const { previews } = message;
  if (!previews) return null;
  return (
    <LazyBoundary parts={PARTS} meanwhile={<div className="h-20" />} fallback={() => null}>
      <LinkPreviewsPart message={message} previews={previews} />
    </LazyBoundary>
  );
}
