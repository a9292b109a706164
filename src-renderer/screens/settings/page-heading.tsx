/** On a narrow screen the dialog itself is called like its page. */
export function PageHeading({ title, text }: { title: string; text: string }) {
  return (
    <div className="mb-5">
      <h3 className="text-title font-semibold max-sm:sr-only">{title}</h3>
      <p className="text-list text-ink-2">{text}</p>
    </div>
  );
}
