/** Beside a block of code, a diagram or a formula in a message. */
export const codeWords = {
  copy: 'Copy code',
  copied: 'Copied',
  wrap: 'Wrap lines',
  formulaNotDrawn: 'This formula cannot be drawn.',
};
