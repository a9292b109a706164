// Shrinks a chosen picture for the upload: a square of its middle, no larger than it is ever shown.
import { PICTURE_BYTES_MAX, PICTURE_SIDE_MAX } from '../../../src-shared/limits.ts';

export type Shrunk = { ok: true; picture: Blob } | { ok: false; why: 'not-a-picture' | 'too-large' };

/** The middle square of a picture, and its drawn size in pixels. */
export function middleSquare({ width, height }: { width: number; height: number }): {
  left: number;
  top: number;
  from: number;
  to: number;
} {
  const from = Math.min(width, height);
  return {
    left: Math.floor((width - from) / 2),
    top: Math.floor((height - from) / 2),
    from,
    to: Math.max(1, Math.min(from, PICTURE_SIDE_MAX)),
  };
}

/** Redrawing removes all metadata of the file: no location, and no hidden data. */
export async function shrinkPicture(file: Blob): Promise<Shrunk> {
  const bitmap = await decoded(file);
  if (!bitmap) return { ok: false, why: 'not-a-picture' };
  const { left, top, from, to } = middleSquare(bitmap);
  const canvas = document.createElement('canvas');
  canvas.width = to;
  canvas.height = to;
  const context = canvas.getContext('2d');
  if (!context || from === 0) return { ok: false, why: 'not-a-picture' };
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, left, top, from, from, 0, 0, to, to);
  bitmap.close();
  for (const quality of [0.9, 0.7, 0.4]) {
    // Browsers that cannot write WebP write PNG.
    const picture = await written(canvas, 'image/webp', quality);
    if (picture && picture.size <= PICTURE_BYTES_MAX) return { ok: true, picture };
  }
  const picture = await written(canvas, 'image/jpeg', 0.7);
  return picture && picture.size <= PICTURE_BYTES_MAX ? { ok: true, picture } : { ok: false, why: 'too-large' };
}

async function decoded(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file);
  } catch {
    return null;
  }
}

function written(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}
