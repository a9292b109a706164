/** A line of text that is pressed: on a phone it takes presses 44 px high without being drawn so high. Its element is `relative`. */
export const TOUCH_LINE = "tap:after:absolute tap:after:-inset-y-3 tap:after:inset-x-0 tap:after:content-[''] relative";

/** The same for what stands alone on its line, at the end of a message: as a separate box, which nothing covers. */
export const TOUCH_BOX = 'tap:z-1 tap:-my-3 tap:h-11 tap:min-w-11 text-start relative';
