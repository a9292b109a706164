import { useEffect, useState } from 'react';
import { filePath } from '../../../src-shared/files.ts';
import { waveformOf } from '../../lib/waveform.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { useApp, type App } from '../../sync/store.ts';
import { WAVEFORM_BARS } from './waveform-slider.tsx';

export interface Waveform {
  levels: readonly number[];
  /** Its duration. */
  seconds: number;
}

/** A longer recording is drawn without one: it would be fetched whole to be drawn. In Opus these are about ten minutes. */
const BYTES_MAX = 3 * 1024 * 1024;
/** Enough to see loud and quiet, and little to decode. The lowest that each browser takes. */
const SAMPLES_PER_SECOND = 8_000;
const KEPT_MAX = 200;

/** For when their message scrolls back into sight. Made by the first of them, so that nothing happens on import. */
const Kept = { waveforms: null as Map<string, Waveform> | null, queue: Promise.resolve() };

/** Null while it is not known, and when the browser cannot decode the file. */
export function useWaveform(file: ShownFile, isWanted: boolean): Waveform | null {
  const { openedFiles, fetch } = useApp();
  const [waveform, setWaveform] = useState(Kept.waveforms?.get(file.id) ?? null);
  useEffect(() => {
    if (!isWanted || file.size === 0 || file.size > BYTES_MAX || Kept.waveforms?.has(file.id)) return;
    const gone = new AbortController();
    const read = async (): Promise<void> => {
      if (gone.signal.aborted) return;
      const made = await decoded(await contentOf(file, { openedFiles, fetch }, gone.signal));
      keep(file.id, made);
      if (!gone.signal.aborted) setWaveform(made);
    };
    // One after the other: the samples of a recording are much larger than its file.
    Kept.queue = Kept.queue.then(read).catch(() => undefined);
    return () => gone.abort();
  }, [file, isWanted, openedFiles, fetch]);
  return waveform;
}

async function contentOf(file: ShownFile, { openedFiles, fetch }: Pick<App, 'openedFiles' | 'fetch'>, signal: AbortSignal) {
  if (file.seal !== undefined) return (await openedFiles.bytesOf(file)).slice().buffer;
  const answer = await fetch(filePath(file), { signal });
  if (!answer.ok) throw new Error(`The server answered with ${answer.status}.`);
  return answer.arrayBuffer();
}

async function decoded(content: ArrayBuffer): Promise<Waveform> {
  const sound = await new OfflineAudioContext(1, 1, SAMPLES_PER_SECOND).decodeAudioData(content);
  return { levels: waveformOf(sound.getChannelData(0), WAVEFORM_BARS), seconds: sound.duration };
}

function keep(id: string, waveform: Waveform): void {
  Kept.waveforms ??= new Map();
  Kept.waveforms.set(id, waveform);
  const [oldest] = Kept.waveforms.keys();
  if (Kept.waveforms.size > KEPT_MAX && oldest !== undefined) Kept.waveforms.delete(oldest);
}
