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

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

applyTheme();
ignoreStrayDrops();
createRoot(root).render(<App client={connect(() => mayLeave(null))} />);
