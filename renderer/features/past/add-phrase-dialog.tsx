import { useState, type FormEvent } from 'react';

import { newId } from '../../../shared/document/ids.ts';
import { MAX_PHRASE } from '../../../shared/settings/phrase-library.ts';
import type { SelectedPhrase } from '../../editor/selected-phrase.ts';
import { messageOf } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

type Props = { phrase: SelectedPhrase; from: string; onClose: (added: boolean) => void };

/** Takes a sentence into the library, with tags to find it by. */
export function AddPhraseDialog({ phrase: { text: selected, hidden }, from, onClose }: Props) {
  const [phrases, setPhrases] = useSetting('phraseLibrary');
  const [text, setText] = useState(selected.slice(0, MAX_PHRASE));
  const [tags, setTags] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const twin = phrases.some((phrase) => phrase.text === text.trim());

  const save = async () => {
    if (text.trim().length < 2) return;
    const words = [...new Set(tags.split(/[\s,，、]+/).filter(Boolean))].map((tag) => tag.slice(0, 20));
    try {
      await setPhrases([
        ...phrases,
        { id: newId(), text: text.trim(), tags: words.slice(0, 10), from, at: new Date().toISOString() },
      ]);
      onClose(true);
    } catch (error) {
      setFailed(messageOf(error));
    }
  };

  return (
    <Dialog
      open
      title="收入好句"
      onOpenChange={(open) => !open && onClose(false)}
      footer={
        <>
          <Button onClick={() => onClose(false)}>取消</Button>
          <Button variant="primary" type="submit" form="add-phrase" disabled={text.trim().length < 2 || twin}>
            收入
          </Button>
        </>
      }
    >
      <form
        id="add-phrase"
        className="ui-form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void save();
        }}
      >
        <label className="ui-label">
          <span>好句</span>
          <textarea
            className="ui-input phrase-list"
            rows={5}
            maxLength={MAX_PHRASE}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <span className="ui-hint">
            {twin
              ? '这一句已经收过了。'
              : hidden > 0
                ? '公开版隐去的数据和名称已改成“…”，用的时候再填。'
                : '数据会随年份变，最好留空或改成“…”。'}
          </span>
        </label>
        <label className="ui-label">
          <span>标签</span>
          <input
            className="ui-input"
            placeholder="如：普法 成效"
            value={tags}
            onChange={(event) => setTags(event.target.value)}
          />
          <span className="ui-hint">用空格分开，方便以后查找。</span>
        </label>
        {failed && (
          <p className="ui-error" role="alert">
            {failed}
          </p>
        )}
      </form>
    </Dialog>
  );
}
