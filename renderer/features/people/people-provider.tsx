import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';

import type { Person } from '../../../shared/review/types.ts';
import { useClient } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import { useCommands } from '../../commands/registry.ts';
import { PeopleContext, type People } from './people-context.ts';
import { PersonDialog } from './person-dialog.tsx';

/**
 * Who works here. At the first start the program asks; there is no default person, and nothing can be changed before
 * somebody has said who they are.
 * @param more stands below the list of people
 */
export function PeopleProvider({ more, children }: { more?: ReactNode; children: ReactNode }) {
  const client = useClient();
  const [people, setPeople] = useState<readonly Person[] | null>(null);
  const [current, setCurrent] = useSetting('currentPerson');
  // The setting's default stands until the store has answered: asked for once more, to know which it is.
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    let live = true;
    const load = () =>
      void client
        .call('people.list', {})
        .then((list) => live && setPeople(list))
        .catch(() => undefined);
    load();
    void client
      .call('settings.get', { key: 'currentPerson' })
      .then(() => live && setAsked(true))
      .catch(() => undefined);
    const stop = client.on('people.changed', load);
    return () => {
      live = false;
      stop();
    };
  }, [client]);

  const show = useCallback(() => setOpen(true), []);
  const value = useMemo<People>(() => {
    const list = people ?? [];
    const byId = new Map(list.map((person) => [person.id, person]));
    return { people: list, byId, person: byId.get(current ?? '') ?? null, open: show };
  }, [people, current, show]);

  useCommands([
    { id: 'people.switch', title: '切换使用人', group: '审阅', words: '姓名 身份 作者', run: show },
  ]);

  const unknown = people !== null && asked && value.person === null;
  return (
    <PeopleContext value={value}>
      {children}
      {(open || unknown) && (
        <PersonDialog
          people={value.people.filter(({ origin }) => origin === undefined)}
          person={value.person}
          more={more}
          onChoose={async (id) => {
            await setCurrent(id);
            setOpen(false);
          }}
          {...(unknown ? {} : { onClose: () => setOpen(false) })}
        />
      )}
    </PeopleContext>
  );
}
