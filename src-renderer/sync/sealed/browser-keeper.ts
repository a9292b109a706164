// The keys of sealed rooms in a browser: in IndexedDB, each sealed with a key of WebCrypto that lies beside it and cannot
// be taken out of the browser by any script.
//
// This protects from who reads the profile's files without this browser, from backups of them, and from being found by
// searching a disk. It does not protect from who can use this browser as this user, from a script that runs in this page
// (it could ask for the secrets just as the app does; the page's CSP is there against that), nor from the browser itself.
import type { KeyKeeper } from './key-keeper.ts';

const DATABASE = 'lanai-room-keys';
const STORE = 'keys';
// oxlint-disable-next-line lanai/words -- Where it is kept; no one reads it.
const SEALING_KEY = 'sealing key';
const CIPHER = 'AES-GCM';
const NONCE_BYTES = 12;

interface Sealed {
  nonce: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

type Page = Pick<Window, 'indexedDB' | 'crypto'>;

export function createBrowserKeeper({ indexedDB, crypto }: Page, me: () => Promise<string>): KeyKeeper {
  const named = async (roomId: string): Promise<string> => `${await me()} ${roomId}`;
  const withStore = async <T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const database = await opened(indexedDB);
    try {
      const transaction = database.transaction(STORE, mode);
      return await committed(transaction, run(transaction.objectStore(STORE)));
    } finally {
      database.close();
    }
  };

  /** Made once. Two windows that make one at the same time end up with the same: the first that is there stays. */
  async function sealingKey(): Promise<CryptoKey> {
    const before: unknown = await withStore('readonly', (store) => store.get(SEALING_KEY));
    if (before instanceof CryptoKey) return before;
    const made = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']);
    await withStore('readwrite', (store) => store.add(made, SEALING_KEY)).catch(() => 'another window was first');
    const kept: unknown = await withStore('readonly', (store) => store.get(SEALING_KEY));
    if (!(kept instanceof CryptoKey)) throw new Error('This browser keeps no keys.');
    return kept;
  }

  return {
    async load() {
      const prefix = await named('');
      const names = (await withStore('readonly', (store) => store.getAllKeys())).map(String).filter((name) => name.startsWith(prefix));
      const secrets: Record<string, string> = {};
      for (const name of names) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `keep` writes under such a name
        const { nonce, bytes } = (await withStore('readonly', (store) => store.get(name))) as Sealed;
        const text = await crypto.subtle.decrypt({ name: CIPHER, iv: nonce }, await sealingKey(), bytes);
        secrets[name.slice(prefix.length)] = new TextDecoder().decode(text);
      }
      return { secrets, isLasting: true };
    },
    async keep(roomId, secret) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const bytes = await crypto.subtle.encrypt({ name: CIPHER, iv: nonce }, await sealingKey(), new TextEncoder().encode(secret));
      const name = await named(roomId);
      await withStore('readwrite', (store) => store.put({ nonce, bytes } satisfies Sealed, name));
      return true;
    },
    async forget(roomId) {
      const name = await named(roomId);
      await withStore('readwrite', (store) => store.delete(name));
    },
  };
}

async function opened(indexedDB: IDBFactory): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser did not keep it.'));
  });
}

/** A request can succeed and be lost all the same when the page is closed before its transaction is complete. */
function committed<T>(transaction: IDBTransaction, request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser did not keep it.'));
  });
}
