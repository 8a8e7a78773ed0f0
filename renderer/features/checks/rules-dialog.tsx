import { Download, RotateCcw, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { mergeLists, type BaseLists } from '../../../shared/settings/check-lists.ts';
import { readRulesFile, rulesFile } from '../../../shared/checks/rules-file.ts';
import { defaultSetting } from '../../../shared/settings/settings.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ListEditor } from './list-editor.tsx';
import { RuleSwitches } from './rule-switches.tsx';
import { saveText } from '../export/save-text.ts';

const TABS = [
  { value: 'rules', label: '规则' },
  { value: 'words', label: '常见错词' },
  { value: 'forms', label: '固定提法' },
  { value: 'documents', label: '文件名称' },
] as const;
type Tab = (typeof TABS)[number]['value'];

/** The unit's rules and lists: which rules are on, words, formulations, names of documents; out to a file and back. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const toast = useToast();
  const [setting, save] = useSetting('checks');
  const [base, setBase] = useState<BaseLists | null>(null);
  const [tab, setTab] = useState<Tab>('rules');
  const [failed, setFailed] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);

  useEffect(() => {
    client
      .call('checks.base', {})
      .then(setBase)
      .catch((error: unknown) => setFailed(messageOf(error)));
  }, [client]);

  const put = (next: typeof setting) => {
    setFailed(null);
    save(next).catch((error: unknown) => setFailed(messageOf(error)));
  };
  const restore = () => {
    const before = setting;
    put(defaultSetting('checks'));
    toast({ text: '已恢复为年述自带的规则和词表。', action: { label: '撤销', run: () => put(before) } });
  };
  const write = async () => {
    try {
      const saved = await saveText('年述校对规则.json', rulesFile(setting));
      if (saved !== 'dismissed') toast({ text: '已导出，可以发给别的单位导入。' });
    } catch (error) {
      setFailed(messageOf(error));
    }
  };
  const read = async (chosen: File) => {
    try {
      const before = setting;
      put(readRulesFile(chosen.name, await chosen.text()));
      toast({ text: `已导入“${chosen.name}”。`, action: { label: '撤销', run: () => put(before) } });
    } catch (error) {
      setFailed(messageOf(error));
    }
  };

  const lists = base && mergeLists(base, setting, null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="校对规则和词表"
      about="全单位共用，改动立即生效。"
      width={720}
      footer={
        <div className="rules-foot">
          <Button icon={Upload} onClick={() => file.current?.click()}>
            导入…
          </Button>
          <Button icon={Download} onClick={() => void write()}>
            导出
          </Button>
          <Button variant="plain" icon={RotateCcw} onClick={restore}>
            恢复自带
          </Button>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            hidden
            aria-label="选择校对规则文件"
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              event.target.value = '';
              if (chosen) void read(chosen);
            }}
          />
          <span className="grow" />
          <Button variant="primary" onClick={onClose}>
            完成
          </Button>
        </div>
      }
    >
      <Segmented label="看哪一部分" value={tab} options={TABS} onChange={setTab} />
      {failed && (
        <p className="ui-error" role="alert">
          {failed}
        </p>
      )}
      {tab === 'rules' && (
        <RuleSwitches off={setting.off} onChange={(off) => put({ ...setting, off: [...off] })} />
      )}
      {tab !== 'rules' && base && lists && (
        <ListEditor key={tab} kind={tab} base={base} lists={lists} setting={setting} onChange={put} />
      )}
    </Dialog>
  );
}
