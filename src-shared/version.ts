import about from '../package.json' with { type: 'json' };

/** The version of this program, as "1.2.3". */
export const VERSION = about.version;
