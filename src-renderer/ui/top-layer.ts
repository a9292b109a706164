/** The element for what floats above the page. While a modal dialog is open, everything outside of it takes no press and no focus. */
export function topLayer(): Element {
  return [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
}
