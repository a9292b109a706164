import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { LanaiBridge } from '../src-shared/bridge.ts';
import { LanaiApp } from './app/app.tsx';
import { readDensity, showDensity } from './ui/density.ts';
import { readTheme, showTheme } from './ui/theme.ts';
import { keepAboveKeyboard } from './ui/visible-height.ts';
import { speakChosen } from './strings/languages.ts';
import './ui/app.css';
import './features/markdown/markdown.css';

declare global {
  interface Window {
    /** Only in the desktop's window. */
    lanai?: LanaiBridge;
  }
}

/** Not awaited by this file itself: a language's own file would wait for this one, and this one for it. */
async function start(): Promise<void> {
  keepAboveKeyboard(window, document.documentElement);
  showTheme(readTheme(localStorage), document.documentElement);
  showDensity(readDensity(localStorage), document.documentElement);
  await speakChosen(localStorage, document.documentElement);
  const place = document.getElementById('app');
  if (!place) throw new Error('The page has no place for the app.');
  createRoot(place).render(
    <StrictMode>
      <LanaiApp page={window} bridge={window.lanai} />
    </StrictMode>,
  );
}

void start();
