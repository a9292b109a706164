// Reads a QR code as a phone does: from the pixels on a screen.
import type { Locator, Page } from '@playwright/test';
import readPixels from 'qr/decode.js';

/** The text of the QR code in `image`. `eye`: a page of a browser that decodes the screenshot. Throws when no code can be read. */
export async function readQrCode(image: Locator, eye: Page): Promise<string> {
  const png = await image.screenshot();
  const { width, height, data } = await eye.evaluate(pixelsOf, png.toString('base64'));
  return readPixels({ width, height, data: Uint8Array.from(Buffer.from(data, 'base64')) });
}

/** Runs in the page. */
async function pixelsOf(base64: string): Promise<{ width: number; height: number; data: string }> {
  const bytes = Uint8Array.from(atob(base64), (char) => char.codePointAt(0) ?? 0);
  const { width, height, ...image } = await createImageBitmap(new Blob([bytes])).then((bitmap) => {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return { width: bitmap.width, height: bitmap.height, pixels: context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [] };
  });
  let text = '';
  for (const byte of image.pixels) text += String.fromCodePoint(byte);
  return { width, height, data: btoa(text) };
}
