// Our own rules for oxlint.
import path from 'node:path';
import { whyNot, whyNotNamed } from './layers.mjs';
import { sidedClass } from './sides.mjs';
import { isForgottenStep } from './steps.mjs';
import { speaks, textVisitor } from './words.mjs';

const layers = {
  create(context) {
    const file = fileOf(context);
    const check = (node, source) => {
      if (typeof source?.value !== 'string') return;
      report(context, source, whyNot(file, source.value));
      for (const { imported } of node.specifiers ?? []) if (imported) report(context, node, whyNotNamed(file, source.value, imported.name));
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      MemberExpression: (node) => {
        // `electron.ipcMain`, whatever the module was called on import.
        if (!node.computed) report(context, node, whyNotNamed(file, 'electron', node.property.name));
      },
    };
  },
};

const sides = {
  create(context) {
    return {
      Literal: (node) => typeof node.value === 'string' && report(context, node, sidedClass(node.value)),
      TemplateElement: (node) => report(context, node, sidedClass(node.value.raw)),
    };
  },
};

const words = {
  create(context) {
    const file = fileOf(context);
    const found = (node) => report(context, node, 'A text of the interface belongs into the catalogue, src-renderer/strings.');
    return speaks(file) ? textVisitor(file, found) : {};
  },
};

const steps = {
  create(context) {
    return {
      CallExpression: (node) => isForgottenStep(node) && report(context, node, 'Without `yield*` before it this step is not taken.'),
    };
  },
};

function fileOf(context) {
  return path.relative(context.cwd, context.filename).split(path.sep).join('/');
}

function report(context, node, message) {
  if (message) context.report({ node, message });
}

export default { meta: { name: 'lanai' }, rules: { layers, sides, steps, words } };
