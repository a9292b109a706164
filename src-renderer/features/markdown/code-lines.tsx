import clsx from 'clsx';
import { Fragment, useMemo, type ReactNode } from 'react';
import { diffSigns, type DiffSign } from './diff-lines.ts';
import { useColoured } from './use-coloured.ts';

/** Fewer lines are counted at a glance. */
const NUMBERED_FROM = 10;

/** The highlighter's names, by their beginning. */
const COLOURS: ReadonlyMap<string, string> = new Map([
  ['keyword', 'text-violet-ink'],
  ['operator', 'text-violet-ink'],
  ['meta', 'text-violet-ink'],
  ['selector-tag', 'text-violet-ink'],
  ['name', 'text-violet-ink'],
  ['section', 'font-semibold text-violet-ink'],
  ['string', 'text-accent'],
  ['regexp', 'text-accent'],
  ['link', 'text-accent'],
  ['code', 'text-accent'],
  ['comment', 'text-ink-3 italic'],
  ['quote', 'text-ink-3 italic'],
  ['number', 'text-coral-ink'],
  ['literal', 'text-coral-ink'],
  ['symbol', 'text-coral-ink'],
  ['bullet', 'text-coral-ink'],
  ['built_in', 'text-amber-ink'],
  ['type', 'text-amber-ink'],
  ['attr', 'text-amber-ink'],
  ['attribute', 'text-amber-ink'],
  ['variable', 'text-amber-ink'],
  ['property', 'text-amber-ink'],
  ['title', 'font-semibold'],
  ['strong', 'font-semibold'],
  ['emphasis', 'italic'],
]);

const SIGNS: Readonly<Record<DiffSign, string>> = {
  added: 'bg-accent-soft text-accent',
  removed: 'bg-coral-soft text-coral-ink',
  hunk: 'text-violet-ink',
  file: 'font-semibold',
};

interface CodeLinesProps {
  code: string;
  language: string;
  isDiff: boolean;
  isWrapped: boolean;
}

/** Each line in its own element. The text of all of them is the code: line numbers come from the stylesheet, and are not copied. */
export function CodeLines({ code, language, isDiff, isWrapped }: CodeLinesProps) {
  const coloured = useColoured(code, language);
  const lines = useMemo(() => code.split('\n'), [code]);
  const signs = useMemo(() => (isDiff ? diffSigns(lines) : null), [isDiff, lines]);
  const pieces = useMemo(() => (coloured ? linesOf(coloured) : null), [coloured]);
  return (
    <code className={clsx('code-lines', isWrapped && 'wrapped', !isDiff && lines.length > NUMBERED_FROM && 'numbered')}>
      {lines.map((line, at) => {
        const sign = signs?.[at];
        return (
          <Fragment key={at}>
            <span className={sign ? SIGNS[sign] : undefined}>{pieces?.[at] ?? line}</span>
            {at < lines.length - 1 && '\n'}
          </Fragment>
        );
      })}
    </code>
  );
}

/** The coloured pieces by their lines. */
function linesOf(pieces: readonly { text: string; scope: string | null }[]): ReactNode[][] {
  const lines: ReactNode[][] = [[]];
  for (const { text, scope } of pieces) {
    const colour = scope === null ? undefined : COLOURS.get(scope.split('.')[0] ?? '');
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      const line = lines.at(-1);
      if (part !== '' && line) line.push(colour === undefined ? part : <Piece key={line.length} text={part} colour={colour} />);
    });
  }
  return lines;
}

function Piece({ text, colour }: { text: string; colour: string }) {
  return <span className={colour}>{text}</span>;
}
