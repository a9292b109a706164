import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { TextInput } from './field.tsx';

interface SearchInputProps extends Omit<ComponentProps<typeof TextInput>, 'type' | 'onChange' | 'placeholder' | 'className'> {
  /** Its name, which is its placeholder too. */
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

/** A field that filters the list below it. */
export function SearchInput({ label, onSearch, ...rest }: SearchInputProps) {
  return (
    <div className="relative">
      <Search size={15} aria-hidden className="absolute top-1/2 start-3 -translate-y-1/2 text-ink-3" />
      <TextInput
        {...rest}
        type="search"
        aria-label={label}
        placeholder={label}
        onChange={(event) => onSearch(event.target.value)}
        className="ps-9"
      />
    </div>
  );
}
