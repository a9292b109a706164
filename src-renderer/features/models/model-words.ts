import type { Model } from '../../../src-shared/providers.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';

/** The known facts about a model, in few words each. */
export function factsOf({ context_tokens, tools, images, makes_images = false, price }: Model): string[] {
  const said = strings.models;
  return [
    ...(context_tokens === null ? [] : [said.context(shortCount(context_tokens))]),
    ...(tools === null ? [] : [tools ? said.tools : said.noTools]),
    ...(images === null ? [] : [images ? said.images : said.noImages]),
    ...(makes_images ? [said.makesImages] : []),
    ...(price === null
      ? []
      : [price.input === 0 && price.output === 0 ? said.free : said.price(dollars(price.input), dollars(price.output))]),
  ];
}

/** "4.1K", "128K", "1M". */
function shortCount(count: number): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

function dollars(price: number): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 4,
  }).format(price);
}
