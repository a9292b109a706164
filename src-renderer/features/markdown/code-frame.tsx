import clsx from 'clsx';
import type { ReactNode } from 'react';
import { isLanguage } from '../../../src-shared/text/words-read.ts';
import { strings } from '../../strings/strings.ts';

/** `info`: what stands behind the fence. All of it is shown, be it the name of a language or not. */
export interface CodeProps {
  code: string;
  info: string;
  /** Its last fence is there. */
  isClosed: boolean;
}

interface CodeFrameProps {
  info: string;
  /** The tools stand above the code and leave it all of the width. */
  isWide: boolean;
  /** Lines break at the edge, and do not scroll. */
  isWrapped?: boolean;
  tools?: ReactNode;
  /** Below the code. */
  foot?: ReactNode;
  children: ReactNode;
}

/** As high without its tools as with them. */
export function CodeFrame({ info, isWide, isWrapped = false, tools, foot, children }: CodeFrameProps) {
  const language = isLanguage(info) ? info : '';
  return (
    <div className="group/code relative my-1.5 max-w-[680px] rounded-control border border-line bg-panel">
      {/* Beside the code, not on it. */}
      <div className={clsx('flex max-sm:flex-col', isWide ? 'flex-col' : 'flex-row-reverse')}>
        <div
          className={clsx(
            'flex min-h-9 shrink-0 items-center gap-1 p-1 text-meta text-ink-3 max-sm:-mb-3 max-sm:min-h-7 max-sm:self-end max-sm:p-0 tap:min-h-11',
            isWide ? '-mb-3 self-end' : 'self-start',
          )}
        >
          {language !== '' && <span className="max-w-40 truncate ps-2">{language}</span>}
          {tools}
        </div>
        <div className="min-w-0 flex-1">
          {info !== language && <p className="px-4 pt-2 font-mono text-meta text-ink-2">{info}</p>}
          {/* Wide code scrolls; the keyboard can scroll only what it can focus. */}
          <pre
            tabIndex={0}
            aria-label={language === '' ? strings.markdown.code : strings.markdown.codeIn(language)}
            // Code is written from left to right everywhere.
            dir="ltr"
            className={clsx(
              'overflow-x-auto rounded-control px-4 py-3 font-mono text-code focus-visible:-outline-offset-2 max-sm:pt-0',
              isWrapped && 'whitespace-pre-wrap wrap-anywhere',
            )}
          >
            {children}
          </pre>
        </div>
      </div>
      {foot}
    </div>
  );
}

export const FOLD_BUTTON =
  'w-full rounded-b-control border-t border-line-2 py-1 text-center text-meta font-semibold text-accent hover:bg-line-2 max-sm:py-3';
