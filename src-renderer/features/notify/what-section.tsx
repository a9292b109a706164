import { AtSign, BellOff, BellRing } from 'lucide-react';
import { ChoiceCards } from '../../ui/choice.tsx';
import { FieldError } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { usePreferences } from './use-preferences.ts';

export function WhatSection() {
  const { preferences, change, error } = usePreferences();
  const text = strings.notifyPage;
  return (
    <>
      <ChoiceCards
        label={text.what}
        columns={3}
        selected={preferences.what}
        onSelect={(what) => change({ what })}
        choices={[
          { value: 'everything', icon: BellRing, label: text.everything, text: text.everythingText },
          { value: 'for_me', icon: AtSign, label: text.forMe, text: text.forMeText },
          { value: 'nothing', icon: BellOff, label: text.nothing, text: text.nothingText },
        ]}
      />
      <FieldError text={error} />
    </>
  );
}
