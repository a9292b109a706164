// Styles name the start and the end of a line, not left and right: the app is read from right to left too.

const VALUE = String.raw`(?:\d|\[|\(|auto$|full$|px$|\w+\/)`;

/** Refused properties, and their counterparts for both directions. */
const SIDED = [
  [/^[mp][lr]-./, (each) => each.replace('l-', 's-').replace('r-', 'e-')],
  [/^scroll-[mp][lr]-./, (each) => each.replace(/l-/, 's-').replace(/r-/, 'e-')],
  [new RegExp(`^left-${VALUE}`), (each) => each.replace('left', 'start')],
  [new RegExp(`^right-${VALUE}`), (each) => each.replace('right', 'end')],
  [/^border-l(-|$)/, (each) => each.replace('border-l', 'border-s')],
  [/^border-r(-|$)/, (each) => each.replace('border-r', 'border-e')],
  [/^rounded-l(-|$)/, (each) => each.replace('rounded-l', 'rounded-s')],
  [/^rounded-r(-|$)/, (each) => each.replace('rounded-r', 'rounded-e')],
  [/^rounded-(tl|tr|bl|br)(-|$)/, () => 'rounded-ss, -se, -es or -ee'],
  [/^(text|float|clear)-left$/, (each) => each.replace('left', 'start')],
  [/^(text|float|clear)-right$/, (each) => each.replace('right', 'end')],
  [/^translate-x-./, () => 'the same with ltr: and rtl: before it'],
];

const CSS = /(^|[\s;{])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|left|right)(?:-\w+)?\s*:/;

/** The fault of a string of classes, or null. */
export function sidedClass(text) {
  for (const token of text.split(/\s+/)) {
    if (/(^|:)(ltr|rtl):/.test(token)) continue;
    const name = token.replace(/^(?:(?:[^[\]():]|\[[^\]]*\]|\([^)]*\))*:)+/, '').replace(/^[-!]+/, '');
    const [, better] = SIDED.find(([pattern]) => pattern.test(name)) ?? [];
    if (better) return `"${token}" does not turn round with the language: use ${better(name)}.`;
  }
  return null;
}

/** The fault of a line of a stylesheet, or null. `pre` is the one thing that goes one way in every language. */
export function sidedDeclaration(line) {
  const property = CSS.exec(line)?.[2];
  return property ? `"${property}" does not turn round with the language: use its logical twin (inline-start, inline-end).` : null;
}
