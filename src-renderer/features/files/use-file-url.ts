import { useEffect, useState } from 'react';
import { filePath } from '../../../src-shared/files.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { useApp } from '../../sync/store.ts';
import { useAddress } from '../../sync/use-address.ts';

export interface FileUrl {
  /** Null while a sealed file is being opened, when it cannot be, and while the home is away. */
  url: string | null;
  hasFailed: boolean;
}

const WAITING: FileUrl = { url: null, hasFailed: false };

/** Where a file's content is to be had: in the home, or, of a sealed file, on this device once it was opened there. */
export function useFileUrl(file: ShownFile, isWanted = true): FileUrl {
  const { openedFiles } = useApp();
  const [opened, setOpened] = useState(WAITING);
  const isSealed = file.seal !== undefined;
  useEffect(() => {
    if (!isWanted || !isSealed) return;
    let isGone = false;
    const show = (next: FileUrl): void => void (isGone || setOpened(next));
    const held = openedFiles.hold(file);
    held.url.then(
      (url) => show({ url, hasFailed: false }),
      () => show({ url: null, hasFailed: true }),
    );
    return () => {
      isGone = true;
      held.release();
    };
  }, [openedFiles, file, isWanted, isSealed]);
  const url = useAddress(filePath(file));
  return isSealed ? opened : { url, hasFailed: false };
}
