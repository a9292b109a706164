import { useMemo } from 'react';
import { qrPath } from './qr-path.ts';

/** Dark on white in both themes: many scanners cannot read it the other way round. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, d } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-card border border-line bg-white"
    >
      <path d={d} fill="#123a33" />
    </svg>
  );
}
