/** A line of text that is pressed: on a phone it takes presses 44 px high without being drawn so high. Its element is `relative`. */
export const TOUCH_LINE = "tap:after:absolute tap:after:-inset-y-3 tap:after:inset-x-0 tap:after:content-[''] relative";
