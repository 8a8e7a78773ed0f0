import type { ReactNode } from 'react';

import type { MergeReport } from '../../../shared/contract/merge.ts';
import { lookNames, type LookChoice } from '../../../shared/merge/looks.ts';
import { placeName } from '../../../shared/review/merge-lists.ts';
import { Segmented } from '../../ui/segmented.tsx';

type Looks = MergeReport['looks'];
type Props = { looks: Looks; choice: LookChoice; onChoose: (choice: LookChoice) => void };

const GROUPS = [
  {
    key: 'strike',
    title: '删除线',
    about: '没有用修订，只划了删除线',
    take: '按删除收入',
    holds: ({ kind }: Looks[number]) => kind === 'strike',
  },
  {
    key: 'mark',
    title: '颜色、底色和下划线',
    about: '改了样子，没有写批注',
    take: '作为批注收入',
    holds: ({ kind }: Looks[number]) => kind !== 'strike',
  },
] as const;

/** Words that were struck out or coloured by hand: what they are to say is asked, each with its place. */
export function LooksChoice({ looks, choice, onChoose }: Props) {
  return (
    <>
      {GROUPS.map(({ key, title, about, take, holds }) => {
        const found = looks.filter((look) => holds(look));
        if (found.length === 0) return null;
        return (
          <section key={key} className="merge-list take-back-looks" aria-label={`格式标记：${title}`}>
            <div className="take-back-looks-head">
              <h3>
                {found.length} 处{title}
                <small>{about}</small>
              </h3>
              <Segmented
                label={`${title}怎么收`}
                value={choice[key]}
                options={[
                  { value: 'take', label: take },
                  { value: 'ignore', label: '不算' },
                ]}
                onChange={(value) => onChoose({ ...choice, [key]: value })}
              />
            </div>
            <ol>
              {found.map(({ id, kind, words, block, section }) => (
                <li key={id}>
                  <div className="merge-place">
                    <span>{[placeName({ block, section }), lookNames[kind]].join(' · ')}</span>
                  </div>
                  <p className="merge-words">{dressed(kind, words)}</p>
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </>
  );
}

/** The words as they look in the file. */
function dressed(kind: Looks[number]['kind'], words: string): ReactNode {
  if (kind === 'strike') return <s>{words}</s>;
  if (kind === 'underline') return <u>{words}</u>;
  return kind === 'red' ? <span className="take-back-red">{words}</span> : words;
}
