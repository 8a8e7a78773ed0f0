import { Copy, Eye, GitCompareArrows, ListChecks, RotateCcw, Send } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';

import type { Rounds } from '../../../shared/review/rounds.ts';
import type { Version, VersionContent, VersionKind } from '../../../shared/review/types.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { messageOf } from '../../client/client-context.ts';
import { go } from '../../base/use-route.ts';
import { ReadOnlyPage } from '../../editor/page/ReadOnlyPage.tsx';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { usePeople } from '../people/people-context.ts';
import { whenNow } from './when-now.ts';
import { MergedDialog } from './merged-dialog.tsx';
import { countsText } from './version-changes.ts';

const KINDS: Record<VersionKind, string> = { sent: '送审', returned: '退回', signed: '签发', saved: '自存' };

type Props = { session: ReportSession; template: Template | null; sending: boolean; onClose: () => void };

/** Versions of a report: send for review, look, compare, bring back. */
export function VersionsDialog({ session, template, sending, onClose }: Props) {
  const toast = useToast();
  const { byId, person } = usePeople();
  const [versions, setVersions] = useState<Version[] | null>(null);
  const [rounds, setRounds] = useState<Rounds | null>(null);
  const [opened, setOpened] = useState<(Version & VersionContent) | null>(null);
  const [merged, setMerged] = useState<(Version & VersionContent) | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const [failed, setFailed] = useState('');
  const [busy, setBusy] = useState(false);

  const run = useCallback((work: Promise<unknown>) => {
    setBusy(true);
    setFailed('');
    void work.catch((error: unknown) => setFailed(messageOf(error))).finally(() => setBusy(false));
  }, []);
  const load = useCallback(async () => {
    // What waits is part of what is shown, and of the next version.
    await session.flush();
    setVersions(await session.client.call('version.list', { id: session.id }));
    setRounds(await session.client.call('version.rounds', { id: session.id }));
  }, [session]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => run(load()));
    return () => cancelAnimationFrame(frame);
  }, [load, run]);

  const round = (versions?.[0]?.round ?? 0) + 1;
  const create = (kind: 'sent' | 'saved') => {
    if (!person) return;
    const title = name.trim() || (kind === 'sent' ? `第${round}轮送审稿` : `自存稿`);
    run(
      session
        .flush()
        .then(() =>
          session.client.call('version.create', { id: session.id, kind, name: title, author: person.id }),
        )
        .then(() => {
          session.review.endRound();
          setName('');
          toast({ text: kind === 'sent' ? `已送审，留下版本“${title}”。` : `已存为版本“${title}”。` });
          return load();
        }),
    );
  };
  const open = (version: Version) =>
    run(session.client.call('version.open', { id: session.id, version: version.id }).then(setOpened));
  const showMerged = (version: Version) =>
    run(session.client.call('version.open', { id: session.id, version: version.id }).then(setMerged));
  const copy = (version: Version) =>
    run(
      session.client.call('version.copy', { id: session.id, version: version.id }).then(({ id }) => {
        toast({ text: `已把“${version.name}”另存为新报告，现在打开的就是它。` });
        return go({ at: 'report', id });
      }),
    );
  const restore = (version: Version) =>
    run(
      session.client.call('version.open', { id: session.id, version: version.id }).then((content) => {
        session.restoreVersion(content);
        onClose();
        return toast({
          text: `正文已恢复到“${version.name}”。`,
          action: { label: '撤销', run: () => session.editor.undo() },
        });
      }),
    );
  const choose = (id: string) =>
    setChosen((old) => (old.includes(id) ? old.filter((one) => one !== id) : [...old.slice(-1), id]));
  const compare = () => {
    const [a, b] = [...chosen].sort(
      (x, y) =>
        (versions?.find(({ id }) => id === x)?.number ?? 0) -
        (versions?.find(({ id }) => id === y)?.number ?? 0),
    );
    if (a && b)
      go({ at: 'compare', a: { report: session.id, version: a }, b: { report: session.id, version: b } });
  };

  if (merged) {
    return (
      <MergedDialog
        version={merged}
        session={session}
        onBack={() => setMerged(null)}
        onShow={(block) => {
          onClose();
          session.caret.reveal(block);
        }}
      />
    );
  }
  if (opened) {
    return (
      <Dialog
        open
        onOpenChange={(next) => {
          if (!next) setOpened(null);
        }}
        title={opened.name}
        about={`${KINDS[opened.kind]} · ${whenNow(opened.at)} · 只能看`}
        width={920}
        footer={
          <>
            <Button onClick={() => setOpened(null)}>返回</Button>
            <Button icon={Copy} disabled={busy} onClick={() => copy(opened)}>
              另存为新报告
            </Button>
            <Button icon={RotateCcw} disabled={busy} onClick={() => restore(opened)}>
              恢复为当前
            </Button>
          </>
        }
      >
        <div className="version-page">
          <ReadOnlyPage
            label={opened.name}
            blocks={opened.document.blocks}
            variables={opened.variables}
            template={template}
            review={session.review}
            zoom={0.9}
            report={session.detail}
          />
        </div>
      </Dialog>
    );
  }
  const since = versions && versions.length > 0 ? countsText(rounds?.since ?? [], byId) : '';
  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={sending ? '送审' : '版本'}
      about={
        sending
          ? '送审会留下一个版本，状态改为“送审中”；以后谁改了什么，都能与它对比。'
          : '每次送审、退回和签发都留一个版本，不会再变。'
      }
      width={640}
      busy={busy}
      footer={
        <>
          <Button icon={GitCompareArrows} disabled={chosen.length !== 2} onClick={compare}>
            对比选中的两版
          </Button>
          <span className="grow" />
          <Button onClick={onClose}>关闭</Button>
        </>
      }
    >
      <div className="versions">
        <form
          className="version-save"
          onSubmit={(event) => {
            event.preventDefault();
            create(sending ? 'sent' : 'saved');
          }}
        >
          <input
            className="ui-input"
            aria-label="版本名称"
            value={name}
            maxLength={100}
            placeholder={sending ? `第${round}轮送审稿` : '版本名称，可不填'}
            onChange={(event) => setName(event.target.value)}
          />
          <Button
            variant={sending ? 'primary' : 'normal'}
            icon={Send}
            disabled={busy}
            onClick={() => create('sent')}
          >
            送审
          </Button>
          {!sending && (
            <Button disabled={busy} onClick={() => create('saved')}>
              只存版本
            </Button>
          )}
        </form>
        {failed && (
          <p className="person-problem" role="alert">
            {failed}
          </p>
        )}
        {since && <p className="version-counts">上一版之后：{since}</p>}
        {versions?.length === 0 && <p className="versions-empty">还没有版本。送审时会留下第一版。</p>}
        <ol className="versions-list">
          {versions?.map((version) => {
            const counts = countsText(rounds?.versions[version.id] ?? [], byId);
            return (
              <li key={version.id} className="version-row">
                <input
                  type="checkbox"
                  aria-label={`选中“${version.name}”来对比`}
                  checked={chosen.includes(version.id)}
                  onChange={() => choose(version.id)}
                />
                <div className="version-title">
                  <strong title={version.name}>{version.name}</strong>
                  <span>
                    {KINDS[version.kind]} · {byId.get(version.author)?.name ?? ''} · {whenNow(version.at)}
                  </span>
                </div>
                <div className="version-buttons">
                  {version.kind === 'returned' && (
                    <IconButton
                      icon={ListChecks}
                      label="收回情况"
                      size="small"
                      onClick={() => showMerged(version)}
                    />
                  )}
                  <IconButton icon={Eye} label="查看" size="small" onClick={() => open(version)} />
                  <IconButton icon={Copy} label="另存为新报告" size="small" onClick={() => copy(version)} />
                  <IconButton
                    icon={RotateCcw}
                    label="恢复为当前"
                    size="small"
                    onClick={() => restore(version)}
                  />
                </div>
                {counts && <p className="version-counts">{counts}</p>}
              </li>
            );
          })}
        </ol>
      </div>
    </Dialog>
  );
}
