import { useState } from 'react';

import { defaultSetting } from '../../../shared/settings/settings.ts';
import { messageOf } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** The unit's list of fixed phrases, one a line. */
export function FixedPhrasesDialog({ onClose }: { onClose: () => void }) {
  const [phrases, setPhrases] = useSetting('fixedPhrases');
  const [text, setText] = useState(phrases.join('\n'));
  const [failed, setFailed] = useState<string | null>(null);

  const save = async () => {
    const lines = [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line.length > 1);
    try {
      await setPhrases(lines);
      onClose();
    } catch (error) {
      setFailed(messageOf(error));
    }
  };

  return (
    <Dialog
      open
      width={560}
      title="固定表述"
      about="每行一条。这些话谁写都一样，不算照搬；新的提法出来后，加在这里。"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={() => setText(defaultSetting('fixedPhrases').join('\n'))}>恢复默认</Button>
          <span style={{ flex: 1 }} />
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" onClick={() => void save()}>
            保存
          </Button>
        </>
      }
    >
      <textarea
        className="ui-input phrase-list"
        aria-label="固定表述，每行一条"
        rows={14}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {failed && (
        <p className="ui-error" role="alert">
          {failed}
        </p>
      )}
    </Dialog>
  );
}
