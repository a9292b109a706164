import type { Account } from '../../../src-shared/accounts.ts';

/** The account that the proxy of an entrance names, and the name of the person, which may be empty. */
export interface NamedAccount {
  account: Account;
  name: string;
}
