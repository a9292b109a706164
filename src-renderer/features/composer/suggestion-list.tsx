import type { ReactNode } from 'react';
import { Option } from '../../ui/listbox.tsx';
import { strings } from '../../strings/strings.ts';
import type { Suggestions } from './use-suggestions.ts';

interface SuggestionListProps<T> {
  id: string;
  title: string;
  /** For a screen reader: what there is to choose from. */
  label: string;
  suggestions: Suggestions<T>;
  keyOf: (item: T) => string;
  face: (item: T, isActive: boolean) => ReactNode;
  onChoose: (item: T) => void;
}

/** Over the field, which keeps the focus. */
export function SuggestionList<T>({ id, title, label, suggestions, keyOf, face, onChoose }: SuggestionListProps<T>) {
  const { items, active, point } = suggestions;
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mx-4 mb-1 max-w-[440px] animate-fade overflow-hidden rounded-card border border-line bg-raise shadow-float max-sm:mx-0">
      <p className="flex items-center justify-between px-4 pt-2.5 pb-1 text-meta font-semibold text-ink-3">
        {title}
        <span aria-hidden className="max-sm:hidden">
          {strings.composer.toChoose}
        </span>
      </p>
      {/* It may scroll, so it can be reached with the keyboard. */}
      <div id={id} role="listbox" tabIndex={0} aria-label={label} className="max-h-[264px] overflow-y-auto p-1.5 pt-0">
        {items.map((item, index) => (
          <Option
            key={keyOf(item)}
            id={`${id}-${keyOf(item)}`}
            isActive={index === active}
            onPoint={() => point(index)}
            onChoose={() => onChoose(item)}
            className="min-h-10 py-1 tap:min-h-12"
          >
            {face(item, index === active)}
          </Option>
        ))}
      </div>
    </div>
  );
}
