import { Component, type ErrorInfo, type ReactNode } from 'react';

import { Button } from './button.tsx';
import { ErrorScreen } from './error-screen.tsx';

type Props = {
  children: ReactNode;
  /** The whole text as it stands, for copying out when the window can't show it any more. */
  text?: () => string;
  /** Stores the text as a new report. */
  saveCopy?: () => Promise<unknown>;
  onHome: () => void;
};
type State = { error: Error | null; said: string };

/** Catches a fault of the page itself. What was typed lives in the session, not in the page: it is still there. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, said: '' };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  private readonly retry = () => this.setState({ error: null, said: '' });

  private readonly copy = () => {
    void navigator.clipboard
      .writeText(this.props.text?.() ?? '')
      .then(() => this.setState({ said: '全文已复制，可以粘贴到 Word 或记事本里保存。' }))
      .catch(() => this.setState({ said: '没能复制。请点“显示全文”后手工选择复制。' }));
  };

  private readonly saveCopy = () => {
    void this.props
      .saveCopy?.()
      .then(() => this.setState({ said: '已另存为一份新报告，可在首页找到。' }))
      .catch(() => this.setState({ said: '没能另存为副本。请复制全文，粘贴到别处保存。' }));
  };

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    const { text, saveCopy, onHome } = this.props;
    return (
      <ErrorScreen
        title="页面出错了"
        message={
          text
            ? '刚才的内容还在，没有丢。先点“重新显示”；如仍出错，请复制全文或另存为副本，再回首页。'
            : '已保存的内容没有受影响。请点“重新显示”；如仍出错，请重新打开程序。'
        }
        detail={this.state.error.message}
        actions={
          <>
            <Button variant="primary" onClick={this.retry}>
              重新显示
            </Button>
            {text && <Button onClick={this.copy}>复制全文</Button>}
            {saveCopy && <Button onClick={this.saveCopy}>另存为副本</Button>}
            <Button variant="plain" onClick={onHome}>
              回首页
            </Button>
          </>
        }
      >
        {this.state.said && <output>{this.state.said}</output>}
        {text && (
          <details className="error-text">
            <summary>显示全文</summary>
            <textarea readOnly aria-label="全文" value={text()} rows={10} />
          </details>
        )}
      </ErrorScreen>
    );
  }
}
