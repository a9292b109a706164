// To be imported before the library of diagrams. Where there is no page its layout engine takes the messages of the worker for its own,
// and the library writes to `self`, which is read-only in a worker.
Object.assign(globalThis, { document: {} });
Object.defineProperty(globalThis, 'self', { value: globalThis, writable: true, configurable: true });
