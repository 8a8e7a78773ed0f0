import type { PassageLook, PurgeLook, PurgeResult } from '../../../shared/contract/purge.ts';
import { authorOf } from './author-of.ts';
import { command, done, single, type Context, type Output } from './command.ts';
import { withBackend } from './session.ts';

export const purgeCommand = command({
  help: `  purge 编号                        看彻底清除一份报告会清掉什么；什么也不改动
    --title 标题 [--person 姓名]     彻底清除：报告、历史、版本、签发、批注、索引、原文件和备份，不能恢复；
                                    清完在全部文件里逐个查找
    --text 文字 [--person 姓名]      只清除一段已从正文删去的文字：历史、版本、草稿、批注、原文件、备份；
                                    加 --yes 才清除，不加只看
    --delete-closed                 打不开的加密备份一并删除`,
  options: ['title', 'person', 'delete-closed', 'text', 'yes'],
  read: (words, { title, person, text, yes = false, 'delete-closed': deleteClosed = false }) => ({
    id: single('purge', '报告编号', words),
    title,
    person,
    deleteClosed,
    passage: text === undefined ? null : { words: text, sure: yes },
  }),
  run: purge,
});

type Wanted = {
  id: string;
  title: string | undefined;
  person: string | undefined;
  deleteClosed: boolean;
  passage: { words: string; sure: boolean } | null;
};

async function purge(
  { id, title, person, deleteClosed, passage }: Wanted,
  { data, call, say }: Context,
): Promise<Output<PurgeLook | PassageLook | PurgeResult>> {
  return withBackend(data, async (backend): Promise<Output<PurgeLook | PassageLook | PurgeResult>> => {
    if (passage) {
      const { words, sure } = passage;
      if (!sure) {
        const look = await backend.call('purge.lookWords', { id, words }, call);
        return done(look, passageText(look));
      }
      const by = await authorOf(backend, person);
      const result = await backend.call(
        'purge.runWords',
        { id, words, person: by, deleteClosed },
        { ...call, progress: (_done, _total, text) => say(text) },
      );
      return {
        json: result,
        text: resultText(result),
        exitCode: result.found.length > 0 || !result.clean ? 1 : 0,
      };
    }
    if (title === undefined) {
      const look = await backend.call('purge.look', { id }, call);
      return done(look, lookText(look, id));
    }
    const who = await authorOf(backend, person);
    const result = await backend.call(
      'purge.run',
      { id, title, person: who, deleteClosed },
      { ...call, progress: (_done, _total, text) => say(text) },
    );
    return {
      json: result,
      text: resultText(result),
      exitCode: result.found.length > 0 || !result.clean ? 1 : 0,
    };
  });
}

function lookText(look: PurgeLook, id: string): string {
  const parts: [number, string][] = [
    [look.signatures, '次签发'],
    [look.versions, '个版本'],
    [look.comments, '条批注'],
    [look.drafts, '份草稿'],
    [look.originals, '个原文件'],
    [look.images, '张图片'],
    [look.phrases, '条好句'],
  ];
  const counted = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    `《${look.title}》（${look.year}年，${look.unit}）彻底清除时会清掉：正文和全部修改历史${counted.length > 0 ? `、${counted.join('、')}` : ''}。`,
    `有它的备份 ${look.backups} 份，逐份重写。`,
    ...(look.closed > 0 ? [`有 ${look.closed} 份加密备份打不开，要一并删除请加 --delete-closed。`] : []),
    ...(look.secondAway ? ['备份盘现在不在，那里的备份要等插上以后自动清。'] : []),
    ...(look.heirs.length > 0 ? [`从它接着写的报告不动：${look.heirs.join('、')}。`] : []),
    '导出的、发出去的文件和别的电脑上的，清不到。清除后不能恢复。',
    `要清除：purge ${id} --title '${look.title}'`,
  ].join('\n');
}

function passageText({ inText, signed, versions, drafts, originals, others }: PassageLook): string {
  if (inText) return '正文里还有这段文字（也可能在修订或往年数里）。请先删去、接受修订，再清除。';
  if (signed.length > 0)
    return `第 ${signed.join('、')} 版是签发稿，里面有这段文字，不能只清除这段。一定要清除的，请彻底清除整份报告，连同签名。`;
  return [
    `会清掉：全部修改历史（只留现在的正文）、检索索引、说到它的批注和决定、${versions} 个版本、${drafts} 份草稿、${originals} 个原文件；备份逐份重写。`,
    ...(others.length > 0 ? [`这些报告里也有，不动：${others.map((title) => `《${title}》`).join('')}`] : []),
    '不能恢复。要清除，请再加 --yes。',
  ].join('\n');
}

function resultText({
  files,
  found,
  closed,
  rewritten,
  deleted,
  removed,
  secondAway,
  clean,
}: PurgeResult): string {
  return [
    found.length === 0
      ? `已彻底清除。已在 ${files} 个文件中逐个查找，没有找到。`
      : `已清除，但在 ${files} 个文件中逐个查找，这些文件里还有：\n${found.map((file) => `  ${file}`).join('\n')}`,
    ...(rewritten > 0 ? [`重写了 ${rewritten} 份备份。`] : []),
    ...(deleted > 0 ? [`删除了 ${deleted} 份备份。`] : []),
    ...(removed > 0 ? [`删除了 ${removed} 个移到一旁的或临时的文件。`] : []),
    ...(closed.length > 0
      ? [`这些加密备份打不开，没有查：\n${closed.map((file) => `  ${file}`).join('\n')}`]
      : []),
    ...(secondAway ? ['备份盘不在，那里的备份还没有清；插上后，年述开着时自动清。'] : []),
    ...(clean ? [] : ['另一个年述开着，日志没有清空。请都关闭后再执行一次体检。']),
  ].join('\n');
}
