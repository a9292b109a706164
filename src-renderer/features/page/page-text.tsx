import { Markdown } from '../markdown/markdown.tsx';
import { AsSealed } from '../sealed/as-sealed.tsx';
import { strings } from '../../strings/all-strings.ts';
import type { ReadPage } from './use-room-page.ts';

/** A mention on a page notifies no participant, so none is drawn as one. */
const NO_PEOPLE: readonly never[] = [];

export function PageText({ page }: { page: ReadPage }) {
  return (
    <AsSealed read={page}>
      {page.content.trim() === '' ? (
        <p className="text-list text-ink-2">{strings.page.cleared}</p>
      ) : (
        <div dir="auto" className="message-text text-body text-ink">
          <Markdown text={page.content} people={NO_PEOPLE} />
        </div>
      )}
    </AsSealed>
  );
}
