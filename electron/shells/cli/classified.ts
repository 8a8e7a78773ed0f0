import type { SecrecyState } from '../../../shared/contract/secrecy.ts';
import { localTime } from '../../../shared/text/local-time.ts';
import { authorOf } from './author-of.ts';
import { command, done, none, usage, type Context, type Output } from './command.ts';
import { withBackend } from './session.ts';

export const classifiedCommand = command({
  help: `  classified                        看这台计算机是否登记为可以处理涉密文件
    --declare --ground 依据 [--person 姓名]   登记（写明涉密计算机编号或审批文号），记入单位记录
    --withdraw [--person 姓名]       撤销登记`,
  options: ['declare', 'withdraw', 'ground', 'person'],
  read: (words, { declare = false, withdraw = false, ground = '', person }) => {
    none('classified', words);
    if (declare && withdraw) throw usage('--declare 和 --withdraw 只能选一个。');
    if (declare && ground.trim() === '') throw usage('--declare 要带 --ground（涉密计算机编号或审批文号）。');
    return { change: declare ? true : withdraw ? false : null, ground: ground.trim(), person };
  },
  run: classified,
});

type Wanted = { change: boolean | null; ground: string; person: string | undefined };

async function classified(
  { change, ground, person }: Wanted,
  { data, call }: Context,
): Promise<Output<SecrecyState>> {
  const state = await withBackend(data, async (backend) => {
    if (change === null) return backend.call('secrecy.state', {}, call);
    const who = await authorOf(backend, person);
    return backend.call('secrecy.declare', { fit: change, person: who, ground }, call);
  });
  return done(state, textOf(state));
}

function textOf({ fit, by, at, ground, elsewhere }: SecrecyState): string {
  const when = at === '' ? '' : `${localTime(at)}，${by}`;
  if (fit) return `这台计算机登记为可以处理涉密文件（${when}，依据：${ground}）。`;
  const why = elsewhere
    ? `登记的是另一台计算机（${when}），要在这台上处理，请重新登记。`
    : at === ''
      ? ''
      : `登记已撤销（${when}）。`;
  return `这台计算机没有登记为可以处理涉密文件：标有绝密、机密、秘密的文件不收入，什么也不留下。${why}`;
}
