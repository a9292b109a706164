import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { copyText } from './copy-text.ts';
import { strings } from '../strings/strings.ts';

const SAYS_COPIED_MS = 2_000;

interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'icon' | 'children'> {
  text: string;
  /** For example "Copy link". */
  label: string;
}

/** Says "Copied", to the eye and to a screen reader, and then its own name again. */
export function CopyButton({ text, label, ...rest }: CopyButtonProps) {
  const [result, setResult] = useState<'none' | 'copied' | 'failed'>('none');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async (): Promise<void> => {
    setResult((await copyText(text)) ? 'copied' : 'failed');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setResult('none'), SAYS_COPIED_MS);
  };
  return (
    <Button {...rest} icon={result === 'copied' ? Check : Copy} onClick={() => void copy()}>
      <span aria-live="polite">{result === 'copied' ? strings.ui.copied : result === 'failed' ? strings.ui.notCopied : label}</span>
    </Button>
  );
}
