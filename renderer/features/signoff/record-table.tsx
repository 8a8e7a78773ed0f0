import { ShieldCheck } from 'lucide-react';

import { actionLabel, type RecordEntry, type RecordPage } from '../../../shared/signoff/record.ts';
import { partsOf, PROTECTED_BY } from './record-parts.ts';
import { whenWords } from './record-text.ts';

import './record.css';

type Props = { entries: readonly RecordEntry[]; protection: RecordPage['protected'] };

/** The entries, newest first, with the line up to where nothing can be lost unseen. */
export function RecordTable({ entries, protection }: Props) {
  const { young, safe } = partsOf(entries, protection);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">时间</th>
          <th scope="col">人员</th>
          <th scope="col">事项</th>
          <th scope="col">说明</th>
        </tr>
      </thead>
      <tbody>
        {young.map((entry) => (
          <Row key={entry.id} entry={entry} />
        ))}
      </tbody>
      {protection && safe.length > 0 && (
        <tbody>
          <tr className="record-line">
            <th scope="rowgroup" colSpan={4}>
              <ShieldCheck size={14} aria-hidden />
              以下受保护，截至 {whenWords(protection.at)} 的{PROTECTED_BY[protection.by]}
            </th>
          </tr>
          {safe.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </tbody>
      )}
    </table>
  );
}

function Row({ entry: { at, name, action, details } }: { entry: RecordEntry }) {
  return (
    <tr>
      <td className="tabular">{whenWords(at)}</td>
      <td>{name || '未署名'}</td>
      <td>{actionLabel(action)}</td>
      <td>{details}</td>
    </tr>
  );
}
