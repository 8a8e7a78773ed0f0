import { useState } from 'react';

import { Dialog } from '../../ui/dialog.tsx';
import type { Command } from '../../commands/command.ts';
import { Keys } from '../../commands/keys.tsx';
import { useCommandRegistry } from '../../commands/registry.ts';

import '../../commands/commands.css';
import './help.css';

/** The keys of everything that can be done where the window is now. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const registry = useCommandRegistry();
  const [groups] = useState(() => byGroup(registry.list().filter((command) => command.keys)));
  return (
    <Dialog
      open
      width={720}
      onOpenChange={(open) => !open && onClose()}
      title="快捷键"
      about="当前窗口里能用的。没有快捷键的命令，按 Ctrl+K 查找。"
    >
      <div className="shortcuts">
        {groups.map(([title, commands]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {commands.map((command) => (
                <div key={command.id}>
                  <dt>
                    <Keys keys={command.keys ?? ''} />
                  </dt>
                  <dd>{command.title}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function byGroup(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups];
}
