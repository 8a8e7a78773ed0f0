import { Check, Pencil, Plus } from 'lucide-react';
import { useState, type ReactNode, type SyntheticEvent } from 'react';

import { newId } from '../../../shared/document/ids.ts';
import type { Person, PersonRole } from '../../../shared/review/types.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { hueOf } from './people-context.ts';

import './people.css';

export const ROLES = [
  { value: 'writer', label: '起草' },
  { value: 'reviewer', label: '审阅' },
  { value: 'signer', label: '签发' },
] as const satisfies readonly { value: PersonRole; label: string }[];

export const roleName = (role: PersonRole): string => ROLES.find(({ value }) => value === role)?.label ?? '';

type Props = {
  people: readonly Person[];
  person: Person | null;
  /** Stands below the list. */
  more?: ReactNode;
  onChoose: (id: string) => Promise<void>;
  /** Left out at the first start: somebody must say who they are. */
  onClose?: () => void;
};

export function PersonDialog({ people, person, more, onChoose, onClose }: Props) {
  const [editing, setEditing] = useState<Person | 'new' | null>(people.length === 0 ? 'new' : null);
  const [failed, setFailed] = useState('');

  const choose = (id: string) => {
    onChoose(id).catch((error: unknown) => setFailed(messageOf(error)));
  };
  const first = people.length === 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose?.();
      }}
      title={first ? '先写下您是谁' : '现在是谁在用'}
      about={
        first
          ? '批注、修订和签发都会记上姓名和时间，所以要先知道您是谁。以后可以在报告上方切换。'
          : '以后的批注、修订都记在选定的人名下。'
      }
      width={440}
    >
      {editing === null ? (
        <div className="person-list">
          {people.map((one) => (
            <div key={one.id} className="person-row">
              <button
                type="button"
                className="person-choice"
                aria-current={one.id === person?.id ? 'true' : undefined}
                onClick={() => choose(one.id)}
              >
                <PersonDot hue={hueOf(people, one.id)} />
                <span className="person-name">{one.name}</span>
                <span className="person-about">
                  {[one.unit, roleName(one.role)].filter(Boolean).join(' · ')}
                </span>
                {one.id === person?.id && <Check size={16} aria-label="现在使用" />}
              </button>
              <IconButton
                icon={Pencil}
                label={`修改${one.name}的资料`}
                size="small"
                onClick={() => setEditing(one)}
              />
            </div>
          ))}
          <div className="person-more">
            <Button icon={Plus} onClick={() => setEditing('new')}>
              添一个人
            </Button>
            {more}
          </div>
        </div>
      ) : (
        <PersonForm
          person={editing === 'new' ? null : editing}
          onDone={(id) => {
            if (editing === 'new') choose(id);
            setEditing(null);
          }}
          {...(first ? {} : { onBack: () => setEditing(null) })}
        />
      )}
      {failed && (
        <p className="person-problem" role="alert">
          {failed}
        </p>
      )}
    </Dialog>
  );
}

type FormProps = { person: Person | null; onDone: (id: string) => void; onBack?: () => void };

function PersonForm({ person, onDone, onBack }: FormProps) {
  const client = useClient();
  const [name, setName] = useState(person?.name ?? '');
  const [unit, setUnit] = useState(person?.unit ?? '');
  const [role, setRole] = useState<PersonRole>(person?.role ?? 'writer');
  const [failed, setFailed] = useState('');

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!name.trim()) {
      setFailed('请写上姓名。');
      return;
    }
    const saved = { id: person?.id ?? newId(), name: name.trim(), unit: unit.trim(), role };
    client
      .call('people.save', { person: saved })
      .then(({ id }) => onDone(id))
      .catch((error: unknown) => setFailed(messageOf(error)));
  };
  return (
    <form className="person-form" onSubmit={save}>
      <label className="ui-label">
        <span>姓名</span>
        <input
          className="ui-input"
          value={name}
          maxLength={40}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="ui-label">
        <span>单位和职务（可不填）</span>
        <input
          className="ui-input"
          value={unit}
          maxLength={100}
          placeholder="如：党政综合办公室"
          onChange={(event) => setUnit(event.target.value)}
        />
      </label>
      <div className="ui-label">
        <span>主要做什么</span>
        <Segmented label="主要做什么" wide value={role} options={ROLES} onChange={setRole} />
      </div>
      {failed && (
        <p className="person-problem" role="alert">
          {failed}
        </p>
      )}
      <div className="person-buttons">
        {onBack && <Button onClick={onBack}>返回</Button>}
        <Button type="submit" variant="primary">
          {person ? '保存' : '开始使用'}
        </Button>
      </div>
    </form>
  );
}

/** The colour of a person; the name always stands beside it. */
export function PersonDot({ hue }: { hue: number }) {
  return <span className={`person-dot hue-${hue}`} aria-hidden />;
}
