import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { ChoiceCards } from '../ui/choice.tsx';
import { chooseTheme, readTheme, type ThemeChoice } from '../ui/theme.ts';
import { PageHeading } from './page-heading.tsx';

export function AppearancePage() {
  const [theme, setTheme] = useState<ThemeChoice>(() => readTheme(localStorage));
  const choose = (choice: ThemeChoice): void => {
    chooseTheme(choice, localStorage, document.documentElement);
    setTheme(choice);
  };
  return (
    <>
      <PageHeading title="Appearance" text="For this device only." />
      <ChoiceCards
        label="Light or dark"
        columns={3}
        selected={theme}
        onSelect={choose}
        choices={[
          { value: 'system', icon: Monitor, label: 'Like the system', text: 'Changes when it does' },
          { value: 'light', icon: Sun, label: 'Light', text: 'A porch at noon' },
          { value: 'dark', icon: Moon, label: 'Dark', text: 'A porch at night' },
        ]}
      />
    </>
  );
}
