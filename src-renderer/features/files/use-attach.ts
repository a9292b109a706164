import { useCallback, useEffect, type ClipboardEvent } from 'react';
import { FILES_PER_MESSAGE_MAX } from '../../../src-shared/limits.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp, useMe } from '../../sync/store.ts';
import { writingKey, type WindowOf } from '../../sync/timeline.ts';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/strings.ts';

/** Attaches files to what is being written in a room or thread: they begin to upload at once. */
export function useAttach(room: RoomFacts, at: WindowOf): (files: readonly File[]) => void {
  const { uploads } = useApp();
  const toast = useToast();
  const meId = useMe().id;
  const refusal = whyNoFiles(room);
  const key = writingKey(at);
  useEffect(() => uploads.restore(meId, key), [uploads, meId, key]);
  return useCallback(
    (files) => {
      if (files.length === 0) return;
      if (refusal !== null) return toast({ text: strings.files.sendElsewhere(refusal) });
      const left = uploads.add(key, [...files]);
      if (left > 0) toast({ text: strings.files.tooMany(FILES_PER_MESSAGE_MAX, left) });
    },
    [uploads, toast, key, refusal],
  );
}

/** Why a room takes no files; null when it does. */
export function whyNoFiles({ ephemeral }: RoomFacts): string | null {
  return ephemeral ? strings.files.nothingKept : null;
}

/** Attaches the files of a paste, where files are meant. */
export function attachPasted(event: ClipboardEvent, attach: (files: readonly File[]) => void): void {
  const files = [...event.clipboardData.files];
  if (files.length === 0 || !areFilesMeant(event.clipboardData.getData('text/plain'), files)) return;
  event.preventDefault();
  attach(files);
}

/**
 * Some programs, such as Office, add an image of a text to the text: then the text is used. File managers add names, paths or
 * addresses of the files: then the files are used.
 */
export function areFilesMeant(text: string, files: readonly Pick<File, 'name'>[]): boolean {
  const lines = text.split(/[\r\n\0]+/).map((line) => line.trim());
  const names = new Set(files.map(({ name }) => name.normalize('NFC')));
  return lines.every((line) => line === '' || namesIn(line).some((name) => names.has(name.normalize('NFC'))));
}

/** The file names that the line can mean: as it is written, at the end of a path, or at the end of an address. */
function namesIn(line: string): string[] {
  const unquoted = line.replace(/^(["'])(.*)\1$/, '$2');
  const last = unquoted.split(/[/\\]/).at(-1) ?? '';
  return [line, unquoted, last, decoded(last)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Files of a drop, without folders: a browser hands those over as files that cannot be read. */
export function droppedFiles(data: DataTransfer): { files: File[]; folders: number } {
  const entries = [...data.items].filter((item) => item.kind === 'file');
  const files = entries.flatMap((item) => (item.webkitGetAsEntry()?.isDirectory === true ? [] : (item.getAsFile() ?? [])));
  return { files, folders: entries.length - files.length };
}
