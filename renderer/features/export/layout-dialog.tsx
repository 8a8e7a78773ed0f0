import type { Sensitivity } from '../../../shared/document/types.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { messageOf } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useToast } from '../../ui/toast.tsx';
import { unitNames } from '../../../shared/document/unit-name.ts';
import { typedNumberOf } from '../../../shared/edition/head.ts';
import type { ReportSession } from '../../editor/session.ts';
import { HeadSettings } from './head-settings.tsx';
import { SettingsRow as Row } from './settings-row.tsx';
import { UnitNames } from './unit-names.tsx';

import './export.css';
import './review-sheet.css';

const PAGE_NUMBERS = [
  { value: 'dash', label: '— 1 —' },
  { value: 'plain', label: '1' },
  { value: 'none', label: '不印' },
] as const;
const PLACES = [
  { value: 'outer', label: '单页居右、双页居左' },
  { value: 'centre', label: '居中' },
] as const;
const DIGITS = [
  { value: 'fangsong', label: '仿宋' },
  { value: 'times', label: 'Times New Roman' },
] as const;
const TITLES = [
  { value: 'xiaobiaosong', label: '小标宋' },
  { value: 'zhongsong', label: '中宋' },
  { value: 'heiti', label: '黑体' },
] as const;
const SEALS = [
  { value: 'no', label: '不盖章' },
  { value: 'yes', label: '盖章' },
] as const;
const HEADS = [
  { value: 'no', label: '不印' },
  { value: 'yes', label: '印版头和红线' },
] as const;
const MASKS = [
  { value: 'fixed', label: '一律两个 *' },
  { value: 'width', label: '几个字几个 *' },
] as const;
const REVIEWS = [
  { value: 'no', label: '公开审查单可填可不填' },
  { value: 'yes', label: '必须有公开审查单' },
] as const;
const SENSITIVITIES: readonly { value: Sensitivity; label: string }[] = [
  { value: 'public', label: '公开' },
  { value: 'internal', label: '公开版隐去' },
  { value: 'secret', label: '始终隐去' },
];
/** Years follow the report. */
const COMPUTED = new Set(['year', 'nextYear']);

type Props = { session: ReportSession; unit: string; template: Template | null; onClose: () => void };

/** 版式和公开设置: what the whole unit's documents look like, and what stands in this report's head. */
export function LayoutDialog({ session, unit, template, onClose }: Props) {
  const toast = useToast();
  const [layout, setLayout] = useSetting('layout');
  const [editions, setEditions] = useSetting('editions');
  const fail = (error: unknown) => toast({ text: messageOf(error) });
  const change = (part: Partial<typeof layout>) => void setLayout({ ...layout, ...part }).catch(fail);
  const decided = (template && editions.variables[template.id]) ?? {};
  const decide = (key: string, sensitivity: Sensitivity) => {
    if (!template) return;
    const variables = { ...editions.variables, [template.id]: { ...decided, [key]: sensitivity } };
    void setEditions({ ...editions, variables }).catch(fail);
  };
  const { government } = unitNames(session.snapshot().variables, unit);
  const mark = layout.mark || `${government}文件`;
  const variables = (template?.variables ?? []).filter(({ key }) => !COMPUTED.has(key));

  return (
    <Dialog
      open
      width={560}
      title="版式和公开设置"
      about="写明“本报告”的和单位的名称只管这一份，其余的全单位都照此导出；改了立即生效。"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button variant="primary" onClick={onClose}>
          完成
        </Button>
      }
    >
      <div className="layout-settings">
        <section aria-label="版面">
          <h3>版面</h3>
          <Row label="页码">
            <Segmented
              label="页码"
              size="small"
              value={layout.pageNumber}
              options={PAGE_NUMBERS}
              onChange={(pageNumber) => change({ pageNumber })}
            />
          </Row>
          {layout.pageNumber !== 'none' && (
            <Row label="页码位置">
              <Segmented
                label="页码位置"
                size="small"
                value={layout.pageNumberPlace}
                options={PLACES}
                onChange={(pageNumberPlace) => change({ pageNumberPlace })}
              />
            </Row>
          )}
          <Row label="标题字体">
            <Segmented
              label="标题字体"
              size="small"
              value={layout.titleFont}
              options={TITLES}
              onChange={(titleFont) => change({ titleFont })}
            />
          </Row>
          <Row label="数字和字母">
            <Segmented
              label="数字和字母"
              size="small"
              value={layout.digits}
              options={DIGITS}
              onChange={(digits) => change({ digits })}
            />
          </Row>
          <Row label="落款">
            <Segmented
              label="落款"
              size="small"
              value={layout.seal ? 'yes' : 'no'}
              options={SEALS}
              onChange={(seal) => change({ seal: seal === 'yes' })}
            />
          </Row>
          <Row label="版头">
            <Segmented
              label="版头"
              size="small"
              value={layout.head ? 'yes' : 'no'}
              options={HEADS}
              onChange={(value) => change({ head: value === 'yes' })}
            />
          </Row>
          {layout.head && (
            <Row label="发文机关标志">
              <input
                className="ui-input"
                aria-label="发文机关标志"
                maxLength={40}
                defaultValue={layout.mark}
                key={layout.mark}
                placeholder={`${government}文件`}
                onBlur={(event) => change({ mark: event.target.value.trim() })}
              />
            </Row>
          )}
        </section>
        <HeadSettings
          reportId={session.id}
          hasHead={layout.head}
          mark={mark}
          typedNumber={typedNumberOf(session.snapshot().blocks)}
        />
        <UnitNames session={session} unit={unit} />
        <section aria-label="公开版">
          <h3>公开版</h3>
          <Row label="隐去的内容">
            <Segmented
              label="隐去的内容"
              size="small"
              value={editions.mask}
              options={MASKS}
              onChange={(mask) => void setEditions({ ...editions, mask }).catch(fail)}
            />
          </Row>
          <p className="layout-hint">按位数遮盖（几个字几个 *）会让人看出数字的大小。</p>
          <Row label="签发稿公开前">
            <Segmented
              label="签发稿公开前"
              size="small"
              value={editions.requireReview ? 'yes' : 'no'}
              options={REVIEWS}
              onChange={(value) =>
                void setEditions({ ...editions, requireReview: value === 'yes' }).catch(fail)
              }
            />
          </Row>
          {variables.map((variable) => (
            <Row key={variable.key} label={variable.label}>
              <Segmented
                label={`${variable.label}能否印出`}
                size="small"
                value={decided[variable.key] ?? variable.sensitivity}
                options={SENSITIVITIES}
                onChange={(value) => decide(variable.key, value)}
              />
            </Row>
          ))}
        </section>
      </div>
    </Dialog>
  );
}
