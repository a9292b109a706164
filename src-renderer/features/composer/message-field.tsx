import { useEffect, useLayoutEffect, useMemo, useRef, type ComponentProps, type RefObject } from 'react';
import { findMentions, type Named } from '../../../src-shared/mentions.ts';

/** It grows up to this part of the window. */
const HEIGHT_MAX = 0.4;
/** Behind longer texts there is no copy for the shades of mentions: to lay it out would slow down every key. */
const SHADED_CHARS_MAX = 5_000;
/** So much text fills the field on any screen. To measure it would lay all of it out twice for every key. */
const FULL_CHARS = 20_000;

interface MessageFieldProps extends Omit<ComponentProps<'textarea'>, 'ref' | 'value'> {
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  /** Those whom the text may name. */
  people: readonly Named[];
}

/** A text area that grows with its text, with the mentions in it shaded by a copy of the text behind it. */
export function MessageField({ field, value, people, ...rest }: MessageFieldProps) {
  const shade = useRef<HTMLDivElement>(null);
  useGrowing(field, value);
  const box = 'max-h-[40dvh] px-3.5 pt-3 pb-2 text-body wrap-anywhere whitespace-pre-wrap tap:py-3.5 tap:text-title';
  return (
    <div className="relative min-w-0 flex-1">
      <div ref={shade} aria-hidden className={`pointer-events-none absolute inset-0 overflow-hidden text-transparent ${box}`}>
        <Shaded text={value} people={people} />
      </div>
      <textarea
        {...rest}
        ref={field}
        rows={1}
        value={value}
        onScroll={(event) => {
          if (shade.current) shade.current.scrollTop = event.currentTarget.scrollTop;
        }}
        className={`relative block w-full resize-none [field-sizing:content] overflow-x-hidden overflow-y-auto bg-transparent text-ink outline-none placeholder:truncate ${box}`}
      />
    </div>
  );
}

function Shaded({ text, people }: { text: string; people: readonly Named[] }) {
  const isLong = text.length > SHADED_CHARS_MAX;
  const found = useMemo(() => (isLong ? [] : findMentions(text, people)), [isLong, text, people]);
  if (isLong) return null;
  return (
    <>
      {found.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(found[index - 1]?.end ?? 0, start)}
          <mark className="rounded-[4px] bg-accent-soft text-transparent">{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(found.at(-1)?.end ?? 0)}
    </>
  );
}

function useGrowing(field: RefObject<HTMLTextAreaElement | null>, value: string): void {
  useLayoutEffect(() => fit(field.current), [field, value]);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    // Lines break again when the width changes: with the window, the sidebar or the panel. Its height is our own doing.
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== width) fit(element);
      width = element.clientWidth;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [field]);
}

function fit(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  const most = window.innerHeight * HEIGHT_MAX;
  if (field.value.length > FULL_CHARS) {
    field.style.height = `${most}px`;
    return;
  }
  // A browser that grows it automatically need not lay it out twice for every key.
  if (CSS.supports('field-sizing', 'content')) {
    if (field.style.height !== '') field.style.height = '';
    return;
  }
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, most)}px`;
}
