// A short film, as a phone would record it.
import type { Page } from '@playwright/test';

/** The head of the file, and the element of its length. */
const INFO = Buffer.from([0x15, 0x49, 0xa9, 0x66]);
const DURATION = Buffer.from([0x44, 0x89]);
/** A number of eight bytes. */
const DOUBLE = 0x88;

interface Film {
  width: number;
  height: number;
  /** The length that the file claims, in milliseconds. Left out: its own. */
  claims?: number;
}

/** Recorded by the browser of this page, in WebM. */
export async function film(page: Page, { width, height, claims }: Film): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([across, down]) => {
      const canvas = document.createElement('canvas');
      canvas.width = across;
      canvas.height = down;
      const context = canvas.getContext('2d');
      const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' });
      const pieces: Blob[] = [];
      recorder.ondataavailable = ({ data }) => pieces.push(data);
      const ended = new Promise((resolve) => (recorder.onstop = resolve));
      recorder.start();
      for (let frame = 0; frame < 30; frame += 1) {
        if (context) context.fillStyle = `hsl(${frame * 12} 60% 50%)`;
        context?.fillRect(0, 0, across, down);
        await new Promise((resolve) => setTimeout(resolve, 33));
      }
      recorder.stop();
      await ended;
      return [...new Uint8Array(await new Blob(pieces).arrayBuffer())];
    },
    [width, height] as const,
  );
  const written = Buffer.from(bytes);
  return claims === undefined ? written : withDuration(written, claims);
}

/** The head of the file says this length: the frames of the rest are missing then. */
function withDuration(written: Buffer, milliseconds: number): Buffer {
  // The list of what is where comes first, and names the head too.
  const at = written.indexOf(DURATION, written.lastIndexOf(INFO)) + DURATION.length;
  const claiming = Buffer.from(written);
  if (claiming[at] === DOUBLE) claiming.writeDoubleBE(milliseconds, at + 1);
  else claiming.writeFloatBE(milliseconds, at + 1);
  return claiming;
}
