import { DOLLARS_PER_DAY_MAX, PRICE_MAX, TURNS_PER_DAY_MAX } from '../../../src-shared/use-limits.ts';
import { strings } from '../../strings/all-strings.ts';
import { NumberField } from './number-field.tsx';
import { isGood, type TypedLimits } from './typed-limits.ts';

interface LimitFieldsProps {
  typed: TypedLimits;
  onType: (typed: TypedLimits) => void;
}

/** Limits of 24 hours besides tokens, and the price that one in dollars needs. */
export function LimitFields({ typed, onType }: LimitFieldsProps) {
  const said = strings.hosted.limits;
  const { wrongNumber } = strings.hosted;
  const good = isGood(typed);
  const price = (name: 'priceIn' | 'priceOut', label: string, hint: string) => (
    <NumberField
      label={label}
      hint={hint}
      typed={typed[name]}
      error={good[name] ? null : wrongNumber(0, PRICE_MAX)}
      hasFractions
      onType={(text) => onType({ ...typed, [name]: text })}
    />
  );
  return (
    <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
      <NumberField
        label={said.answers}
        hint={said.answersHint}
        typed={typed.turns}
        error={good.turns ? null : wrongNumber(1, TURNS_PER_DAY_MAX)}
        onType={(turns) => onType({ ...typed, turns })}
      />
      <NumberField
        label={said.dollars}
        hint={said.dollarsHint}
        typed={typed.dollars}
        error={good.dollars ? null : said.wrongDollars(DOLLARS_PER_DAY_MAX)}
        hasFractions
        onType={(dollars) => onType({ ...typed, dollars })}
      />
      {price('priceIn', said.priceIn, said.priceHint)}
      {price('priceOut', said.priceOut, said.priceOutHint)}
    </div>
  );
}
