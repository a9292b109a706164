import { useCallback, useId, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { inTone, searchEmoji, type Emoji } from '../emoji/emoji-data.ts';
import { loadEmojiMemory, rememberEmoji } from '../emoji/emoji-memory.ts';
import { useEmoji } from '../emoji/use-emoji.ts';
import { mayCallGroups } from '../../../src-shared/permissions.ts';
import { offersAdding } from '../rooms/offers-adding.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp, useMe, useParticipants } from '../../sync/store.ts';
import { isComposing } from '../../ui/composing.ts';
import { strings } from '../../strings/strings.ts';
import { emojiQuery, withWholeEmoji } from './emoji-query.ts';
import { MentionFace } from './mention-face.tsx';
import { mentionCandidates, mentionQuery, withMention, type MentionCandidate } from './mention-query.ts';
import type { SlashOffer } from './slash.ts';
import { SuggestionList } from './suggestion-list.tsx';
import { useAddMentioned } from './use-add-mentioned.ts';
import type { DraftHandle } from './use-draft.ts';
import { slashQuery, type SlashRunner } from './use-slash.ts';
import { useSuggestions, type Suggestions, type Typed } from './use-suggestions.ts';

const EMOJI_SHOWN = 8;

export interface ComposerLists {
  /** The list that is open, if one is. */
  element: ReactNode;
  aria: { 'aria-controls': string | undefined; 'aria-activedescendant': string | undefined };
  /** The text changed. Returns it as it is to be: a whole :name: is its emoji. */
  changed(text: string, caret: number): { text: string; caret: number };
  look(text: string, caret: number): void;
  close(): void;
  onKeyDown(event: KeyboardEvent): boolean;
}

interface ListsOptions {
  room: RoomFacts;
  handle: DraftHandle;
  field: RefObject<HTMLTextAreaElement | null>;
  slash: SlashRunner;
  placeCaret: (caret: number) => void;
}

/** Suggestions above the field: after @ mentions, after : emoji, after / commands. */
export function useLists({ room, handle, field, slash, placeCaret }: ListsOptions): ComposerLists {
  const id = useId();
  const { draft, setDraft, editing } = handle;
  const me = useMe();
  const addMentioned = useAddMentioned(room);
  const mention = useSuggestions(mentionQuery, useMentionOffer(room));
  const emoji = useEmojiSuggestions(draft.text);
  const command = useSlashSuggestions(room, slash, editing !== null);

  function insert(next: { text: string; caret: number }, chosen = draft.chosen): void {
    placeCaret(next.caret);
    setDraft({ ...draft, text: next.text, chosen });
  }
  function replace(query: Typed, words: string): void {
    const caret = field.current?.selectionStart ?? draft.text.length;
    const start = draft.text.slice(0, query.start) + words;
    insert({ text: start + draft.text.slice(caret), caret: start.length });
  }
  function chooseMention(candidate: MentionCandidate): void {
    if (!mention.query || !field.current) return;
    if ('group' in candidate) {
      insert(withMention(draft.text, field.current.selectionStart, mention.query, candidate.group));
      return mention.close();
    }
    const { participant, isMember } = candidate;
    const { id: chosenId, name } = participant;
    const others = draft.chosen.filter((each) => each.id !== chosenId);
    insert(withMention(draft.text, field.current.selectionStart, mention.query, name), [...others, { id: chosenId, name }]);
    mention.close();
    if (!isMember) addMentioned(participant);
  }
  function chooseEmoji(chosen: Emoji): void {
    if (!emoji.list.query) return;
    const char = inTone(chosen, loadEmojiMemory(localStorage).tone);
    rememberEmoji(localStorage, char);
    replace(emoji.list.query, `${char} `);
    emoji.list.close();
  }
  function chooseCommand(offer: SlashOffer): void {
    if (!command.query || !slash.part) return;
    command.close();
    const text = slash.part.completion(command.query.text, offer);
    replace({ ...command.query, start: 0 }, text);
    // Their words may be offered next.
    command.look(text, text.length);
  }

  const show = <T,>(list: Suggestions<T>, keyOf: (item: T) => string, element: ReactNode) => {
    const current = list.items[list.active];
    return { element, activeId: current === undefined ? undefined : `${id}-${keyOf(current)}` };
  };
  const shown = mention.isOpen
    ? show(
        mention,
        mentionKey,
        <SuggestionList
          id={id}
          title={strings.composer.list.mention.title}
          label={strings.composer.list.mention.label}
          suggestions={mention}
          keyOf={mentionKey}
          face={(candidate, isActive) => <MentionFace candidate={candidate} isActive={isActive} mayAdd={offersAdding(me, room)} />}
          onChoose={chooseMention}
        />,
      )
    : emoji.list.isOpen
      ? show(
          emoji.list,
          emojiKey,
          <SuggestionList
            id={id}
            title={strings.composer.list.emoji.title}
            label={strings.composer.list.emoji.label}
            suggestions={emoji.list}
            keyOf={emojiKey}
            face={emojiFace}
            onChoose={chooseEmoji}
          />,
        )
      : command.isOpen && slash.part
        ? show(
            command,
            slash.part.offerKey,
            <SuggestionList
              id={id}
              title={strings.composer.list.command.title}
              label={strings.composer.list.command.label}
              suggestions={command}
              keyOf={slash.part.offerKey}
              face={slash.part.slashFace}
              onChoose={chooseCommand}
            />,
          )
        : null;

  /** Enter behind a whole command carries it out. */
  function onCommandKey(event: KeyboardEvent): boolean {
    if (isComposing(event)) return false;
    const isWhole = event.key === 'Enter' && command.active === 0 && command.query?.text === wholeCommand(command.items[0]);
    return !isWhole && command.onKeyDown(event, chooseCommand);
  }
  function look(text: string, caret: number): void {
    mention.look(text, caret);
    emoji.list.look(text, caret);
    command.look(text, caret);
  }
  return {
    element: shown?.element ?? null,
    aria: { 'aria-controls': shown ? id : undefined, 'aria-activedescendant': shown?.activeId },
    changed(text, caret) {
      const whole = withWholeEmoji(text, caret, emoji.all) ?? { text, caret };
      if (whole.text !== text) placeCaret(whole.caret);
      look(whole.text, whole.caret);
      return whole;
    },
    look,
    close() {
      mention.close();
      emoji.list.close();
      command.close();
    },
    onKeyDown: (event) => mention.onKeyDown(event, chooseMention) || emoji.list.onKeyDown(event, chooseEmoji) || onCommandKey(event),
  };
}

function useMentionOffer(room: RoomFacts): (query: Typed) => MentionCandidate[] {
  const participants = useParticipants();
  const { store } = useApp();
  const me = useMe();
  return useCallback(
    (query) => {
      const presence = store.getState().snapshot?.presence ?? {};
      return mentionCandidates(room, { participants, presence, meId: me.id, mayCallGroups: mayCallGroups(me, room) }, query.text);
    },
    [room, participants, me, store],
  );
}

function useSlashSuggestions(room: RoomFacts, { part }: SlashRunner, isEditing: boolean): Suggestions<SlashOffer> {
  const app = useApp();
  return useSuggestions(
    useCallback((text: string, caret: number) => (isEditing ? null : slashQuery(text, caret)), [isEditing]),
    useCallback((query: Typed) => part?.slashOffers(query.text, part.offerSource(app, room)) ?? NO_OFFERS, [part, app, room]),
  );
}
const NO_OFFERS: readonly SlashOffer[] = [];

/** Those that need words are left to be completed. */
function wholeCommand(offer: SlashOffer | undefined): string | null {
  return offer?.kind === 'command' && !offer.command.needsWords && offer.command.name !== 'help' ? offer.command.name : null;
}

/** The names of all emoji are fetched when the first one is typed. */
function useEmojiSuggestions(text: string): { list: Suggestions<Emoji>; all: readonly Emoji[] } {
  const emoji = useEmoji(/(?:^|[\s(]):[a-z0-9_+-]/i.test(text));
  const all = emoji.state === 'there' ? emoji.all : NO_EMOJI;
  const list = useSuggestions(
    emojiQuery,
    useCallback((query: Typed) => (all.length === 0 ? [] : searchEmoji(all, query.text, EMOJI_SHOWN)), [all]),
  );
  return { list, all };
}
const NO_EMOJI: readonly Emoji[] = [];

const mentionKey = (candidate: MentionCandidate): string => ('group' in candidate ? `@${candidate.group}` : candidate.participant.id);
const emojiKey = ({ code }: Emoji): string => code;

function emojiFace(emoji: Emoji): ReactNode {
  return (
    <>
      <span className="w-7 text-center text-[20px]">{inTone(emoji, loadEmojiMemory(localStorage).tone)}</span>
      <span className="min-w-0 flex-1 truncate text-list">{emoji.label}</span>
      <span className="shrink-0 text-meta text-ink-3">:{emoji.code}:</span>
    </>
  );
}
