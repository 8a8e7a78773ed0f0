import { HOWS } from '../../../shared/signoff/approval.ts';
import { ODDITIES, type Oddity } from '../../../shared/signoff/oddities.ts';
import type { TextDifference, VerifiedApproval } from '../../../shared/signoff/types.ts';
import { stepName } from '../../../shared/settings/approval.ts';
import { Fingerprint } from '../keys/fingerprint.tsx';

import './verify.css';

/** Rows of these tables have no name of their own; their order is that of the file. */
const numbered = <T,>(rows: readonly T[]) => rows.map((row, at) => [at, row] as const);

/** Who approved, when, and in which way. */
export function ApprovalTable({ approvals }: { approvals: readonly VerifiedApproval[] }) {
  return (
    <table aria-label="谁签的">
      <thead>
        <tr>
          <th scope="col">步骤</th>
          <th scope="col">姓名和单位</th>
          <th scope="col">日期</th>
          <th scope="col">怎么签的</th>
          <th scope="col">密钥指纹</th>
        </tr>
      </thead>
      <tbody>
        {numbered(approvals).map(([at, { step, person, date, how, recorder, fingerprint }]) => (
          <tr key={at}>
            <td>{stepName(step)}</td>
            <td>
              {person.name || '（没有写）'}
              {person.unit && <span className="verified-unit">{person.unit}</span>}
            </td>
            <td className="tabular">{date}</td>
            <td>
              {HOWS[how]}
              {how === 'paper' && recorder && <span className="verified-unit">登记人：{recorder}</span>}
            </td>
            <td>{fingerprint ? <Fingerprint value={fingerprint} /> : '文件里没有'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the file shows or hides that an export never makes. */
export function OddityTable({ oddities }: { oddities: readonly Oddity[] }) {
  return (
    <>
      <p className="verified-lead">文件里有年述导出时从来不会有的内容，打开后看到的可能不是签发的字：</p>
      <table aria-label="不该有的内容">
        <thead>
          <tr>
            <th scope="col">是什么</th>
            <th scope="col">内容</th>
            <th scope="col">在哪里</th>
          </tr>
        </thead>
        <tbody>
          {numbered(oddities).map(([at, { kind, text, place }]) => (
            <tr key={at}>
              <td>{ODDITIES[kind]}</td>
              <td>{text}</td>
              <td>{place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Where the text differs from what was signed. */
export function DifferenceTable({ differences }: { differences: readonly TextDifference[] }) {
  return (
    <table aria-label="不一样的地方">
      <thead>
        <tr>
          <th scope="col">签发稿</th>
          <th scope="col">现在</th>
        </tr>
      </thead>
      <tbody>
        {numbered(differences).map(([at, { signed, found }]) => (
          <tr key={at}>
            <td>{signed ? <del>{signed}</del> : '（无）'}</td>
            <td>{found ? <ins>{found}</ins> : '（删去）'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
