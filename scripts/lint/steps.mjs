// The steps of an operation (src-main/gateway/store/interfaces/tx.ts): one that is not yielded does nothing, and no type says so.

/** The steps of a transaction; the rest of its methods and properties are not. */
const STEPS = new Set(['reads', 'writes', 'record', 'lastSeq', 'nextSeq', 'nextCursor']);

/** Whether this call makes a step of `tx`, or passes `tx` on to a function that has steps, without `yield*`. */
export function isForgottenStep(node) {
  return isStep(node) && !(node.parent.type === 'YieldExpression' && node.parent.delegate);
}

function isStep({ callee, arguments: passed }) {
  return methodOfTx(callee) || (callee.type === 'Identifier' && isTx(passed[0]));
}

/** `tx.record`, `tx.reads.room`. */
function methodOfTx(callee) {
  if (callee.type !== 'MemberExpression') return false;
  const { object, property } = callee;
  return isTx(object) ? STEPS.has(property.name) : object.type === 'MemberExpression' && methodOfTx(object);
}

function isTx(node) {
  return node?.type === 'Identifier' && node.name === 'tx';
}
