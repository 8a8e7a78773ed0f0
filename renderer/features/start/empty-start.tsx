import { FileCheck2, FileDown, FilePlus2, FileSearch, FolderDown, Sparkles } from 'lucide-react';

import { Button } from '../../ui/button.tsx';

type Props = {
  onNew: () => void;
  onImport: () => void;
  onImportFolder: () => void;
  onDemo: () => void;
  loadingDemo: boolean;
  /** 打开审签文件: on a computer that is only signed on, there is never a report. */
  onApprovalFile: () => void;
  onVerify: () => void;
};

/** The very first look: what to do, in order, with the button for each. */
export function EmptyStart(props: Props) {
  const { onNew, onImport, onImportFolder, onDemo, loadingDemo, onApprovalFile, onVerify } = props;
  return (
    <div className="empty-start">
      <h1>还没有报告</h1>
      <p className="lead">先把往年的总结放进来，今年的就能接着写。所有内容只存在这台电脑上。</p>
      <ol>
        <li>
          <span className="step">1</span>
          <div>
            <h2>导入往年材料</h2>
            <p>Word、文本文件都可以，认出标题、“一是二是”和数据。多份一起也行，文件夹可以整个拖到这里。</p>
          </div>
          <Button variant="primary" icon={FileDown} onClick={onImport}>
            导入往年材料
          </Button>
          <Button icon={FolderDown} onClick={onImportFolder}>
            导入文件夹
          </Button>
        </li>
        <li>
          <span className="step">2</span>
          <div>
            <h2>新建今年的报告</h2>
            <p>从去年的接着写，或者从空白模板开始。</p>
          </div>
          <Button icon={FilePlus2} onClick={onNew}>
            新建报告
          </Button>
        </li>
        <li>
          <span className="step">或</span>
          <div>
            <h2>想先看看</h2>
            <p>放入一个虚构的镇：三年的往年报告和一份今年的草稿。</p>
          </div>
          <Button icon={Sparkles} disabled={loadingDemo} onClick={onDemo}>
            {loadingDemo ? '正在放入…' : '示例数据'}
          </Button>
        </li>
      </ol>
      <p className="empty-start-other">
        收到别人发来的文件？
        <Button size="small" icon={FileCheck2} onClick={onApprovalFile}>
          打开审签文件（.nsa）
        </Button>
        <Button size="small" icon={FileSearch} onClick={onVerify}>
          核验文件
        </Button>
      </p>
    </div>
  );
}
