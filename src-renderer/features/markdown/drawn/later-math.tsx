import { LazyBoundary, lazyPart } from '../../../ui/lazy.tsx';
import { PlainMath, type MathProps } from './plain-math.tsx';

/** Fetched with the first formula that is drawn. */
const MathPart = lazyPart(async () => (await import('./math.tsx')).Formula);
const PARTS = [MathPart];

export function LaterMath(props: MathProps) {
  const plain = <PlainMath {...props} />;
  return (
    <LazyBoundary parts={PARTS} meanwhile={plain} fallback={() => plain}>
      <MathPart {...props} />
    </LazyBoundary>
  );
}
