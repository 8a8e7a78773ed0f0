import { Tabs } from 'radix-ui';
import type { ComponentProps } from 'react';

import type { Collected } from '../../../shared/review/collect.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import type { CheckSession } from '../checks/check-session.ts';
import { countsOf, isLoud } from '../checks/checks-model.ts';
import { ChecksPanel } from '../checks/checks-panel.tsx';
import { useChecksState } from '../checks/use-checks.ts';
import { FieldsPanel } from '../fields/fields-panel.tsx';
import type { OutlineView } from '../outline/use-outline.ts';
import { PastPanel } from '../past/past-panel.tsx';
import type { NewsView } from '../review/use-news.ts';
import { ReviewPanel } from '../review/review-panel.tsx';

export const RIGHT_TABS = ['fields', 'past', 'checks', 'review'] as const;
export type RightTab = (typeof RIGHT_TABS)[number];

type Props = {
  session: ReportSession;
  snapshot: DocumentSnapshot;
  template: Template | null;
  outline: OutlineView;
  checks: CheckSession;
  tab: RightTab;
  emptyFields: number;
  /** What the other years have to do with this one. */
  past: Omit<ComponentProps<typeof PastPanel>, 'session' | 'snapshot' | 'outline'>;
  collected: Collected;
  /** What others did since this person last looked. */
  news: NewsView;
  onTab: (tab: RightTab) => void;
  onRules: () => void;
};

export function RightPanel(props: Props) {
  const { session, snapshot, template, outline, checks, tab, emptyFields, past, collected, onTab, onRules } =
    props;
  const { news } = props;
  const open =
    collected.changes.length + collected.threads.filter(({ thread }) => thread.state === 'open').length;
  return (
    <Tabs.Root className="right-tabs" value={tab} onValueChange={(value) => onTab(value as RightTab)}>
      <Tabs.List className="tab-list" aria-label="右侧面板">
        <Tabs.Trigger value="fields">
          字段
          {emptyFields > 0 && (
            <span className="badge tabular" aria-label={`${emptyFields} 处未填`}>
              {emptyFields}
            </span>
          )}
        </Tabs.Trigger>
        <Tabs.Trigger value="past">往年</Tabs.Trigger>
        <Tabs.Trigger value="checks">
          检查
          <ChecksBadge checks={checks} />
        </Tabs.Trigger>
        <Tabs.Trigger value="review">
          批注
          {open > 0 && (
            <span className="badge tabular" aria-label={`${open} 处批注和修订`}>
              {open}
            </span>
          )}
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content className="tab-body" value="fields" tabIndex={-1}>
        <FieldsPanel session={session} snapshot={snapshot} template={template} />
      </Tabs.Content>
      <Tabs.Content className="tab-body" value="past" tabIndex={-1}>
        <PastPanel session={session} snapshot={snapshot} outline={outline} {...past} />
      </Tabs.Content>
      <Tabs.Content className="tab-body" value="checks" tabIndex={-1}>
        <ChecksPanel session={session} checks={checks} onRules={onRules} />
      </Tabs.Content>
      <Tabs.Content className="tab-body" value="review" tabIndex={-1}>
        <ReviewPanel session={session} snapshot={snapshot} collected={collected} news={news} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** Errors and warnings; hints are there for who looks. */
function ChecksBadge({ checks }: { checks: CheckSession }) {
  const { error, warning } = countsOf(useChecksState(checks).findings.filter(isLoud));
  const count = error + warning;
  if (count === 0) return null;
  return (
    <span
      className={`badge tabular ${error > 0 ? 'bad' : ''}`}
      aria-label={`${error} 处错误，${warning} 处提醒`}
    >
      {count}
    </span>
  );
}
