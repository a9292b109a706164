import clsx from 'clsx';
import type { Svg } from '../lib/svg.ts';
import { REDUCED_MOTION, useMediaQuery } from './use-media-query.ts';

const WIDTH_MAX = 640;
const HEIGHT_MAX = 480;

/** How much smaller than its own size it is shown; 1 for its own size. */
export function scaleOf({ width, height }: Svg): number {
  return Math.min(1, WIDTH_MAX / width, HEIGHT_MAX / height);
}

interface SvgImageProps {
  svg: Svg;
  alt: string;
  /** In its own size, in a box that scrolls. */
  isActual?: boolean;
  onBroken: () => void;
}

/** An SVG that was looked through, as an image. Its place is as large before it is drawn. */
export function SvgImage({ svg, alt, isActual = false, onBroken }: SvgImageProps) {
  const isStill = useMediaQuery(REDUCED_MOTION);
  const scale = isActual ? 1 : scaleOf(svg);
  const image = (
    <img
      src={(isStill && svg.still) || svg.address}
      alt={alt}
      width={Math.max(1, Math.round(svg.width * scale))}
      height={Math.max(1, Math.round(svg.height * scale))}
      decoding="async"
      draggable={false}
      onError={onBroken}
      className={clsx('drawing mx-auto block h-auto', isActual ? 'max-w-none' : 'max-w-full')}
    />
  );
  if (!isActual) return image;
  return (
    <div tabIndex={0} role="group" aria-label={alt} className="max-h-[70dvh] overflow-auto">
      {image}
    </div>
  );
}
