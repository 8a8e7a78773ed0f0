import { Tabs } from 'radix-ui';

import type { Template } from '../../../shared/template/schema.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { FieldsPanel } from '../fields/fields-panel.tsx';
import type { OutlineView } from '../outline/use-outline.ts';
import { PastPanel } from '../past/past-panel.tsx';

export const RIGHT_TABS = ['fields', 'past'] as const;
export type RightTab = (typeof RIGHT_TABS)[number];

type Props = {
  session: ReportSession;
  snapshot: DocumentSnapshot;
  template: Template | null;
  outline: OutlineView;
  tab: RightTab;
  emptyFields: number;
  onTab: (tab: RightTab) => void;
};

export function RightPanel({ session, snapshot, template, outline, tab, emptyFields, onTab }: Props) {
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
      </Tabs.List>
      <Tabs.Content className="tab-body" value="fields" tabIndex={-1}>
        <FieldsPanel session={session} snapshot={snapshot} template={template} />
      </Tabs.Content>
      <Tabs.Content className="tab-body" value="past" tabIndex={-1}>
        <PastPanel session={session} outline={outline} />
      </Tabs.Content>
    </Tabs.Root>
  );
}
