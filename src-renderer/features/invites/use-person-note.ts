import { useCallback, useEffect, useState } from 'react';
import type { PersonNote } from '../../../src-shared/person-notes.ts';
import { useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

export interface LoadedNote {
  note: PersonNote | null;
  /** The id of the last editor. Null: it was never edited, or by a former participant. */
  author: string | null;
}

/** `state`: null until the server has answered. */
export function usePersonNote(personId: string): { state: LoadedNote | null; problem: string | null; load: () => Promise<LoadedNote> } {
  const command = useCommand();
  const [state, setState] = useState<LoadedNote | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(async (): Promise<LoadedNote> => {
    const { note, participants } = await command('get_person_note', { participant_id: personId });
    return { note, author: participants.find(({ id }) => id === note?.author_id)?.name ?? null };
  }, [command, personId]);
  useEffect(() => {
    load().then(setState, (error: unknown) => setProblem(explain(error)));
  }, [load]);
  return { state, problem, load };
}
