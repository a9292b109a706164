// Texts of the interface stand in the catalogue (src-renderer/strings), so that the app can be read in other languages.

/** Programs and commands for agents, and the prompt for an agent that writes programs. */
const PROGRAMS = /^features\/agents\/(?:snippets|programs|mcp-programs)$/;

/** Attributes and properties that people read or hear. */
const READ = new Set([
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'subtitle',
  'label',
  'hint',
  'placeholder',
  'text',
  'alt',
  'heading',
  'lead',
  'note',
  'error',
  'detail',
  'action',
  'confirmLabel',
]);

/** The same in every language. */
const NAMES = new Set(['Lanai', 'Ctrl', 'Alt', 'Esc', 'Tab', 'K']);

const LETTER = /\p{L}/u;
/** Two words after each other, none of them a class, a path or an option. */
const SENTENCE = /(?:^|\s)[\p{L}’]+,? [\p{L}’]+(?:[\s,.…?!:;]|$)/u;

/** Whether texts in this file have to come from the catalogue. The path is relative to the root, with slashes. */
export function speaks(file) {
  const inApp = /^src-renderer\/(.+)\.tsx?$/.exec(file)?.[1];
  return inApp !== undefined && !inApp.endsWith('.test') && !PROGRAMS.test(inApp) && !/^(?:strings|testing)\//.test(inApp);
}

/** The visitors that look for texts in the nodes of a file; `found` gets each. */
export function textVisitor(file, found) {
  const report = (node) => textsIn(node).forEach(found);
  const visitor = {
    JSXText: (node) => isText(node.value) && found(node),
    JSXAttribute: (node) => READ.has(node.name.name) && report(node.value),
    // Between tags; an attribute's braces come with the attribute.
    JSXElement: (node) => node.children.forEach(report),
    JSXFragment: (node) => node.children.forEach(report),
    Property: (node) => READ.has(node.key.name ?? node.key.value) && report(node.value),
    AssignmentPattern: (node) => READ.has(node.left.name) && report(node.right),
  };
  return file.endsWith('.tsx') ? visitor : { ...visitor, ...sentenceVisitor(found) };
}

/** A sentence counts as a text even when its file does not draw it. Errors are for developers, not for users. */
function sentenceVisitor(found) {
  const isSentence = (node, text) => SENTENCE.test(text) && !isForUs(node.parent) && found(node);
  return {
    Literal: (node) => typeof node.value === 'string' && isSentence(node, node.value),
    TemplateElement: (node) => isSentence(node.parent, node.value.raw),
  };
}

const FOR_US = /^(?:console|drop|Error|ConnectionLost|TypeError|RangeError)$/;

function isForUs(node) {
  if (node?.type === 'TemplateLiteral') return isForUs(node.parent);
  // `.catch(() => 'why that is harmless')`
  if (node?.type === 'ArrowFunctionExpression') return node.parent.callee?.property?.name === 'catch';
  const called = node?.type === 'CallExpression' || node?.type === 'NewExpression' ? (node.callee.object ?? node.callee) : null;
  return called !== null && FOR_US.test(called.name ?? '');
}

/** The texts that an expression can result in; its conditions and the arguments of its calls do not count. */
function textsIn(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' && isText(node.value) ? [node] : [];
    case 'TemplateLiteral':
      return [...node.quasis.filter(({ value }) => isText(value.raw)), ...node.expressions.flatMap(textsIn)];
    case 'JSXExpressionContainer':
      return textsIn(node.expression);
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap(textsIn);
    case 'LogicalExpression':
    case 'BinaryExpression':
      return ['===', '!==', '<', '>', '<=', '>='].includes(node.operator) ? [] : [node.left, node.right].flatMap(textsIn);
    default:
      return [];
  }
}

function isText(text) {
  return LETTER.test(text.replaceAll(/&\w+;/g, '')) && !NAMES.has(text.trim()) && !text.includes('://');
}
