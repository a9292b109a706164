import { createContext } from 'react';

/** Whether the focus is in this row: only then are its own controls stops of the keyboard, or the list would have many. */
export const RowFocus = createContext(false);
