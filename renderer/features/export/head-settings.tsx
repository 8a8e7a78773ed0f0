import { useEffect, useState } from 'react';

import { reportHead, type ReportHead } from '../../../shared/edition/head.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { SettingsRow } from './settings-row.tsx';

type Entry = { key: keyof ReportHead; label: string; example: string; most?: number };

const HEAD: readonly Entry[] = [
  { key: 'signer', label: '签发人', example: '上行文才写' },
  { key: 'copy', label: '份号', example: '000001' },
  { key: 'secrecy', label: '密级和期限', example: '' },
  { key: 'urgency', label: '紧急程度', example: '' },
];
const IMPRINT: readonly Entry[] = [
  { key: 'contact', label: '联系人', example: '李敏，电话 0571-00000000', most: 200 },
  { key: 'copies', label: '抄送', example: '县委依法治县办，县司法局', most: 200 },
  { key: 'printer', label: '印发机关', example: '青禾镇党政办公室', most: 200 },
  { key: 'printDate', label: '印发日期', example: '2025年12月1日' },
];
const MOST = 40;

type Props = {
  reportId: string;
  /** The unit's documents have a head with the red rule. */
  hasHead: boolean;
  /** What stands as the mark where this report says nothing of its own. */
  mark: string;
  /** The number that the report's text gives; '' where it gives none. */
  typedNumber: string;
};

/** What is printed around this report's text: its head (版头), its contact and its imprint (版记). */
export function HeadSettings({ reportId, hasHead, mark, typedNumber }: Props) {
  const client = useClient();
  const toast = useToast();
  const [head, setHead] = useState<ReportHead>(reportHead.parse({}));

  useEffect(() => {
    let live = true;
    void client
      .call('report.head', { id: reportId })
      .then((stored) => live && setHead(stored))
      .catch((error: unknown) => toast({ text: messageOf(error) }));
    return () => {
      live = false;
    };
  }, [client, reportId, toast]);

  const save = (next: ReportHead): void =>
    void client
      .call('report.setHead', { id: reportId, head: next })
      .catch((error: unknown) => toast({ text: messageOf(error) }));
  const row = ({ key, label, example, most = MOST }: Entry) => (
    <SettingsRow key={key} label={label}>
      <input
        className="ui-input"
        aria-label={label}
        maxLength={most}
        value={head[key]}
        placeholder={example}
        onChange={(event) => setHead({ ...head, [key]: event.target.value })}
        onBlur={() => save(head)}
      />
    </SettingsRow>
  );
  const useTyped = (): void => {
    const next = { ...head, number: '' };
    setHead(next);
    save(next);
  };

  return (
    <>
      {hasHead && (
        <section aria-label="本报告的版头">
          <h3>本报告的版头</h3>
          {row({ key: 'mark', label: '只这份的标志', example: mark })}
          {typedNumber === '' ? (
            row({ key: 'number', label: '发文字号', example: '青府〔2025〕5号' })
          ) : (
            <SettingsRow label="发文字号">
              <span className="layout-number">
                {typedNumber}
                <span className="ui-hint">正文里写着，在正文里改</span>
              </span>
            </SettingsRow>
          )}
          {typedNumber !== '' && head.number !== '' && head.number !== typedNumber && (
            <p className="ui-hint layout-two-numbers">
              版头以前另填过 {head.number}，现在印的是它。
              <Button size="small" onClick={useTyped}>
                改用正文里的
              </Button>
            </p>
          )}
          {HEAD.map(row)}
          <p className="ui-hint">
            公开版不印份号、密级、紧急程度和签发人；单位名称隐去时，标志和字号里也隐去。
          </p>
        </section>
      )}
      <section aria-label="本报告的文末">
        <h3>本报告的文末</h3>
        {IMPRINT.map(row)}
        <p className="ui-hint">联系人印在落款下面，抄送和印发印在最后一页底部（版记）。公开版都不印。</p>
      </section>
    </>
  );
}
