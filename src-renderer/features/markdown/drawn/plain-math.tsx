/** A formula. */
export interface MathProps {
  tex: string;
  /** On a separate line. */
  isDisplay: boolean;
}

/** As it was written. */
export function PlainMath({ tex, isDisplay, title }: MathProps & { title?: string }) {
  const dollars = isDisplay ? '$$' : '$';
  return (
    <code title={title} className={isDisplay ? 'formula-source' : undefined}>
      {dollars}
      {tex}
      {dollars}
    </code>
  );
}
