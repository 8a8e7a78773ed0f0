import { useEffect, useState, type SyntheticEvent } from 'react';

import type { SecrecyState } from '../../../shared/contract/secrecy.ts';
import { whenText } from '../../base/when.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { usePeople } from '../people/people-context.ts';

import './secrecy.css';

/** 涉密文件: whether this computer may hold state secrets, who said so, and how that is said or taken back. */
export function ClassifiedLine() {
  const client = useClient();
  const { person, open: choosePerson } = usePeople();
  const [state, setState] = useState<SecrecyState | null>(null);
  const [asking, setAsking] = useState(false);
  const [ground, setGround] = useState('');
  const [failed, setFailed] = useState('');

  useEffect(() => {
    let live = true;
    client
      .call('secrecy.state', {})
      .then((found) => live && setState(found))
      .catch((error: unknown) => live && setFailed(messageOf(error)));
    return () => {
      live = false;
    };
  }, [client]);

  const declare = (fit: boolean) => {
    if (!person) {
      choosePerson();
      return;
    }
    setFailed('');
    const work = async () => {
      const asked = { fit, person: person.id, ground: fit ? ground.trim() : '' };
      setState(await client.call('secrecy.declare', asked));
      setAsking(false);
      setGround('');
    };
    work().catch((error: unknown) => setFailed(messageOf(error)));
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    declare(true);
  };

  return (
    <section className="classified" aria-label="涉密文件">
      <div className="preference">
        <div>
          <span>涉密文件</span>
          <p className="ui-hint">{state ? wordsOf(state) : '正在查看登记情况…'}</p>
        </div>
        {state?.fit && <Button onClick={() => declare(false)}>撤销登记</Button>}
        {state && !state.fit && !asking && <Button onClick={() => setAsking(true)}>登记…</Button>}
      </div>
      {asking && (
        <form className="classified-form" onSubmit={submit}>
          <p>
            只有单位按保密规定配备、可以处理国家秘密的计算机才能登记。登记后，标有密级的文件可以收入；带密级的报告仍不能导出公开版。登记和撤销都记入单位记录，改不了。
          </p>
          <label className="ui-label">
            <span>依据</span>
            <input
              className="ui-input"
              value={ground}
              maxLength={200}
              placeholder="涉密计算机编号或审批文号"
              onChange={(event) => setGround(event.target.value)}
            />
          </label>
          <div className="classified-actions">
            <span className="ui-hint">登记人：{person?.name ?? '还没有选定'}</span>
            <span className="grow" />
            <Button onClick={() => setAsking(false)}>取消</Button>
            <Button type="submit" variant="primary" disabled={ground.trim() === ''}>
              登记为可以处理
            </Button>
          </div>
        </form>
      )}
      {failed && (
        <p className="secrecy-failed" role="alert">
          {failed}
        </p>
      )}
    </section>
  );
}

function wordsOf({ fit, by, at, ground, elsewhere }: SecrecyState): string {
  const when = at === '' ? '' : whenText(at, new Date());
  if (fit) return `${by}${when}登记为可以处理涉密文件，依据：${ground}。`;
  if (elsewhere) return `数据来自另一台登记过的计算机；这台没有登记，标有密级的文件不收入。`;
  const before = at === '' ? '这台计算机没有登记' : `${by}${when}撤销了登记`;
  return `${before}：标有绝密、机密、秘密的文件不收入，什么也不留下。`;
}
