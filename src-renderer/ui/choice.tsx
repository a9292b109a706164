import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';

export interface Choice<Value extends string> {
  value: Value;
  icon?: LucideIcon;
  label: string;
  text?: ReactNode;
  isDisabled?: boolean;
}

interface ChoiceCardsProps<Value extends string> {
  label: string;
  /** The label stands above the cards, or is only there for a screen reader. */
  hidesLabel?: boolean;
  choices: readonly Choice<Value>[];
  selected: Value;
  onSelect: (value: Value) => void;
  columns?: 2 | 3;
}

const COLUMNS = { 2: 'grid-cols-2', 3: 'grid-cols-3' };

/** One of a few, each with a sentence on what it means. Native radio buttons underneath: arrow keys and names come with them. */
export function ChoiceCards<Value extends string>({
  label,
  hidesLabel = false,
  choices,
  selected,
  onSelect,
  columns = 2,
}: ChoiceCardsProps<Value>) {
  const id = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={hidesLabel ? 'sr-only' : 'mb-1.5 text-list font-semibold text-ink-2'}>{label}</legend>
      <div className={clsx('grid gap-2.5 max-sm:grid-cols-1', COLUMNS[columns])}>
        {choices.map((choice) => (
          <Card
            key={choice.value}
            name={id}
            choice={choice}
            isSelected={choice.value === selected}
            onSelect={() => onSelect(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface CardProps {
  name: string;
  choice: Choice<string>;
  isSelected: boolean;
  onSelect: () => void;
}

function Card({ name, choice, isSelected, onSelect }: CardProps) {
  const { icon: Icon, label, text, value, isDisabled } = choice;
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={clsx(
        'relative flex min-h-11 items-start gap-2.5 rounded-card border p-3 transition-colors duration-120 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
        isSelected ? 'border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]' : 'border-line bg-raise',
        isDisabled ? 'opacity-60' : !isSelected && 'hover:bg-line-2',
      )}
    >
      <input
        id={id}
        type="radio"
        name={name}
        value={value}
        checked={isSelected}
        disabled={isDisabled}
        onChange={onSelect}
        aria-describedby={text ? `${id}-text` : undefined}
        aria-labelledby={`${id}-label`}
        className="sr-only"
      />
      {Icon && <Icon size={16} aria-hidden className={clsx('mt-0.5 shrink-0', isSelected ? 'text-accent' : 'text-ink-2')} />}
      <span className="min-w-0 wrap-anywhere">
        <span id={`${id}-label`} className={clsx('block text-list font-semibold', isSelected ? 'text-accent' : 'text-ink')}>
          {label}
        </span>
        {text && (
          <span id={`${id}-text`} className="block text-meta text-ink-2">
            {text}
          </span>
        )}
      </span>
    </label>
  );
}
