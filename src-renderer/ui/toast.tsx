import { X } from 'lucide-react';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { strings } from '../strings/strings.ts';

const SHOWN_MS = 6_000;
const SHOWN_AT_ONCE_MAX = 3;

export interface Toast {
  text: string;
  /** One thing to do about it. */
  action?: { label: string; onSelect: () => void };
}

type ShowToast = (toast: Toast) => void;

const ToastContext = createContext<ShowToast | null>(null);

export function useToast(): ShowToast {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast is used outside of ToastProvider');
  return show;
}

interface ShownToast extends Toast {
  id: number;
}

/** For what happened elsewhere or cannot be seen. What belongs to a form or a dialog is said there. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const lastId = useRef(0);
  const show = useCallback<ShowToast>((toast) => {
    lastId.current += 1;
    const shown = { ...toast, id: lastId.current };
    setToasts((now) => [...now.slice(1 - SHOWN_AT_ONCE_MAX), shown]);
  }, []);
  const dismiss = useCallback((id: number) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  const region = useMemo(() => <ToastRegion toasts={toasts} onDismiss={dismiss} />, [toasts, dismiss]);
  return (
    <ToastContext value={show}>
      {children}
      {region}
    </ToastContext>
  );
}

function ToastRegion({ toasts, onDismiss }: { toasts: readonly ShownToast[]; onDismiss: (id: number) => void }) {
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-(--toast-bottom) z-50 flex flex-col items-center gap-2 px-4">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

function ToastCard({ toast, onDismiss }: { toast: ShownToast; onDismiss: (id: number) => void }) {
  const [isHeld, setIsHeld] = useState(false);
  const { id, text, action } = toast;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => onDismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, isHeld, onDismiss]);
  return (
    <div
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className="pointer-events-auto flex max-w-full animate-rise items-center gap-2 rounded-card border border-line bg-raise py-1.5 pe-1.5 ps-4 text-list text-ink shadow-float"
    >
      <span className="min-w-0 py-1">{text}</span>
      {action && (
        <Button
          look="quiet"
          onClick={() => {
            onDismiss(id);
            action.onSelect();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={strings.ui.dismiss} size="small" onClick={() => onDismiss(id)} />
    </div>
  );
}
