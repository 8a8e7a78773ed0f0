import { useState } from 'react';

import type { SideRoute } from '../../base/route.ts';
import { useClient } from '../../client/client-context.ts';
import { EditionChoice, ExportChoice } from '../export/export-choice.tsx';
import { ExportFrame } from '../export/export-frame.tsx';
import { Undecided } from '../export/undecided.tsx';
import { useAskedExport } from '../export/use-asked-export.ts';
import { useExport } from '../export/use-export.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import { COMPARISON_FORMATS, FORMATS, type ComparisonFormat } from '../../../shared/contract/formats.ts';

const OPTIONS = COMPARISON_FORMATS.map((value) => ({ value, label: FORMATS[value].comparison }));

/** The comparison as a file: Word with tracked changes, or PDF; of the edition that is chosen here. */
export function CompareExport({ a, b, onClose }: { a: SideRoute; b: SideRoute; onClose: () => void }) {
  const client = useClient();
  const [format, setFormat] = useState<ComparisonFormat>('docx');
  const [edition, setEdition] = useState<Edition>('internal');
  const { exporting, undecided, run, choosing } = useAskedExport(client, useExport(), (options, say) => {
    say('正在对比…');
    return client.call('compare.export', { a, b, edition, format }, options);
  });

  return (
    <ExportFrame
      title="导出对照"
      about="增加的文字作下划线，删去的作删除线；Word 里可以逐处接受或拒绝。"
      exporting={exporting}
      done={({ name }) => `：${name}`}
      action={undecided.length > 0 ? { label: '都公开，导出', run: () => run(true) } : { run: () => run() }}
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
      {undecided.length > 0 && (
        <Undecided
          leftovers={undecided}
          hint="要隐去的，请打开那份报告，在它的公开版导出里选“隐去”；都可以公开的，点“都公开，导出”。"
        />
      )}
    </ExportFrame>
  );
}
