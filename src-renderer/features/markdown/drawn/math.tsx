import { createElement, type ReactNode } from 'react';
import { startCheckedWorker } from '../../../lib/checked-worker.ts';
import { TimedWorker } from '../../../lib/timed-worker.ts';
import { strings } from '../../../strings/all-strings.ts';
import type { MathElement, MathPiece } from './draw-math.ts';
import { Drawings, useDrawn } from './drawings.ts';
import type { MathJob } from './math-worker.ts';
// oxlint-disable-next-line import/default -- the builder makes it: the address of the file
import workerUrl from './math-worker.ts?worker&url';
import { PlainMath, type MathProps } from './plain-math.tsx';

const LIMIT_MS = 1_000;
const IDLE_MS = 30_000;

const worker = new TimedWorker<MathJob, MathElement>({
  start: () => startCheckedWorker(workerUrl),
  limitMs: LIMIT_MS,
  idleMs: IDLE_MS,
});
const formulas = new Drawings<MathElement>((key) => worker.do({ tex: key.slice(1), isDisplay: key.startsWith('d') }));

/** A formula as MathML. One that cannot be drawn is shown as it was written. */
export function Formula({ tex, isDisplay }: MathProps) {
  const drawn = useDrawn(formulas, `${isDisplay ? 'd' : 'i'}${tex}`);
  if (drawn.state === 'waiting') return <PlainMath tex={tex} isDisplay={isDisplay} />;
  if (drawn.state === 'failed') {
    return (
      <>
        <PlainMath tex={tex} isDisplay={isDisplay} title={strings.code.formulaNotDrawn} />
        {isDisplay && <span className="block text-meta text-ink-2">{strings.code.formulaNotDrawn}</span>}
      </>
    );
  }
  const dollars = isDisplay ? '$$' : '$';
  return (
    // A large one scrolls; it is copied as it was written.
    <span dir="ltr" data-source={`${dollars}${tex}${dollars}`} className={isDisplay ? 'formula formula-display' : 'formula'}>
      {elementOf(drawn.drawing)}
    </span>
  );
}

function elementOf(piece: MathPiece, key = 0): ReactNode {
  if (typeof piece === 'string') return piece;
  const { name, attributes, style, classes, children } = piece;
  const className = classes.length > 0 ? classes.join(' ') : undefined;
  return createElement(name, { key, ...attributes, style, className }, ...children.map(elementOf));
}
