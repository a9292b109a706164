export const KEY_VARIABLE = 'LANAI_KEY';
