/** A line of text that is pressed: on a phone it takes presses 44 px high without being drawn so high. Its element is `relative`. */
export const TOUCH_LINE = "relative max-sm:after:absolute max-sm:after:-inset-y-3 max-sm:after:inset-x-0 max-sm:after:content-['']";
