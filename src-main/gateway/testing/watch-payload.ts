import { WATCH_VERSION } from '../../../src-shared/limits.ts';

/** The payload of a `watch` of this version. */
export const WATCH = { version: WATCH_VERSION };
