import clsx from 'clsx';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useBack } from '../../ui/back.ts';
import { isComposing } from '../../ui/composing.ts';
import { isRightToLeft, readingKey } from '../../ui/direction.ts';
import { floatBeside } from '../../ui/float-beside.ts';
import { gridMove } from '../../ui/grid-move.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useDismiss } from '../../ui/use-dismiss.ts';
import { NARROW, useMediaQuery } from '../../ui/use-media-query.ts';
import { strings } from '../../strings/all-strings.ts';
import { inTone, searchEmoji, type Emoji } from './emoji-data.ts';
import { loadEmojiMemory, rememberEmoji, rememberTone } from './emoji-memory.ts';
import { useEmoji } from './use-emoji.ts';

const COLUMNS = 8;
/** As its class says. */
const WIDTH = 352;
const FOUND_MAX = 64;
const RECENT = -1;
/** The groups of the data, each with one of its emoji as a sign. */
const GROUPS = [
  { id: RECENT, sign: '🕘', name: 'recent' },
  { id: 0, sign: '😀', name: 'faces' },
  { id: 1, sign: '👋', name: 'people' },
  { id: 3, sign: '🐢', name: 'nature' },
  { id: 4, sign: '🍍', name: 'food' },
  { id: 5, sign: '🌴', name: 'travel' },
  { id: 6, sign: '⚽', name: 'activities' },
  { id: 7, sign: '💡', name: 'objects' },
  { id: 8, sign: '💛', name: 'symbols' },
  { id: 9, sign: '🏁', name: 'flags' },
] as const;
const TONES = [
  { hand: '✋', name: 'none' },
  { hand: '✋🏻', name: 'light' },
  { hand: '✋🏼', name: 'mediumLight' },
  { hand: '✋🏽', name: 'medium' },
  { hand: '✋🏾', name: 'mediumDark' },
  { hand: '✋🏿', name: 'dark' },
] as const;

interface EmojiPickerProps {
  /** The id of the button it belongs to. */
  anchorId: string;
  onPick: (char: string) => void;
  onClose: () => void;
}

/** Beside its button; on a phone at the foot of the screen. */
export function EmojiPicker({ anchorId, onPick, onClose }: EmojiPickerProps) {
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const list = useEmoji(true);
  const isNarrow = useMediaQuery(NARROW);
  const [query, setQuery] = useState('');
  const [{ recent, tone }, setMemory] = useState(() => loadEmojiMemory(localStorage));
  const [group, setGroup] = useState(recent.length > 0 ? RECENT : 0);
  const [active, setActive] = useState(0);
  const all = list.state === 'there' ? list.all : NONE;
  const shown = useMemo(() => shownOf(all, { query, group, recent, tone }), [all, query, group, recent, tone]);
  const current = shown[active];
  useOpen(panel, anchorId, isNarrow);
  useDismiss(panel, anchorId, onClose);
  useBack(onClose, isNarrow);

  function pick(char: string): void {
    rememberEmoji(localStorage, char);
    onPick(char);
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (isComposing(event)) return;
    // In the field left and right are the caret's while there is something to move through.
    const isCaret = query !== '' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight');
    const next = isCaret ? null : gridMove(readingKey(event.key), active, shown.length, COLUMNS);
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && current && event.target instanceof HTMLInputElement) pick(current.char);
    else if (next !== null && event.target instanceof HTMLInputElement) setActive(next);
    else return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div
      ref={panel}
      role="dialog"
      aria-label={strings.emoji.emoji}
      popover="manual"
      onKeyDown={onKeyDown}
      className="h-[380px] w-[352px] animate-fade flex-col overflow-hidden rounded-card border border-line bg-raise text-ink shadow-float max-sm:top-auto max-sm:end-0 max-sm:bottom-0 max-sm:start-0 max-sm:h-[46dvh] max-sm:w-full max-sm:max-w-full max-sm:rounded-b-[0px] max-sm:pb-[env(safe-area-inset-bottom)] [&:popover-open]:flex"
    >
      <input
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={current && `${id}-${active}`}
        aria-label={strings.emoji.search}
        placeholder={strings.emoji.search}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        className="h-11 shrink-0 border-b border-line bg-transparent px-3.5 text-list outline-none tap:h-12 tap:text-title"
      />
      <div role="group" aria-label={strings.emoji.kinds} className="flex shrink-0 justify-between border-b border-line-2 px-1.5 py-1">
        {GROUPS.filter(({ id: each }) => each !== RECENT || recent.length > 0).map(({ id: each, sign, name }) => (
          <button
            key={each}
            type="button"
            aria-label={strings.emoji.group[name]}
            aria-pressed={query === '' && group === each}
            onClick={() => {
              setGroup(each);
              setQuery('');
              setActive(0);
            }}
            className="flex size-7 items-center justify-center rounded-control text-body hover:bg-line-2 aria-pressed:bg-accent-soft tap:size-9"
          >
            {sign}
          </button>
        ))}
      </div>
      <Grid id={id} list={list.state} shown={shown} active={active} label={labelOf(query, group)} onPoint={setActive} onPick={pick} />
      <div className="flex h-10 shrink-0 items-center justify-between gap-2 border-t border-line-2 px-2.5">
        <p className="min-w-0 flex-1 truncate text-meta text-ink-2">{current ? `:${current.emoji.code}:` : ''}</p>
        <Tones
          tone={tone}
          onTone={(next) => {
            rememberTone(localStorage, next);
            setMemory({ recent, tone: next });
          }}
        />
      </div>
    </div>
  );
}
const NONE: readonly Emoji[] = [];

interface Shown {
  emoji: Emoji;
  char: string;
}

interface View {
  query: string;
  group: number;
  recent: readonly string[];
  tone: number;
}

function shownOf(all: readonly Emoji[], { query, group, recent, tone }: View): Shown[] {
  if (query.trim() === '' && group === RECENT)
    return recent.flatMap((char) => {
      const emoji = all.find((each) => each.char === char || each.tones.includes(char));
      return emoji ? [{ emoji, char }] : [];
    });
  const found = query.trim() === '' ? all.filter((emoji) => emoji.group === group) : searchEmoji(all, query, FOUND_MAX);
  return found.map((emoji) => ({ emoji, char: inTone(emoji, tone) }));
}

function labelOf(query: string, group: number): string {
  if (query.trim() !== '') return strings.emoji.fitting;
  const found = GROUPS.find(({ id }) => id === group);
  return found ? strings.emoji.group[found.name] : strings.emoji.emoji;
}

interface GridProps {
  id: string;
  list: 'loading' | 'failed' | 'there';
  shown: readonly Shown[];
  active: number;
  label: string;
  onPoint: (index: number) => void;
  onPick: (char: string) => void;
}

function Grid({ id, list, shown, active, label, onPoint, onPick }: GridProps) {
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    grid.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, shown]);
  return (
    <div
      role="group"
      aria-label={strings.emoji.ofThisKind}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto p-1.5 focus-visible:-outline-offset-2"
    >
      <div ref={grid} id={`${id}-list`} role="listbox" aria-label={label} className="grid grid-cols-8">
        {shown.map(({ emoji, char }, index) => (
          <div
            key={char}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            aria-label={emoji.label}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={index === active ? undefined : () => onPoint(index)}
            onClick={() => onPick(char)}
            className={clsx(
              'flex h-10 cursor-pointer items-center justify-center rounded-control text-[22px] leading-none tap:h-11',
              index === active && 'bg-accent-soft',
            )}
          >
            {char}
          </div>
        ))}
      </div>
      {list === 'loading' && <SkeletonRows rows={4} label={strings.emoji.loading} />}
      {list === 'failed' && <p className="p-4 text-center text-list text-ink-2">{strings.emoji.notLoaded}</p>}
      {list === 'there' && shown.length === 0 && <p className="p-4 text-center text-list text-ink-2">{strings.emoji.none}</p>}
    </div>
  );
}

function Tones({ tone, onTone }: { tone: number; onTone: (tone: number) => void }) {
  return (
    <div role="group" aria-label={strings.emoji.skinTone} className="flex shrink-0">
      {TONES.map(({ hand, name }, index) => (
        <button
          key={hand}
          type="button"
          aria-label={strings.emoji.tone[name]}
          aria-pressed={tone === index}
          onClick={() => onTone(index)}
          className="flex size-7 items-center justify-center rounded-control text-list hover:bg-line-2 aria-pressed:bg-accent-soft tap:size-9"
        >
          {hand}
        </button>
      ))}
    </div>
  );
}

/** Shown in the top layer, so that no scrolling cuts it off; the field in it gets the focus. */
function useOpen(panel: { current: HTMLDivElement | null }, anchorId: string, isNarrow: boolean): void {
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const anchor = document.getElementById(anchorId);
    if (anchor && !isNarrow) floatBeside(element, anchor, { side: 'above', align: alignOf(anchor) });
    else {
      element.showPopover();
      element.style.left = '';
      element.style.top = '';
    }
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });
  }, [panel, anchorId, isNarrow]);
}

/** From the button towards where there is room in the middle of the window: not over the sidebar. */
function alignOf(anchor: Element): 'start' | 'end' {
  const button = anchor.getBoundingClientRect();
  const middle = anchor.closest('main')?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
  const towardsStart = isRightToLeft() ? middle.right - button.left : button.right - middle.left;
  return towardsStart < WIDTH ? 'start' : 'end';
}
