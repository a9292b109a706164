/** Beside a block of code, a diagram or a formula in a message. */
export const codeWords = {
  copy: 'Copy code',
  copied: 'Copied',
  wrap: 'Wrap lines',
  drawing: 'Drawing',
  diagram: 'Diagram',
  isDrawn: 'Drawing…',
  showSource: 'Show source',
  showDrawing: 'Show drawing',
  drawingNotShown: 'This drawing cannot be shown.',
  diagramNotDrawn: 'This diagram cannot be drawn.',
  formulaNotDrawn: 'This formula cannot be drawn.',
};
