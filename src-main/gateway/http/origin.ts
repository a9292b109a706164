import { originOf, type Origin } from '../domain/audit/draft.ts';
import type { HttpContext } from './env.ts';

/** By which way a request came. */
export function originOfRequest(c: HttpContext): Origin {
  const { entrance, incoming } = c.env;
  return originOf(entrance.kind, entrance.clientAddress(incoming));
}
