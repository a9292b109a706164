/** For tests of other parts, which may not read the domain. */
export { freePort } from '../domain/programs/free-port.ts';
