// A message's text as elements. No HTML is parsed and none is ever set: only elements that are named here exist.
import { compiler, RuleType, type MarkdownToJSX } from 'markdown-to-jsx/react';
import { Fragment, memo, useMemo, type ReactNode } from 'react';
import type { Named } from '../../src-shared/mentions.ts';
import { words } from '../words/words.ts';
import { CodeBlock } from './code-block.tsx';
import { MentionChip } from './mention-chip.tsx';
import { markMentions, piecesOf, withoutMarks, type MentionMark } from './mention-marks.ts';
import { MessageLink } from './message-link.tsx';

interface MarkdownProps {
  text: string;
  /** Those whom the text may name. */
  people: readonly Named[];
}

export const Markdown = memo(function Markdown({ text, people }: MarkdownProps) {
  return useMemo(() => rendered(text, people), [text, people]);
});

function rendered(text: string, people: readonly Named[]): ReactNode {
  const { text: marked, marks } = markMentions(text, people);
  return compiler(marked, {
    disableParsingRawHTML: true,
    disableFrontmatter: true,
    forceBlock: true,
    wrapper: Fragment,
    // Headings in messages are not places of the page: without ids they cannot clash with its own.
    slugify: () => '',
    renderRule: (next, node, renderChildren, state) => ruleRendered(next, node, renderChildren, state, marks),
    overrides: ELEMENTS,
  });
}

type RenderRule = NonNullable<MarkdownToJSX.Options['renderRule']>;

function ruleRendered(
  next: () => ReactNode,
  node: MarkdownToJSX.ASTNode,
  renderChildren: Parameters<RenderRule>[2],
  state: MarkdownToJSX.State,
  marks: readonly MentionMark[],
): ReactNode {
  switch (node.type) {
    case RuleType.text:
      return (
        <Fragment key={state.key}>
          {piecesOf(node.text, marks).map((piece, index) => (typeof piece === 'string' ? piece : <MentionChip key={index} mark={piece} />))}
        </Fragment>
      );
    case RuleType.codeBlock:
      return <CodeBlock key={state.key} code={withoutMarks(node.text, marks)} language={node.lang ?? ''} />;
    case RuleType.codeInline:
      return <code key={state.key}>{withoutMarks(node.text, marks)}</code>;
    case RuleType.link:
      return (
        <MessageLink key={state.key} href={withoutMarks(node.target ?? '', marks)}>
          {renderChildren(node.children, { ...state, inAnchor: true })}
        </MessageLink>
      );
    case RuleType.gfmTask:
      return (
        <input
          key={state.key}
          type="checkbox"
          checked={node.completed}
          disabled
          aria-label={node.completed ? words.markdown.done : words.markdown.toDo}
        />
      );
    case RuleType.image:
      // Loading a picture from elsewhere would tell its host who reads this; its address is a link instead.
      return (
        <MessageLink key={state.key} href={withoutMarks(node.target ?? '', marks)}>
          {node.alt || withoutMarks(node.target ?? '', marks)}
        </MessageLink>
      );
    default:
      return next();
  }
}

function Heading({ children }: { children?: ReactNode }) {
  return <p className="font-semibold">{children}</p>;
}

function Table({ children }: { children?: ReactNode }) {
  return (
    <div className="overflow-x-auto">
      <table>{children}</table>
    </div>
  );
}

const ELEMENTS = { h1: Heading, h2: Heading, h3: Heading, h4: Heading, h5: Heading, h6: Heading, table: Table };
