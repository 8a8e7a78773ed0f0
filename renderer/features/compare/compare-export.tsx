import { useState } from 'react';

import type { SideRoute } from '../../base/route.ts';
import { useClient } from '../../client/client-context.ts';
import { EditionChoice, ExportChoice } from '../export/export-choice.tsx';
import { ExportFrame } from '../export/export-frame.tsx';
import { useExport } from '../export/use-export.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { UndecidedLeftover } from '../../../shared/contract/export.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import { COMPARISON_FORMATS, FORMATS, type ComparisonFormat } from '../../../shared/contract/formats.ts';
import { keyOfLeftover } from '../../../shared/edition/leftovers.ts';
import { LEFTOVERS } from '../../../shared/privacy/kinds.ts';

const OPTIONS = COMPARISON_FORMATS.map((value) => ({ value, label: FORMATS[value].comparison }));

/** The comparison as a file: Word with tracked changes, or PDF; of the edition that is chosen here. */
export function CompareExport({ a, b, onClose }: { a: SideRoute; b: SideRoute; onClose: () => void }) {
  const client = useClient();
  const [format, setFormat] = useState<ComparisonFormat>('docx');
  const [edition, setEdition] = useState<Edition>('internal');
  const [undecided, setUndecided] = useState<readonly UndecidedLeftover[]>([]);
  const exporting = useExport();

  /** @param allowed words that may go out: remembered with each report, as its own export does */
  const run = (allowed: readonly UndecidedLeftover[] = []) => {
    setUndecided([]);
    return exporting.run(
      async (options, say) => {
        if (allowed.length > 0) say('正在记下决定…');
        for (const [id, found] of Map.groupBy(allowed, ({ report }) => report)) {
          const decisions = found.map((one) => ({ kind: one.kind, text: keyOfLeftover(one), allowed: true }));
          await client.call('edition.decide', { id, decisions });
        }
        say('正在对比…');
        return client.call('compare.export', { a, b, edition, format }, options);
      },
      (error) => {
        if (!(error instanceof AppError) || error.code !== 'leftovers') return false;
        setUndecided((error.details?.['leftovers'] ?? []) as UndecidedLeftover[]);
        return true;
      },
    );
  };
  const choosing = {
    busy: exporting.busy,
    change: () => {
      setUndecided([]);
      exporting.change();
    },
  };

  return (
    <ExportFrame
      title="导出对照"
      about="增加的文字作下划线，删去的作删除线；Word 里可以逐处接受或拒绝。"
      exporting={exporting}
      done={({ name }) => `：${name}`}
      action={
        undecided.length > 0
          ? { label: '都公开，导出', run: () => void run(undecided) }
          : { run: () => void run() }
      }
      onClose={onClose}
    >
      <ExportChoice label="格式" value={format} options={OPTIONS} exporting={choosing} onChange={setFormat} />
      <EditionChoice
        value={edition}
        exporting={choosing}
        onChange={setEdition}
        hints={{
          internal: '所有数据和名称都印出，只供内部报送和存档。',
          public: '两边标为“内部”的数据和名称都换成 *。',
        }}
      />
      {undecided.length > 0 && <Undecided leftovers={undecided} />}
    </ExportFrame>
  );
}

/** What stops a public comparison, report by report: to be masked there, or let out. */
function Undecided({ leftovers }: { leftovers: readonly UndecidedLeftover[] }) {
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
      <p className="ui-hint">
        要隐去的，请打开那份报告，在它的公开版导出里选“隐去”；都可以公开的，点“都公开，导出”。
      </p>
    </div>
  );
}
