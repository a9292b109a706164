import { useEffect, useMemo } from 'react';
import { useApp } from '../../sync/store.ts';
import type { DraftDesk } from './draft-desk.ts';
import { createEditLast, type EditLast } from './edit-last.ts';

export function useEditLast(desk: DraftDesk): EditLast {
  const { store, keys } = useApp();
  const editLast = useMemo(() => createEditLast({ store, keys, desk }), [store, keys, desk]);
  useEffect(() => editLast.giveUp, [editLast]);
  return editLast;
}
