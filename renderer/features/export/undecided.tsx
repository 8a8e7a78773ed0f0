import type { UndecidedLeftover } from '../../../shared/contract/export.ts';
import { LEFTOVERS } from '../../../shared/privacy/kinds.ts';

/**
 * What stops a public export, report by report: to be masked there, or let out.
 * @param hint what to do about what is not to go out
 */
export function Undecided({ leftovers, hint }: { leftovers: readonly UndecidedLeftover[]; hint: string }) {
  return (
    <div className="leftovers" role="alert">
      {[...Map.groupBy(leftovers, ({ report }) => report)].map(([id, found]) => (
        <section key={id} aria-label="像是不该公开的">
          <h3>
            像是不该公开的
            <span>
              {found[0]?.title}，{found.length} 处
            </span>
          </h3>
          <ul>
            {found.map(({ kind, block, at, before, text, after }) => (
              <li key={`${block} ${at} ${text}`}>
                <p className="where">
                  <span className="kind">{LEFTOVERS[kind].name}</span>
                  <span className="words">
                    {before}
                    <mark>{text}</mark>
                    {after}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="ui-hint">{hint}</p>
    </div>
  );
}
