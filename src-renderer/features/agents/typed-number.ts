/** A whole number from a field. Null: it is none, or too small or too large. */
export function typedNumber(typed: string, min: number, max: number): number | null {
  const text = typed.trim();
  const value = Number(text);
  return /^\d{1,12}$/.test(text) && value >= min && value <= max ? value : null;
}
