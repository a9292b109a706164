import { useState } from 'react';
import { calledByGroups, GROUP_NAMES } from '../../../src-shared/group-mentions.ts';
import { CALL_ASKS_FROM } from '../../../src-shared/limits.ts';
import { mentionedIds } from '../../../src-shared/mentions.ts';
import { mayCallGroups } from '../../../src-shared/permissions.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp, useMe, useParticipants } from '../../sync/store.ts';
import { callableIn } from './callable.ts';

export interface CallQuestion {
  /** Runs this, for a text that calls many after the user has agreed. */
  ask(text: string, run: () => void): void;
  /** How many members the text calls, while the user is asked. */
  count: number | null;
  confirm(): void;
  takeBack(): void;
}

/** The question before a message with a group mention. `room`: undefined when the user does not see it. */
export function useCallQuestion(room: RoomFacts | undefined): CallQuestion {
  const { store } = useApp();
  const participants = useParticipants();
  const me = useMe();
  const [asked, setAsked] = useState<{ count: number; run: () => void } | null>(null);
  const takeBack = (): void => setAsked(null);
  return {
    ask(text, run) {
      const presence = store.getState().snapshot?.presence ?? {};
      const groups = room && mayCallGroups(me, room) ? mentionedIds(text, GROUP_NAMES) : [];
      const count = room ? calledByGroups(groups, callableIn(room, { participants, presence, meId: me.id })).length : 0;
      if (count < CALL_ASKS_FROM) run();
      else setAsked({ count, run });
    },
    count: asked?.count ?? null,
    confirm() {
      takeBack();
      asked?.run();
    },
    takeBack,
  };
}
