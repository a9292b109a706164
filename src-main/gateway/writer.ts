// The writer's thread of the home: the store's writer, with the home's operations.
import { TRANSACTIONS } from './domain/transactions.ts';
import { serveWriter } from './store/serve-writer.ts';

serveWriter(TRANSACTIONS);
