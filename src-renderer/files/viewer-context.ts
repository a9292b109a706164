import { createContext, use } from 'react';
import type { FileInfo } from '../../src-shared/files.ts';

/** Shows a picture large; the arrows go through those it is among. */
export type ShowFile = (file: FileInfo, among: readonly FileInfo[]) => void;

export const ViewerContext = createContext<ShowFile>(() => undefined);

export function useShowFile(): ShowFile {
  return use(ViewerContext);
}
