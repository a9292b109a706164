// The home's operations, for the tests of stores: a store knows none by itself.
export { TRANSACTIONS, type TransactionArgs, type TransactionName, type Transactions } from '../domain/transactions.ts';
