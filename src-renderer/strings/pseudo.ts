// A language nobody speaks: English in accents and between brackets, half as long again, as translations are. Whatever is
// without brackets on the screen is not in the catalogue, and what is cut off would be in German too. It is chosen with
// `localStorage['lanai.language'] = 'en-XA'`; `ar-XB` is the same from right to left.
import { Children, cloneElement, isValidElement, type PropsWithChildren, type ReactElement } from 'react';
import type { Catalogue } from './strings.ts';

const ACCENTED: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', c: 'ç', n: 'ñ', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' };
const PADDING = 0.4;

export function pseudo<T extends Catalogue>(catalogue: T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Every text stays at its key, and every function a function.
  return altered(catalogue) as T;
}

function altered(value: unknown, slots: readonly unknown[] = []): unknown {
  if (slots.includes(value)) return value;
  if (typeof value === 'string') return accented(value);
  if (typeof value === 'function') return (...given: unknown[]): unknown => altered(Reflect.apply(value, undefined, given), given);
  if (isValidElement<PropsWithChildren>(value)) return alteredElement(value, slots);
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, altered(each)]));
}

/** The texts between what was put into the slots of a sentence. */
function alteredElement(element: ReactElement<PropsWithChildren>, slots: readonly unknown[]): ReactElement {
  const between = Children.map(element.props.children, (child) => {
    if (slots.includes(child)) return child;
    if (typeof child === 'string' && child.trim() !== '') return accented(child);
    return isValidElement<PropsWithChildren>(child) ? alteredElement(child, slots) : child;
  });
  return cloneElement(element, {}, between);
}

export function accented(text: string): string {
  if (text === '') return text;
  return `⟦${text.replaceAll(/[aeioucnAEIOU]/g, (letter) => ACCENTED[letter] ?? letter)}${'·'.repeat(Math.ceil(text.length * PADDING))}⟧`;
}
