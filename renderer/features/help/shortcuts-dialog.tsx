import { Fragment } from 'react';

import { Dialog } from '../../ui/dialog.tsx';
import { SHORTCUTS } from './shortcuts.ts';

import './help.css';

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open width={720} onOpenChange={(open) => !open && onClose()} title="快捷键">
      <div className="shortcuts">
        {SHORTCUTS.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(([keys, what]) => (
                <div key={keys}>
                  <dt>
                    {keys.split(' ').map((key, index) => (
                      <Fragment key={key}>
                        {index > 0 && ' '}
                        <kbd>{key}</kbd>
                      </Fragment>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
