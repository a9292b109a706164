import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

/** The files that a running gateway keeps in its data folder. */
const Holder = z.object({ pid: z.number(), url: z.optional(z.string()) });

/** Where the home of this folder answers, or answered last; null when none runs. */
export function holderUrl(folder: string): string | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(path.join(folder, 'holder.json'), 'utf8'))).url ?? null;
  } catch {
    return null;
  }
}
