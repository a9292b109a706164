import { useCallback, useEffect, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Message } from '../../../src-shared/objects.ts';
import { PIN_STATES, type Pin } from '../../../src-shared/pins.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp, useConnection, useHomeState } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

export type PinnedMessage = Message & { pin: Pin };

export interface PinsView {
  /** In the order of the list. Null until they are there. */
  pins: readonly PinnedMessage[] | null;
  problem: string | null;
  retry(): void;
}

/**
 * The pinned messages of a room. They are kept among the quoted ones, which follow the events. The room counts its pins, so another
 * count than that of the list means that there are new ones.
 */
export function usePins({ id, pin_count }: RoomFacts): PinsView {
  const { client, store } = useApp();
  const isLive = useConnection().state === 'live';
  const [ids, setIds] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(0);
  const load = useCallback(async (): Promise<void> => {
    asked.current += 1;
    const turn = asked.current;
    try {
      const found: Message[] = [];
      for (let hasMore = true; hasMore;) {
        const page = await client.request('list_pins', { room_id: id, after: found.at(-1)?.id ?? null });
        client.learn(page);
        found.push(...page.messages);
        hasMore = page.has_more;
      }
      if (turn !== asked.current) return;
      store.setState(({ quoted }) => ({ quoted: { ...quoted, ...Object.fromEntries(found.map((each) => [each.id, each])) } }));
      setIds(found.map((each) => each.id));
      setProblem(null);
    } catch (error) {
      if (turn === asked.current) setProblem(explain(error));
    }
  }, [client, store, id]);
  const shown = useHomeState(useShallow(({ quoted }) => (ids ?? []).map((each) => quoted[each] ?? null)));
  const pins = shown.filter((message): message is PinnedMessage => message?.pin !== undefined).sort(inOrder);
  const isWhole = ids !== null && pins.length === pin_count;
  useEffect(() => {
    if (isLive && !isWhole) void load();
  }, [isLive, isWhole, pin_count, load]);
  return { pins: ids && pins, problem, retry: () => void load() };
}

/** As `list_pins` sorts them. */
function inOrder(a: PinnedMessage, b: PinnedMessage): number {
  return PIN_STATES.indexOf(a.pin.state) - PIN_STATES.indexOf(b.pin.state) || b.pin.pinned_at - a.pin.pinned_at || b.seq - a.seq;
}
