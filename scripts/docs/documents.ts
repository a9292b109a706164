// The documents that are made from the rows, by their paths.
import { protocolDocument } from './protocol.ts';
import { restDocument } from './rest.ts';
import { sdkTypes } from './sdk-types.ts';

export const DOCUMENTS: Readonly<Record<string, () => string>> = {
  'docs/protocol.md': protocolDocument,
  'docs/rest.md': restDocument,
  'sdk/typescript/src/protocol.ts': sdkTypes,
};
