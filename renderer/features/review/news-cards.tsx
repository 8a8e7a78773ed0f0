import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import { textOfBlock } from '../../../shared/document/plain-text.ts';
import { originalView } from '../../../shared/document/resolve.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import type { ChangedBlock } from '../../../shared/review/types.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { articleProps, type Place } from '../../ui/windowed-feed.tsx';
import { hueOf, usePeople } from '../people/people-context.ts';
import { PersonDot } from '../people/person-dialog.tsx';
import { differenceOf, type Decided } from './news.ts';
import type { NewsView } from './use-news.ts';
import { whenNow } from './when-now.ts';

/** Above the list: since when it is, and that it was seen. */
export function NewsHead({ news }: { news: NewsView }) {
  return (
    <div className="review-news-head">
      <span>{news.since === null ? '第一次打开，还没有新改动' : `上次看过：${whenNow(news.since)}`}</span>
      <span className="grow" />
      <Button size="small" disabled={news.count === 0} onClick={news.seen}>
        看过了
      </Button>
    </div>
  );
}

/** 王芳接受 3 处、拒绝 1 处修订 */
export function DecidedCard({
  decided: { author, accepted, rejected },
  ...place
}: Place & { decided: Decided }) {
  const { people, byId } = usePeople();
  const parts = [accepted > 0 && `接受 ${accepted} 处`, rejected > 0 && `拒绝 ${rejected} 处`].filter(
    Boolean,
  );
  return (
    <article
      {...articleProps(place)}
      className="review-card"
      aria-label={`${byId.get(author)?.name ?? ''}处理了修订`}
    >
      <header>
        <PersonDot hue={hueOf(people, author)} />
        <span className="review-name">{byId.get(author)?.name ?? '不详'}</span>
        <span className="review-kind">{parts.join('、')}修订</span>
      </header>
    </article>
  );
}

/** Without what is only suggested: that has cards of its own. */
function originalTextOf(block: Block | undefined, variables: Variables): string {
  const [original] = block ? originalView([block]) : [];
  return original ? textOfBlock(original, ordinalLabels([original]), { variables }) : '';
}

type BlockProps = Place & {
  session: ReportSession;
  block: ChangedBlock;
  now: Block | undefined;
  variables: Variables;
};

/** A paragraph that somebody changed without a tracked change, or by deciding about one. */
export function ChangedBlockCard({ session, block, now, variables, ...place }: BlockProps) {
  const { people, byId } = usePeople();
  const { authors, was, gone } = block;
  const names = authors.map((id) => byId.get(id)?.name ?? '未选使用人').join('、');
  const text = gone ? '' : originalTextOf(now, variables);
  const { before, removed, added, behind } = differenceOf(was, text);
  const kind = gone ? '删去一段' : was === '' ? '新写一段' : removed + added === '' ? '改了格式' : '直接改过';
  return (
    <article
      {...articleProps(place)}
      className="review-card"
      data-card={block.id}
      aria-label={`${names}${kind}`}
    >
      <header>
        <PersonDot hue={hueOf(people, authors[0] ?? '')} />
        <span className="review-name">{names}</span>
        <span className="review-kind">{kind}</span>
      </header>
      <button
        type="button"
        className="review-words"
        disabled={gone}
        onClick={() => session.caret.goTo({ block: block.id })}
      >
        {before}
        {removed && <del>{removed}</del>}
        {added && <ins>{added}</ins>}
        {behind}
      </button>
    </article>
  );
}
