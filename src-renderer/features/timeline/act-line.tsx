import clsx from 'clsx';
import { ChevronRight, FilePen, FileText, FolderInput, Globe, Search, Terminal, Trash2, Wrench, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Act, ActKind } from '../../../src-shared/acts.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { previewText } from '../../../src-shared/preview.ts';
import { strings } from '../../strings/all-strings.ts';
import { Tag } from '../../ui/tag.tsx';
import { TOUCH_LINE } from '../../ui/touch.ts';
import { LaterLineDiff } from '../markdown/later-line-diff.tsx';
import { useOpened } from './room-ui.ts';

const ICONS: Record<ActKind, LucideIcon> = {
  ...{ read: FileText, edit: FilePen, delete: Trash2, move: FolderInput },
  ...{ search: Search, execute: Terminal, fetch: Globe, other: Wrench },
};

/** An act of an agent, in one line, which opens to its details. A failed one is in the colour of errors, and says so. */
export function ActLine({ message: { id, content }, act }: { message: Pick<Message, 'id' | 'content'>; act: Act }) {
  const [isOpen, toggle] = useOpened(`act ${id}`);
  const Icon = ICONS[act.kind];
  const isLoud = act.outcome !== 'done';
  const hasDetails = act.input !== undefined || act.output !== undefined || act.diff !== undefined;
  const look = clsx(
    'flex max-w-full min-w-0 items-center gap-2 rounded-control text-start text-list',
    isLoud ? 'text-coral-ink' : 'text-ink-2',
  );
  const line = (
    <>
      <Icon size={13} aria-hidden className={clsx('shrink-0', !isLoud && 'text-violet')} />
      <span dir="auto" className="min-w-0 truncate">
        {previewText(content)}
      </span>
      {act.outcome !== 'done' && <Tag tone="danger">{strings.acts.outcome[act.outcome]}</Tag>}
    </>
  );
  if (!hasDetails) return <p className={look}>{line}</p>;
  return (
    <div>
      <button type="button" aria-expanded={isOpen} onClick={toggle} className={clsx(look, TOUCH_LINE, !isLoud && 'hover:text-ink')}>
        {line}
        <ChevronRight
          size={14}
          aria-hidden
          className={clsx('shrink-0 transition-transform duration-120', isOpen && 'rotate-90 rtl:-rotate-90')}
        />
      </button>
      {isOpen && <Details act={act} />}
    </div>
  );
}

function Details({ act: { input, output, diff } }: { act: Act }) {
  return (
    <div className="mt-1 mb-2 flex max-w-[680px] flex-col gap-2">
      {input !== undefined && <Text label={strings.acts.input} text={input} />}
      {diff && (
        <Part label={diff.before === null ? strings.acts.newFile(diff.path) : diff.path}>
          <LaterLineDiff before={diff.before ?? ''} after={diff.after} />
        </Part>
      )}
      {output !== undefined && <Text label={strings.acts.output} text={output} />}
    </div>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p dir="auto" className="text-meta wrap-anywhere text-ink-2">
        {label}
      </p>
      {children}
    </div>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <Part label={label}>
      {text.trim() === '' ? (
        <p className="text-list text-ink-2 italic">{strings.acts.nothing}</p>
      ) : (
        // Long texts scroll; the keyboard can scroll only what it can focus.
        <pre
          tabIndex={0}
          aria-label={label}
          dir="ltr"
          className="max-h-[40dvh] overflow-auto rounded-control border border-line bg-panel px-3 py-2 font-mono text-code [font-variant-ligatures:none] wrap-anywhere whitespace-pre-wrap text-ink focus-visible:-outline-offset-2"
        >
          {text}
        </pre>
      )}
    </Part>
  );
}
