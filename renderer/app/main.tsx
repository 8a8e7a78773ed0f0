import '../base/older-browsers.ts';
import { createRoot } from 'react-dom/client';

import { connect } from '../client/connect.ts';
import { App } from './app.tsx';
import { mayLeave } from '../base/leave-guard.ts';
import { ignoreStrayDrops } from './stray-drops.ts';
import { applyTheme } from './theme.ts';

import './theme.css';
import './app.css';
import '../ui/ui.css';
import '../ui/forced-colors.css';
import './older.css';

const root = document.getElementById('root');
// Without one the browser is too old, and too-old.js has said so.
if (root) {
  applyTheme();
  ignoreStrayDrops();
  createRoot(root).render(<App client={connect(() => mayLeave(null))} />);
}
