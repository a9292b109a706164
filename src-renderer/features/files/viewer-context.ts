import { createContext, use } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';

/** Shows a picture or a document large; the arrows go through the pictures it is among. */
export type ShowFile = (file: ShownFile, among: readonly ShownFile[]) => void;

export const ViewerContext = createContext<ShowFile>(() => undefined);

export function useShowFile(): ShowFile {
  return use(ViewerContext);
}
