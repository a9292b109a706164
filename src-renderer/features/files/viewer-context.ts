import { createContext, use } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';

/** Opens the viewer with an image or a document. Arrow keys step through the images of the list. */
export type ShowFile = (file: ShownFile, among: readonly ShownFile[]) => void;

export const ViewerContext = createContext<ShowFile>(() => undefined);

export function useShowFile(): ShowFile {
  return use(ViewerContext);
}
