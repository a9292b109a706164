export function PageHeading({ title, text }: { title: string; text: string }) {
  return (
    <div className="mb-5">
      <h3 className="text-title font-semibold">{title}</h3>
      <p className="text-list text-ink-2">{text}</p>
    </div>
  );
}
