import { unitNames, type UnitVariable } from '../../../shared/document/unit-name.ts';
import type { ReportSession } from '../../editor/session.ts';
import { SettingsRow } from './settings-row.tsx';

type Name = {
  key: Exclude<UnitVariable, 'unit'>;
  label: string;
  of: 'short' | 'sign' | 'party' | 'government';
};

const NAMES: readonly Name[] = [
  { key: 'unitGovernment', label: '政府名称', of: 'government' },
  { key: 'unitParty', label: '党委名称', of: 'party' },
  { key: 'unitShort', label: '简称', of: 'short' },
  { key: 'unitSign', label: '机关代字', of: 'sign' },
];

/** The other names of the report's unit, which belong to its text: a signed report keeps those that it was signed with. */
export function UnitNames({ session, unit }: { session: ReportSession; unit: string }) {
  const { variables } = session.snapshot();
  // What a name is where nobody types one in.
  const follows = unitNames(variables['unit'] ? { unit: variables['unit'] } : {}, unit);
  const isSigned = session.detail.state === 'signed-off';
  return (
    <section aria-label="单位的名称">
      <h3>单位的名称</h3>
      <SettingsRow label="单位">
        <span>{follows.name || '还没有写明'}</span>
      </SettingsRow>
      {NAMES.map(({ key, label, of }) => (
        <SettingsRow key={key} label={label}>
          <input
            className="ui-input"
            aria-label={label}
            maxLength={60}
            disabled={isSigned}
            defaultValue={variables[key] ?? ''}
            placeholder={follows[of] || (of === 'sign' ? '青府' : '')}
            onBlur={(event) => {
              const value = event.target.value.trim();
              if (value !== (variables[key] ?? '')) session.setVariable(key, value);
            }}
          />
        </SettingsRow>
      ))}
      <p className="ui-hint">
        {isSigned ? '报告已经签发，名称不能再改。' : '不填就按灰字；公开版里和单位名称一样隐去或公开。'}
      </p>
    </section>
  );
}
