/** How far an agent has come. The width is set as a property: the page's policy takes no style attributes. */
export function ProgressBar({ label, percent }: { label: string; percent: number }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="mt-1 h-[3px] w-40 max-w-full overflow-hidden rounded-full bg-line"
    >
      <div style={{ width: `${percent}%` }} className="h-full rounded-full bg-busy" />
    </div>
  );
}
