// The home's operations, for the tests of stores: a store alone knows none.
export { TRANSACTIONS, type TransactionArgs, type TransactionName, type Transactions } from '../domain/transactions.ts';
