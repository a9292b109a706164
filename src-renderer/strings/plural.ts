// Numbers in sentences. Which forms a language has is its own affair (CLDR plural rules): English has two, Arabic six.

type Category = Intl.LDMLPluralRule;

/** The form for each kind of number; `other` is for those without a form of their own. `#` is the number. */
export type PluralForms = Partial<Record<Category, string>> & { other: string };

export type Plural = (count: number, forms: PluralForms) => string;

/** `plural(3, { one: '# guest', other: '# guests' })` is "3 guests". */
export function pluralOf(locale: string): Plural {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll('#', numbers.format(count));
}
