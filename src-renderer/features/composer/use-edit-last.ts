import { useEffect, useMemo } from 'react';
import { useApp } from '../../sync/store.ts';
import type { DraftDesk } from './draft-desk.ts';
import { createEditLast, type EditLast } from './edit-last.ts';

export function useEditLast(roomId: string, desk: DraftDesk): EditLast {
  const { store, keys } = useApp();
  const editLast = useMemo(() => createEditLast({ store, keys, desk, roomId }), [store, keys, desk, roomId]);
  useEffect(() => editLast.giveUp, [editLast]);
  return editLast;
}
