// Asks the home for messages, a moment after the last key, and only ever shows the answer to the last question.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reply, RequestInput } from '../../../src-shared/commands/index.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import type { SearchResult } from '../../../src-shared/search.ts';
import { searchSealed } from '../../sync/sealed/sealed-search.ts';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useApp, useCommand, useConnection } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

export type SearchQuestion = RequestInput<'search'>;

export interface FoundMessages {
  results: readonly SearchResult[];
  participants: Readonly<Record<string, Participant>>;
  next: string | null;
}

export type MessageSearch =
  | { state: 'idle' | 'searching' | 'offline' }
  | { state: 'failed'; reason: string }
  | ({ state: 'found'; isLoadingMore: boolean } & FoundMessages);

const DELAY_MS = 150;
const IDLE: MessageSearch = { state: 'idle' };

export interface SearchHandle {
  /** The previous results stay until the next ones arrive. */
  search: MessageSearch;
  isBusy: boolean;
  retry(): void;
  loadMore(): void;
}

/** `question`: null asks nothing. */
export function useMessageSearch(question: SearchQuestion | null): SearchHandle {
  const ask = useAsk();
  const isLive = useConnection().state === 'live';
  const [search, setSearch] = useState<MessageSearch>(IDLE);
  const [isBusy, setIsBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const asked = question === null ? null : JSON.stringify(question);
  const latest = useRef(asked);
  latest.current = asked;

  useEffect(() => {
    if (asked === null) {
      setSearch(IDLE);
      setIsBusy(false);
      return;
    }
    if (!isLive) {
      setSearch((now) => (now.state === 'found' ? now : { state: 'offline' }));
      return;
    }
    setIsBusy(true);
    setSearch((now) => (now.state === 'found' ? now : { state: 'searching' }));
    const timer = setTimeout(() => {
      const settle = (next: MessageSearch): void => {
        if (latest.current !== asked) return;
        setSearch(next);
        setIsBusy(false);
      };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written a few lines above
      ask(JSON.parse(asked) as SearchQuestion, () => latest.current !== asked).then(
        ({ results, participants, next_cursor }) =>
          settle({ state: 'found', isLoadingMore: false, results, participants: byId(participants), next: next_cursor }),
        (error: unknown) => settle({ state: 'failed', reason: explain(error) }),
      );
    }, DELAY_MS);
    return () => clearTimeout(timer);
  }, [asked, isLive, tries, ask]);

  const loadMore = useCallback(() => {
    if (search.state !== 'found' || search.isLoadingMore || search.next === null || asked === null) return;
    setSearch({ ...search, isLoadingMore: true });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written in this function's caller
    ask({ ...(JSON.parse(asked) as SearchQuestion), cursor: search.next }, () => latest.current !== asked).then(
      (more) => {
        if (latest.current !== asked) return;
        setSearch({
          state: 'found',
          isLoadingMore: false,
          results: [...search.results, ...more.results],
          participants: { ...search.participants, ...byId(more.participants) },
          next: more.next_cursor,
        });
      },
      // The button is there again, to be pressed once more.
      () => latest.current === asked && setSearch({ ...search, isLoadingMore: false }),
    );
  }, [search, asked, ask]);
  const retry = useCallback(() => setTries((now) => now + 1), []);
  return { search, isBusy, retry, loadMore };
}

/** The home searches, but for a sealed room: that is done here, by who has its key. */
function useAsk(): (question: SearchQuestion, isCancelled: () => boolean) => Promise<Reply<'search'>> {
  const { store, keys } = useApp();
  const command = useCommand();
  const read = useRead();
  return useCallback(
    async (question, isCancelled) => {
      const meId = store.getState().snapshot?.me_id ?? '';
      if (keys.isSealed(question.room_id ?? '')) return searchSealed({ command, read, meId, isCancelled }, question);
      const found = await command('search', question);
      // The home cannot read sealed rooms: a message that it finds there is not sealed, and anyone could have written it.
      return { ...found, results: found.results.filter(({ room_id }) => !keys.isSealed(room_id)) };
    },
    [store, keys, command, read],
  );
}

function byId(participants: readonly Participant[]): Record<string, Participant> {
  return Object.fromEntries(participants.map((each) => [each.id, each]));
}
