import { Monitor, Moon, Rows2, Rows4, Sun } from 'lucide-react';
import { useId, useState } from 'react';
import { chooseDensity, readDensity, TEXT_SIZES, type DisplayDensity } from '../../ui/density.ts';
import { HintedCheckbox } from '../../ui/checkbox.tsx';
import { ChoiceCards } from '../../ui/choice.tsx';
import { usePreviewsShown } from '../../ui/previews-shown.ts';
import { chooseTheme, readTheme, type ThemeChoice } from '../../ui/theme.ts';
import { strings } from '../../strings/all-strings.ts';
import { PageHeading } from './page-heading.tsx';

export function AppearancePage() {
  const [theme, setTheme] = useState<ThemeChoice>(() => readTheme(localStorage));
  const [comfort, setComfort] = useState<DisplayDensity>(() => readDensity(localStorage));
  const chooseLight = (choice: ThemeChoice): void => {
    chooseTheme(choice, localStorage, document.documentElement);
    setTheme(choice);
  };
  const change = (part: Partial<DisplayDensity>): void => {
    const next = { ...comfort, ...part };
    chooseDensity(next, localStorage, document.documentElement);
    setComfort(next);
  };
  const said = strings.settings.appearance;
  const [showsPreviews, showPreviews] = usePreviewsShown();
  return (
    <>
      <PageHeading title={strings.palette.settingsPages.appearance} text={said.lead} />
      <div className="flex flex-col gap-7">
        <ChoiceCards
          label={said.theme}
          columns={3}
          selected={theme}
          onSelect={chooseLight}
          choices={[
            { value: 'system', icon: Monitor, label: said.system, text: said.systemText },
            { value: 'light', icon: Sun, label: said.light, text: said.lightText },
            { value: 'dark', icon: Moon, label: said.dark, text: said.darkText },
          ]}
        />
        <ChoiceCards
          label={said.density}
          selected={comfort.density}
          onSelect={(density) => change({ density })}
          choices={[
            { value: 'comfortable', icon: Rows2, label: said.comfortable, text: said.comfortableText },
            { value: 'compact', icon: Rows4, label: said.compact, text: said.compactText },
          ]}
        />
        <TextSizeSlider value={comfort.textSize} onChange={(textSize) => change({ textSize })} />
        <div className="-mx-2 max-w-105">
          <HintedCheckbox isChecked={showsPreviews} onChange={showPreviews} label={said.previews} hint={said.previewsText} />
        </div>
      </div>
    </>
  );
}

interface TextSizeSliderProps {
  value: DisplayDensity['textSize'];
  onChange: (value: DisplayDensity['textSize']) => void;
}

function TextSizeSlider({ value, onChange }: TextSizeSliderProps) {
  const id = useId();
  const { textSize, textSizeHint, percent, usual } = strings.settings.appearance;
  const at = TEXT_SIZES.indexOf(value);
  return (
    <div className="max-w-105">
      <div className="mb-1.5 flex items-baseline justify-between">
        <label htmlFor={id} className="text-list font-semibold text-ink-2">
          {textSize}
        </label>
        <output htmlFor={id} className="text-list text-ink-2">
          {value === '100' ? usual : percent(value)}
        </output>
      </div>
      <div className="flex items-center gap-3">
        <span aria-hidden className="text-[12px] font-semibold text-ink-2">
          {strings.pages.letter}
        </span>
        <input
          id={id}
          type="range"
          min={0}
          max={TEXT_SIZES.length - 1}
          step={1}
          value={at}
          aria-valuetext={percent(value)}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(TEXT_SIZES[event.target.valueAsNumber] ?? '100')}
          className="h-6 min-w-0 flex-1 accent-accent max-sm:h-11"
        />
        <span aria-hidden className="text-[20px] font-semibold text-ink-2">
          {strings.pages.letter}
        </span>
      </div>
      <p id={`${id}-hint`} className="text-meta text-ink-3">
        {textSizeHint}
      </p>
    </div>
  );
}
