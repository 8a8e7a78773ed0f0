import { useEffect } from 'react';

import { plainText } from '../../../shared/document/plain-text.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { ErrorScreen } from '../../ui/error-screen.tsx';
import { go } from '../../base/use-route.ts';
import { WaitingScreen } from '../../ui/waiting-screen.tsx';
import { Button } from '../../ui/button.tsx';
import type { ReportSession } from '../../editor/session.ts';
import { revealPlace } from '../search/reveal-place.ts';
import { ReportWindow } from './report-window.tsx';
import { useLeaveGuard } from './use-leave-guard.tsx';
import { useSession } from './use-session.ts';

const goHome = () => go({ at: 'start' });

/** `block`: the place to show first. */
type Props = { id: string; block: string | null; templates: readonly Template[] };

export function ReportScreen({ id, block, templates }: Props) {
  const { session, failed } = useSession(id);
  const leaving = useLeaveGuard(session);

  if (failed) {
    return (
      <ErrorScreen
        title="没能打开这份报告"
        message={failed}
        actions={
          <>
            <Button variant="primary" onClick={goHome}>
              回首页
            </Button>
            <Button onClick={() => window.location.reload()}>重试</Button>
          </>
        }
      />
    );
  }
  if (!session) return <WaitingScreen text="正在打开报告…" />;
  const template = templates.find((one) => one.id === session.detail.template) ?? null;
  const text = () => {
    const { blocks, variables } = session.snapshot();
    return plainText(blocks, { variables });
  };
  return (
    <>
      <ErrorBoundary text={text} saveCopy={() => session.saveAsCopy()} onHome={goHome}>
        <ReportWindow session={session} template={template} />
        {block === null ? (
          <Begin session={session} />
        ) : (
          <Reveal key={block} session={session} block={block} />
        )}
      </ErrorBoundary>
      {leaving}
    </>
  );
}

/** Writing can begin once the page is there. */
function Begin({ session }: { session: ReportSession }) {
  useEffect(() => session.caret.begin(), [session]);
  return null;
}

/** Shows the place that the address names, once the page is there. */
function Reveal({ session, block }: { session: ReportSession; block: string }) {
  useEffect(() => revealPlace(session, block), [session, block]);
  return null;
}
