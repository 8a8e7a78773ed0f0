import {
  Check,
  CloudOff,
  LoaderCircle,
  Minus,
  PencilLine,
  Plus,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';

import { memo } from 'react';

import type { ReportSession, SaveState } from '../../editor/session.ts';
import { REVIEW_VIEWS, type ReviewView } from '../review/views.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { CountsButton } from './counts-button.tsx';
import { SAVE_WORDS } from './save-words.ts';
import { useSaveState } from './use-session.ts';
import { EDITION_OPTIONS, type Edition } from '../../../shared/edition/edition.ts';

const ICONS: Record<SaveState, LucideIcon> = {
  saved: Check,
  dirty: PencilLine,
  saving: LoaderCircle,
  offline: CloudOff,
  conflict: TriangleAlert,
  failed: TriangleAlert,
};

type Props = {
  session: ReportSession;
  words: number;
  maxWords: number | null;
  emptyFields: number;
  zoom: number;
  fits: boolean;
  edition: Edition;
  view: ReviewView;
  onView: (view: ReviewView) => void;
  onEdition: (edition: Edition) => void;
  preview: boolean;
  onPreview: () => void;
  onEmptyFields: () => void;
  onZoomIn: () => void;
  onZoomOut: () => void;
  onZoomFit: () => void;
};

export const StatusBar = memo(function StatusBar(props: Props) {
  const { session, words, maxWords, emptyFields, zoom, fits, edition } = props;
  const isPublic = edition === 'public';
  return (
    <footer className="status-bar" aria-label="状态栏">
      <SaveMark session={session} />
      {isPublic ? (
        <span className="tabular">公开版 {words.toLocaleString('zh-CN')} 字</span>
      ) : (
        <>
          <CountsButton session={session} words={words} maxWords={maxWords} />
          <button type="button" className="status-button tabular" onClick={props.onEmptyFields}>
            {emptyFields > 0 ? `${emptyFields} 处未填` : '数据都已填'}
          </button>
        </>
      )}
      <span className="grow" />
      <button
        type="button"
        className="status-button"
        aria-pressed={props.preview}
        title="看将要导出的每一页（Ctrl+Alt+V）"
        onClick={props.onPreview}
      >
        版式
      </button>
      {/* The public edition has no changes: all of them are accepted in it. */}
      {!isPublic && (
        <Segmented
          label="看修订"
          size="small"
          value={props.view}
          options={REVIEW_VIEWS}
          onChange={props.onView}
        />
      )}
      <Segmented
        label="看哪一版"
        size="small"
        value={edition}
        options={EDITION_OPTIONS}
        onChange={props.onEdition}
      />
      <span className="zoom">
        <IconButton
          icon={Minus}
          label="缩小"
          keys="Ctrl+-"
          size="small"
          side="top"
          onClick={props.onZoomOut}
        />
        <button
          type="button"
          className="status-button tabular"
          aria-label={`缩放 ${Math.round(zoom * 100)}%，点一下适合窗口`}
          aria-pressed={fits}
          title={fits ? '适合窗口' : '点一下适合窗口（Ctrl+0）'}
          onClick={props.onZoomFit}
        >
          {Math.round(zoom * 100)}%
        </button>
        <IconButton icon={Plus} label="放大" keys="Ctrl++" size="small" side="top" onClick={props.onZoomIn} />
      </span>
    </footer>
  );
});

/**
 * Follows the saving by itself: it changes in the frame of a key press. So all icons are there always, and a change is one
 * class and one word.
 */
function SaveMark({ session }: { session: ReportSession }) {
  const save = useSaveState(session);
  return (
    <output className={`save-state ${save.state}`} title={save.message || undefined}>
      {SAVE_ICONS}
      {SAVE_WORDS[save.state]}
    </output>
  );
}

const SAVE_ICONS = Object.entries(ICONS).map(([state, Icon]) => (
  <Icon key={state} className={`if-${state}`} size={14} strokeWidth={1.75} aria-hidden />
));
